-- How much of the time at least how many of the fullest beds are in use. Levels are put together so that no pool has more than about forty.
-- name: rows
WITH
-- use: fullest_places
, level AS (
    SELECT c.place, c.name, c.provider, c.pool, o.arm, o.in_use,
           SUM(o.share_of_time) / (SELECT MAX(replication) FROM pool) AS share
    FROM occupancy o CROSS JOIN chosen c ON o.provider = c.provider AND o.pool = c.pool GROUP BY c.place, o.arm, o.in_use),
over AS (
    SELECT l.place, l.arm, SUM(CASE WHEN l.in_use >= 0.92 * u.capacity THEN l.share ELSE 0 END) AS share
    FROM level l JOIN used u ON u.arm = l.arm AND u.provider = l.provider AND u.pool = l.pool GROUP BY l.place, l.arm),
width AS (SELECT place, MAX(in_use) AS most, 1 + (MAX(in_use) - MIN(in_use)) / 40 AS beds FROM level GROUP BY place),
piece AS (
    SELECT l.place, l.name, l.provider, l.pool, l.arm, w.most - (w.most - l.in_use + w.beds - 1) / w.beds * w.beds AS at_least, SUM(l.share) AS share
    FROM level l JOIN width w ON w.place = l.place GROUP BY l.place, l.arm, at_least)
SELECT p.name AS "where", a.name AS scenario, p.at_least AS at_least_in_use,
       ROUND(100 * SUM(p.share) OVER (PARTITION BY p.place, p.arm ORDER BY p.at_least DESC ROWS UNBOUNDED PRECEDING), 3) AS percent_of_time,
       ROUND(u.capacity, 2) AS mean_number_of_places, p.place AS _place, a.number AS _scenario, ROUND(100 * v.share, 3) AS _over
FROM piece p JOIN arm a ON a.arm = p.arm LEFT JOIN used u ON u.arm = p.arm AND u.provider = p.provider AND u.pool = p.pool
LEFT JOIN over v ON v.place = p.place AND v.arm = p.arm WHERE a.number < 6 ORDER BY p.place, a.number, p.at_least;
