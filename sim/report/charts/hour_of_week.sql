-- When in the week it is busy: people in and waiting at the place whose number swings most, of those that are open all week and are
-- neither beds nor staff, such as an A&E. Nothing where it swings by less than a quarter.
-- name: rows
WITH staff AS (SELECT DISTINCT provider, pool FROM pool WHERE wte_in_post_mean IS NOT NULL),
swing AS (
    SELECT provider, pool, MAX(in_use_mean + waiting_mean) - MIN(in_use_mean + waiting_mean) AS people,
           MAX(in_use_mean + waiting_mean) AS most FROM hour_of_week
    WHERE arm = (SELECT arm FROM arm WHERE number = 0) AND pool NOT LIKE '%bed%' GROUP BY provider, pool HAVING MIN(capacity_mean) > 0),
chosen AS (SELECT provider, pool FROM swing WHERE people > 0.25 * most AND (provider, pool) NOT IN (SELECT provider, pool FROM staff) ORDER BY people DESC, provider, pool LIMIT 1)
SELECT CASE WHEN s.name = s.provider THEN REPLACE(s.name, '_', ' ') ELSE s.name END || ', ' || REPLACE(c.pool, '_', ' ') || ': ' || a.name AS place,
       SUBSTR('MonTueWedThuFriSatSun', 1 + 3 * (h.hour_of_week / 24), 3) AS weekday, h.hour_of_week % 24 AS hour,
       ROUND(h.in_use_mean + h.waiting_mean, 2) AS people, ROUND(h.in_use_mean, 2) AS in_use, ROUND(h.waiting_mean, 2) AS waiting,
       ROUND(h.capacity_mean, 2) AS capacity, h.hour_of_week / 24 AS _day, a.number AS _panel,
       CASE WHEN s.name = s.provider THEN REPLACE(s.name, '_', ' ') ELSE s.name END AS _site
FROM hour_of_week h CROSS JOIN chosen c ON h.provider = c.provider AND h.pool = c.pool JOIN arm a ON a.arm = h.arm
JOIN site s ON s.provider = c.provider WHERE a.number < 2 ORDER BY a.number, h.hour_of_week;
