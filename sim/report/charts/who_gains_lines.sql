    change AS (
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
scaled AS (SELECT *, CASE WHEN of_all >= 2880 THEN 1440.0 ELSE 1 END AS minutes, CASE WHEN of_all >= 2880 THEN 'days' ELSE 'minutes' END AS unit FROM drawn),
-- Under the name of each scenario its neighbourhoods.
line AS (
    SELECT ROW_NUMBER() OVER (ORDER BY number, from_best) - 1 AS line, * FROM (
        SELECT number, from_best, area, NULL AS heading FROM scaled
        UNION ALL SELECT DISTINCT number, 0, NULL, name FROM scaled))
