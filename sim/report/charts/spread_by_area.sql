-- Quantiles of each neighbourhood's times in the first scenario and in each other: of each area, or where there are more than 30
-- of each place, or of the 30 areas with most people where there are no places. Within a bin people are taken to be spread evenly.
-- name: rows
WITH
-- use: main_standard
,
-- use: area_called
, place_count AS (SELECT COUNT(DISTINCT level) AS places FROM population WHERE dimension = 'place'),
area_count AS (SELECT COUNT(*) AS areas FROM area),
by_place AS (SELECT areas > 30 AND places BETWEEN 2 AND 30 AS yes FROM area_count, place_count),
unit_of AS (
    SELECT area, 'all' AS level, called, ROW_NUMBER() OVER (ORDER BY people DESC, area) AS turn FROM area_called WHERE NOT (SELECT yes FROM by_place)
    UNION ALL
    SELECT 'all', level, UPPER(SUBSTR(level, 1, 1)) || REPLACE(SUBSTR(level, 2), '_', ' '), ROW_NUMBER() OVER (ORDER BY people DESC, level) FROM population
    WHERE dimension = 'place' AND (SELECT yes FROM by_place)),
bin AS MATERIALIZED (
    SELECT a.number, u.called, u.turn, s.upper_minutes AS upper, s.people,
           SUM(s.people) OVER bins AS running, SUM(s.people) OVER (PARTITION BY a.number, u.turn) AS total,
           MAX(IFNULL(LAG(s.upper_minutes) OVER bins, 0), s.upper_minutes * 15 / 16) AS lower
    FROM spread s CROSS JOIN unit_of u ON u.area = s.area AND u.level = s.level AND u.turn <= 30
    CROSS JOIN arm a ON a.arm = s.arm
    WHERE s.standard = (SELECT standard FROM place_standard) AND a.number < 6 AND s.dimension = CASE WHEN (SELECT yes FROM by_place) THEN 'place' ELSE 'all' END
    WINDOW bins AS (PARTITION BY a.number, u.turn ORDER BY s.upper_minutes IS NULL, s.upper_minutes)),
quantile_of(share) AS (VALUES (0.05), (0.25), (0.5), (0.75), (0.95)),
cut AS (
    SELECT b.number, b.called, b.turn, b.total, q.share, b.lower + (b.upper - b.lower) * (q.share * b.total - (b.running - b.people)) / b.people AS minutes
    FROM quantile_of q CROSS JOIN bin b WHERE b.running >= q.share * b.total AND b.running - b.people < q.share * b.total),
box AS (
    SELECT number, called, turn, total, MAX(minutes) FILTER (WHERE share = 0.05) AS p5, MAX(minutes) FILTER (WHERE share = 0.25) AS p25,
           MAX(minutes) FILTER (WHERE share = 0.5) AS median, MAX(minutes) FILTER (WHERE share = 0.75) AS p75,
           MAX(minutes) FILTER (WHERE share = 0.95) AS p95
    FROM cut GROUP BY number, turn HAVING total >= 20),
scaled AS (SELECT *, CASE WHEN MAX(p95) OVER () >= 2880 THEN 1440.0 ELSE 1 END AS scale, CASE WHEN MAX(p95) OVER () >= 2880 THEN 'days' ELSE 'minutes' END AS unit,
           CASE WHEN MAX(p95) OVER () >= 2880 THEN 3 ELSE 1 END AS digits,
           FIRST_VALUE(median) OVER (PARTITION BY turn ORDER BY number) AS first_median FROM box)
SELECT s.called AS area, a.name AS scenario, ROUND(p5 / scale, digits) AS p5, ROUND(p25 / scale, digits) AS p25, ROUND(median / scale, digits) AS median,
       ROUND(p75 / scale, digits) AS p75, ROUND(p95 / scale, digits) AS p95, unit,
       ROUND(IFNULL(p95, MAX(IFNULL(p95, p75)) OVER ()) / scale, digits) AS _to, DENSE_RANK() OVER (ORDER BY first_median DESC, turn) AS _rank,
       a.number AS _scenario, (SELECT name FROM place_standard) AS _about
FROM scaled s JOIN arm a ON a.number = s.number WHERE p75 IS NOT NULL ORDER BY _rank, a.number;
-- name: gap
WITH
-- use: main_standard
SELECT a.name AS scenario, a.number AS _scenario, i.dimension, i.unit, i.value, i.low, i.high, i.difference, i.difference_low, i.difference_high
FROM inequality i JOIN place_standard p ON p.standard = i.standard JOIN arm a ON a.arm = i.arm
WHERE i."index" = 'gap' AND i.measure = 'mean_minutes' AND i.dimension = 'area' ORDER BY a.number;
-- name: choice
SELECT number AS value, name AS label FROM arm WHERE number BETWEEN 1 AND 5 ORDER BY number;
-- name: names
SELECT name AS scenario, number AS _scenario FROM arm WHERE number < 6 ORDER BY number;
