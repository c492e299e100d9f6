-- How full the fullest beds are: day by day, or, of more than 92 days, the means of seven days each, of the days' means and percentiles.
-- Where nothing is called a bed, all places that are open at midnight.
-- name: rows
WITH used AS (
    SELECT arm, provider, pool, SUM(midnight_in_use_mean) / SUM(capacity_mean) AS share FROM pool
    WHERE period = 'all' AND capacity_mean > 0 AND wte_in_post_mean IS NULL AND occupied_at_midnight IS NOT NULL GROUP BY arm, provider, pool),
fullest AS (
    SELECT provider, pool, MAX(share) AS share, pool LIKE '%bed%' AS is_bed FROM used GROUP BY provider, pool),
chosen AS (
    SELECT f.provider, f.pool, ROW_NUMBER() OVER (ORDER BY f.share DESC, f.provider, f.pool) AS place,
           CASE WHEN s.name = s.provider THEN REPLACE(s.name, '_', ' ') ELSE s.name END || ': ' || REPLACE(f.pool, '_', ' ') AS name
    FROM fullest f JOIN site s ON s.provider = f.provider WHERE f.is_bed = (SELECT MAX(is_bed) FROM fullest)
    ORDER BY place LIMIT 6),
span AS (
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
