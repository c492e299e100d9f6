-- The chance of waiting against the number of places, of pools that never ran out: what fewer places would have meant, up to where
-- it is under one in a thousand.
-- name: rows
WITH known AS (
    SELECT c.provider, c.pool, COUNT(DISTINCT c.arm) AS arms, MAX(c.places) AS most,
           1 + MAX(CASE WHEN c.chance >= 0.001 THEN c.places END) AS shown FROM chance c WHERE c.kind = 'unlimited_delay' AND c.chance > 0
    GROUP BY c.provider, c.pool),
chosen AS (
    SELECT k.provider, k.pool, k.shown, ROW_NUMBER() OVER (ORDER BY k.most DESC, k.provider, k.pool) AS place,
           CASE WHEN s.name = s.provider THEN REPLACE(s.name, '_', ' ') ELSE s.name END || ': ' || REPLACE(k.pool, '_', ' ') AS name
    FROM known k JOIN site s ON s.provider = k.provider ORDER BY k.pool LIKE '%bed%' DESC, place LIMIT 4)
SELECT n.name AS "where", a.name AS scenario, c.places AS number_of_places, ROUND(100 * c.chance, 3) AS percent_who_would_wait, ROUND(100 * c.low, 3) AS low,
       ROUND(100 * c.high, 3) AS high, n.place AS _place, a.number AS _scenario, ROUND(100 * MAX(0, IFNULL(c.low, c.chance)), 3) AS _low,
       ROUND(100 * MIN(1, IFNULL(c.high, c.chance)), 3) AS _high
FROM chosen n JOIN chance c ON c.provider = n.provider AND c.pool = n.pool AND c.kind = 'unlimited_delay' JOIN arm a ON a.arm = c.arm
WHERE a.number < 6 AND c.places <= n.shown ORDER BY n.place, a.number, c.places;
