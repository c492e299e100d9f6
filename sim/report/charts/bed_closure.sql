-- Beds closed, and what other capacity had grown by before, at each closing that leaves fewer beds than at the start.
-- name: rows
WITH closing AS (
    SELECT a.number AS scenario_number, a.name AS scenario, b.date, b.closed_beds, b.opened_before_beds, b.passes
    FROM bed_closure b JOIN arm a ON a.arm = b.arm WHERE a.number < 6 AND b.closed_beds > 0),
edge AS (
    SELECT MIN((SELECT MIN(date) FROM closing), (SELECT value FROM run WHERE key = 'window_from')) AS first,
           MAX((SELECT MAX(date) FROM closing), (SELECT value FROM run WHERE key = 'window_to')) AS last)
SELECT scenario, date, closed_beds, opened_before_beds, CASE passes WHEN 1 THEN 'yes' ELSE 'no' END AS enough_before,
       scenario_number AS _scenario, 0 AS _edge, CASE passes WHEN 1 THEN 1 ELSE 0 END AS _passes FROM closing
UNION ALL SELECT DISTINCT scenario, first, 0, NULL, NULL, scenario_number, 1, NULL FROM closing JOIN edge
UNION ALL SELECT scenario, last, MAX(closed_beds), NULL, NULL, scenario_number, 1, NULL
    FROM (SELECT c.*, ROW_NUMBER() OVER (PARTITION BY scenario_number ORDER BY date DESC) AS back FROM closing c) JOIN edge WHERE back = 1 GROUP BY scenario_number
ORDER BY 6, 2, 7;
