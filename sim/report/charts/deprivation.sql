-- The mean by level of the group that is ordered by disadvantage (of several the one called deprivation, or the first), of the
-- wait and of the journey that the answer is about. Levels with fewer than 20 people on average have no percentiles and are left out.
-- name: rows
WITH
-- use: main_standard
,
ordered_group AS (SELECT dimension FROM population WHERE disadvantage IS NOT NULL GROUP BY dimension
                  ORDER BY dimension <> 'deprivation', MIN(rowid) LIMIT 1),
one AS (
    SELECT m.kind, m.number AS standard_number, m.name, a.number, a.name AS scenario, p.level, p.disadvantage, e.value, e.low, e.high,
           MAX(MAX(e.value, IFNULL(e.high, 0))) OVER (PARTITION BY m.kind) AS largest
    FROM measure e CROSS JOIN main_standard m ON m.standard = e.subject
    CROSS JOIN population p ON p.dimension = e.dimension AND p.level = e.level AND p.people > 0 CROSS JOIN arm a ON a.arm = e.arm
    WHERE e.measure = 'mean_minutes' AND e.period = 'all' AND e.area = 'all' AND e.subject IN (SELECT standard FROM main_standard)
    AND p.dimension = (SELECT dimension FROM ordered_group) AND a.number < 6 AND e.value IS NOT NULL)
SELECT name || CASE WHEN largest >= 2880 THEN ' (mean, days)' ELSE ' (mean, minutes)' END AS standard, scenario, REPLACE(level, '_', ' ') AS level,
       ROUND(value / CASE WHEN largest >= 2880 THEN 1440 ELSE 1 END, 3) AS mean, ROUND(low / CASE WHEN largest >= 2880 THEN 1440 ELSE 1 END, 3) AS low,
       ROUND(high / CASE WHEN largest >= 2880 THEN 1440 ELSE 1 END, 3) AS high, -disadvantage AS _level, number AS _scenario, standard_number AS _order,
       (SELECT REPLACE(dimension, '_', ' ') FROM ordered_group) AS _about
FROM one ORDER BY standard_number, number, disadvantage DESC;
-- name: slope
WITH
-- use: main_standard
SELECT m.name AS standard, a.name AS scenario, a.number AS _scenario, i.unit, i.value, i.low, i.high, i.difference, i.difference_low, i.difference_high
FROM main_standard m JOIN inequality i ON i.standard = m.standard AND i."index" = 'sii' AND i.measure = 'mean_minutes' JOIN arm a ON a.arm = i.arm
WHERE i.dimension = (SELECT dimension FROM population WHERE disadvantage IS NOT NULL GROUP BY dimension
                     ORDER BY dimension <> 'deprivation', MIN(rowid) LIMIT 1)
ORDER BY m.number, a.number;
