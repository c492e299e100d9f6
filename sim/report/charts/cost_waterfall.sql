-- From the first scenario's cost to each other's: the change of each organisation, the largest first, and their sum. Those whose
-- change is under a hundredth of the largest, and in many scenarios the smaller ones, are put together.
-- name: rows
WITH change AS (
    SELECT a.number AS scenario_number, a.name AS scenario, d.subject AS organisation, d.difference / 1e6 AS gbp
    FROM difference d JOIN arm a ON a.arm = d.arm
    WHERE d.measure = 'cost_gbp' AND d.period = 'all' AND a.number BETWEEN 1 AND 5),
ranked AS (
    SELECT organisation, ROW_NUMBER() OVER (ORDER BY MAX(ABS(gbp)) DESC, organisation) AS place,
           MAX(ABS(gbp)) AS size, COUNT(*) OVER () AS all_of_them FROM change GROUP BY organisation HAVING MAX(ABS(gbp)) > 0),
shown AS (
    SELECT MIN(COUNT(*), MIN(7, MAX(3, 14 / (SELECT COUNT(DISTINCT scenario_number) FROM change)))) AS most
    FROM ranked WHERE size >= 0.01 * (SELECT MAX(size) FROM ranked)),
step AS (
    SELECT c.scenario_number, c.scenario, CASE WHEN r.place <= w.most OR r.all_of_them = w.most + 1 THEN
               CASE WHEN o.name = o.organisation THEN REPLACE(o.name, '_', ' ') ELSE o.name END ELSE 'Other organisations' END AS organisation,
           SUM(c.gbp) AS gbp, MIN(r.place, w.most + 1) AS place
    FROM change c JOIN ranked r ON r.organisation = c.organisation JOIN organisation o ON o.organisation = c.organisation JOIN shown w
    GROUP BY c.scenario_number, MIN(r.place, w.most + 1)),
walk AS (
    SELECT scenario_number, scenario, organisation, gbp, place,
           SUM(gbp) OVER (PARTITION BY scenario_number ORDER BY place ROWS UNBOUNDED PRECEDING) AS reached FROM step),
total AS (
    SELECT *, ': £' || CASE WHEN first < 100 THEN PRINTF('%.2f', first) ELSE PRINTF('%,d', CAST(ROUND(first, 1) AS INTEGER)) || SUBSTR(PRINTF('%.1f', first), -2) END || 'm to £' ||
           CASE WHEN first < 100 THEN PRINTF('%.2f', first + value) ELSE PRINTF('%,d', CAST(ROUND(first + value, 1) AS INTEGER)) || SUBSTR(PRINTF('%.1f', first + value), -2) END || 'm' AS told FROM (
    SELECT a.number AS scenario_number, a.name AS scenario, s.value, s.low, s.high,
           (SELECT value FROM summary b WHERE b.number = s.number AND b.shows = 'value') AS first
    FROM summary s JOIN arm a ON a.arm = s.arm
    WHERE s.label = 'all organisations: cost' AND s.shows = 'difference' AND a.number BETWEEN 1 AND 5))
SELECT w.scenario || t.told AS scenario, w.organisation, ROUND(w.gbp, 4) AS change_gbp_m,
       NULL AS low, NULL AS high, ROUND(w.reached - w.gbp, 4) AS _from, ROUND(w.reached, 4) AS _to, w.scenario_number AS _scenario,
       w.place AS _place, CASE WHEN w.gbp > 0 THEN 1 ELSE 2 END AS _kind,
       ROUND(w.reached, 4) AS _low, ROUND(w.reached, 4) AS _high
FROM walk w JOIN total t ON t.scenario_number = w.scenario_number
UNION ALL
SELECT scenario || told, 'All organisations, with the 95 % interval', ROUND(value, 4), ROUND(low, 4),
       ROUND(high, 4), 0, ROUND(value, 4), scenario_number, 99, 3,
       ROUND(IFNULL(low, value), 4), ROUND(IFNULL(high, value), 4)
FROM total WHERE EXISTS (SELECT 1 FROM step) ORDER BY 8, 9;
