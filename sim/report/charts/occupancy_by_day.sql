-- How full the fullest beds are: day by day, or, of more than 92 days, the means of seven days each, of the days' means and percentiles.
-- name: rows
WITH
-- use: fullest_places
, span AS (
    SELECT JULIANDAY(f.value) AS first, CASE WHEN JULIANDAY(t.value) - JULIANDAY(f.value) > 92 THEN 7 ELSE 1 END AS days
    FROM run f JOIN run t ON t.key = 'window_to' WHERE f.key = 'window_from'),
part AS (
    SELECT c.place, c.name, d.arm, CAST((JULIANDAY(d.day) - s.first) / s.days AS INTEGER) AS piece, MIN(d.day) AS day, COUNT(*) AS days_in,
           s.days, SUM(d.in_use_mean) AS used, SUM(d.in_use_p5) AS low, SUM(d.in_use_p95) AS high, NULLIF(SUM(d.capacity_mean), 0) AS capacity
    FROM day d CROSS JOIN chosen c ON d.provider = c.provider AND d.pool = c.pool CROSS JOIN span s GROUP BY c.place, d.arm, piece)
SELECT p.name AS "where", a.name AS scenario, p.day AS day_from, ROUND(100 * p.used / p.capacity, 2) AS percent_in_use,
       ROUND(100 * p.low / p.capacity, 2) AS low, ROUND(100 * p.high / p.capacity, 2) AS high, p.place AS _place, a.number AS _scenario,
       ROUND(100 * IFNULL(p.low, p.used) / p.capacity, 2) AS _low, ROUND(100 * IFNULL(p.high, p.used) / p.capacity, 2) AS _high
FROM part p JOIN arm a ON a.arm = p.arm WHERE a.number < 6 AND p.days_in = p.days AND p.capacity IS NOT NULL ORDER BY p.place, a.number, p.day;
