-- The change of each neighbourhood's mean against the first scenario, with its 95 % interval: of each scenario those that gain and
-- those that lose most, so many that all fit one page. A scenario without any change is left out.
-- name: rows
WITH
-- use: main_standard
,
-- use: area_called
, change AS (
    SELECT a.number, a.name, d.area, d.difference, d.low, d.high, d.simultaneous_low, d.simultaneous_high,
           ROW_NUMBER() OVER (PARTITION BY a.number ORDER BY d.difference, d.area) AS from_best,
           ROW_NUMBER() OVER (PARTITION BY a.number ORDER BY d.difference DESC, d.area DESC) AS from_worst,
           COUNT(*) OVER (PARTITION BY a.number) AS areas,
           SUM(d.simultaneous_high < 0) OVER (PARTITION BY a.number) AS gain, SUM(d.simultaneous_low > 0) OVER (PARTITION BY a.number) AS lose,
           MAX(ABS(d.difference)) OVER (PARTITION BY a.number) AS largest
    FROM difference d CROSS JOIN arm a ON a.arm = d.arm
    WHERE d.subject = (SELECT standard FROM place_standard) AND d.measure = 'mean_minutes' AND d.period = 'all' AND d.area <> 'all' AND d.difference IS NOT NULL AND a.number BETWEEN 1 AND 5),
drawn AS (
    SELECT *, MAX(largest) OVER () AS of_all FROM change
    WHERE largest > 0 AND MIN(from_best, from_worst) <= MAX(3, 15 / (SELECT COUNT(DISTINCT number) FROM change WHERE largest > 0))),
scaled AS (SELECT *, CASE WHEN of_all >= 2880 THEN 1440.0 ELSE 1 END AS minutes, CASE WHEN of_all >= 2880 THEN 'days' ELSE 'minutes' END AS unit FROM drawn)
SELECT s.name || ', ' || s.unit AS scenario, c.called AS area, ROUND(s.difference / minutes, 4) AS difference, ROUND(s.low / minutes, 4) AS low,
       ROUND(s.high / minutes, 4) AS high,
       CASE WHEN s.simultaneous_low > 0 THEN 'longer' WHEN s.simultaneous_high < 0 THEN 'shorter' ELSE 'no clear difference' END AS finding,
       s.from_best AS _rank, s.number AS _scenario, s.name AS _name, s.areas AS _areas, s.gain AS _gain, s.lose AS _lose,
       (SELECT name FROM place_standard) AS _about
FROM scaled s JOIN area_called c ON c.area = s.area ORDER BY s.number, s.from_best;
