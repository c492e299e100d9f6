-- How the difference settles as replications are added: its mean over the first n and its 95 % interval, of the wait whose mean changes
-- clearly in most scenarios (the first of equals) and of what all care costs. Student's t: to 30 degrees of freedom from a table,
-- above by its expansion (Abramowitz and Stegun 26.7.5), which is then right to five digits.
-- Under four replications there is nothing to see, nor where nothing differs.
-- name: rows
WITH RECURSIVE quantile(freedom, t) AS (
    VALUES (1, 12.70620474), (2, 4.30265273), (3, 3.18244631), (4, 2.77644511), (5, 2.57058184), (6, 2.44691185), (7, 2.36462425), (8, 2.30600414),
           (9, 2.26215716), (10, 2.22813885), (11, 2.20098516), (12, 2.17881283), (13, 2.16036866), (14, 2.14478669), (15, 2.13144955), (16, 2.11990530),
           (17, 2.10981558), (18, 2.10092204), (19, 2.09302405), (20, 2.08596345), (21, 2.07961384), (22, 2.07387307), (23, 2.06865761), (24, 2.06389856),
           (25, 2.05953855), (26, 2.05552944), (27, 2.05183052), (28, 2.04840714), (29, 2.04522964), (30, 2.04227246)),
wait AS (
    SELECT s.subject AS standard, t.name FROM summary s JOIN standard t ON t.standard = s.subject
    WHERE s.measure = 'mean_minutes' AND s.shows = 'difference' AND t.kind = 'clock' GROUP BY s.number ORDER BY COUNT(s.word) DESC, s.number LIMIT 1),
observed AS (
    SELECT 1 AS place, w.name || ', mean (min)' AS outcome, a.arm, a.replication, a.mean_minutes AS value FROM access a JOIN wait w ON w.standard = a.standard
    WHERE a.period = 'all' AND a.area = 'all' AND a.dimension = 'all' AND a.level = 'all'
    UNION ALL
    SELECT 2, 'Cost of all organisations (GBP m)', arm, replication, SUM(gbp) / 1e6 FROM cost WHERE period = 'all' GROUP BY arm, replication),
paired AS (
    SELECT o.place, o.outcome, a.number AS scenario_number, a.name AS scenario, o.value - b.value AS difference,
           ROW_NUMBER() OVER (PARTITION BY o.place, o.arm ORDER BY o.replication) AS n, COUNT(*) OVER (PARTITION BY o.place, o.arm) AS used,
           MAX(ABS(o.value - b.value)) OVER (PARTITION BY o.place) AS largest
    FROM observed o JOIN arm a ON a.arm = o.arm JOIN arm f ON f.number = 0
    JOIN observed b ON b.place = o.place AND b.arm = f.arm AND b.replication = o.replication
    WHERE a.number BETWEEN 1 AND 5 AND o.value IS NOT NULL AND b.value IS NOT NULL),
centred AS (
    SELECT *, difference - FIRST_VALUE(difference) OVER (PARTITION BY place, scenario_number ORDER BY n) AS off,
           FIRST_VALUE(difference) OVER (PARTITION BY place, scenario_number ORDER BY n) AS first FROM paired),
running AS (
    SELECT *, SUM(off) OVER w / n AS mean, MAX(0, SUM(off * off) OVER w - (SUM(off) OVER w) * (SUM(off) OVER w) / n) / MAX(1, n - 1) AS variance
    FROM centred WINDOW w AS (PARTITION BY place, scenario_number ORDER BY n ROWS UNBOUNDED PRECEDING)),
known AS (
    SELECT r.*, SQRT(r.variance / r.n) * IFNULL(q.t, 1.959963985 + (2.372271230 + (2.822498616 + 2.555849680 / (r.n - 1)) / (r.n - 1)) / (r.n - 1)) AS half
    FROM running r LEFT JOIN quantile q ON q.freedom = r.n - 1 WHERE r.n > 1)
SELECT outcome, scenario, n AS replications, ROUND(first + mean, 4) AS difference, ROUND(first + mean - half, 4) AS low, ROUND(first + mean + half, 4) AS high,
       place AS _place, scenario_number AS _scenario, used AS _used
FROM known WHERE used >= 4 AND largest > 0 AND n >= CASE WHEN used >= 6 THEN 3 ELSE 2 END AND (n <= 20 OR n = used OR n % (1 + used / 100) = 0)
ORDER BY place, scenario_number, n;
