-- The mean of every standard: each scenario less the first on the same people, with its 95 % interval.
-- name: rows
WITH difference_of AS (
    SELECT s.number, t.name AS outcome, a.number AS scenario_number, a.name AS scenario, s.value, s.low, s.high, s.word,
           MAX(MAX(ABS(s.value), ABS(IFNULL(s.low, 0)), ABS(IFNULL(s.high, 0)))) OVER (PARTITION BY s.number) AS largest
    FROM summary s JOIN arm a ON a.arm = s.arm JOIN standard t ON t.standard = s.subject
    WHERE s.measure = 'mean_minutes' AND s.shows = 'difference')
SELECT outcome || CASE WHEN largest >= 2880 THEN ' (days)' ELSE ' (min)' END AS outcome, scenario,
       ROUND(value / CASE WHEN largest >= 2880 THEN 1440 ELSE 1 END, 4) AS difference,
       ROUND(low / CASE WHEN largest >= 2880 THEN 1440 ELSE 1 END, 4) AS low,
       ROUND(high / CASE WHEN largest >= 2880 THEN 1440 ELSE 1 END, 4) AS high,
       IFNULL(word, 'no clear difference') AS finding, number AS _order, scenario_number AS _scenario
FROM difference_of WHERE largest > 0 ORDER BY number, scenario_number;
