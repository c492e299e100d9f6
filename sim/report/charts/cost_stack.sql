-- What care costs, by kind of cost: the five largest and the rest; all organisations together and, where they are few, each.
-- A kind that only names its organisation at the end (estate_east of east_trust) is one kind.
-- name: rows
WITH RECURSIVE beginning(organisation, part) AS (
    SELECT organisation, organisation FROM organisation
    UNION ALL SELECT organisation, SUBSTR(RTRIM(part, REPLACE(part, '_', '')), 1, LENGTH(RTRIM(part, REPLACE(part, '_', ''))) - 1)
    FROM beginning WHERE part LIKE '%\_%' ESCAPE '\'),
stem AS (
    SELECT c.organisation, c.category, REPLACE(MIN(SUBSTR(c.category, 1, LENGTH(c.category) - IFNULL(LENGTH(b.part) + 1, 0))), '_', ' ') AS kind
    FROM (SELECT DISTINCT organisation, category FROM cost) c
    LEFT JOIN beginning b ON b.organisation = c.organisation AND SUBSTR(c.category, -LENGTH(b.part) - 1) = '_' || b.part
    GROUP BY c.organisation, c.category),
paid AS (
    SELECT a.number AS scenario_number, a.name AS scenario, c.organisation, s.kind,
           SUM(c.gbp) / 1e6 / (SELECT COUNT(DISTINCT replication) FROM cost) AS gbp
    FROM cost c JOIN arm a ON a.arm = c.arm JOIN stem s ON s.organisation = c.organisation AND s.category = c.category
    WHERE c.period = 'all' AND a.number < 6 GROUP BY a.number, c.organisation, s.kind),
size AS (SELECT kind, ROW_NUMBER() OVER (ORDER BY SUM(gbp) DESC, kind) AS place, COUNT(*) OVER () AS kinds FROM paid GROUP BY kind),
bearer AS (
    SELECT p.organisation, CASE WHEN o.name = o.organisation THEN REPLACE(o.name, '_', ' ') ELSE o.name END AS name,
           ROW_NUMBER() OVER (ORDER BY SUM(p.gbp) DESC, p.organisation) AS place, COUNT(*) OVER () AS bearers
    FROM paid p JOIN organisation o ON o.organisation = p.organisation GROUP BY p.organisation HAVING SUM(p.gbp) > 0),
panel AS (
    SELECT organisation, 'All organisations' AS name, 0 AS place FROM bearer
    UNION ALL SELECT organisation, name, place FROM bearer
    WHERE bearers BETWEEN 2 AND 4 AND (bearers + 1) * MIN(6, (SELECT COUNT(*) FROM arm)) <= 16)
SELECT n.name AS organisation, p.scenario, CASE WHEN z.place <= 5 OR z.kinds = 6 THEN z.kind ELSE 'other' END AS part,
       ROUND(SUM(p.gbp), 4) AS cost_gbp_m, n.place AS _panel, p.scenario_number AS _scenario, MIN(z.place, 6) AS _part
FROM panel n JOIN paid p ON p.organisation = n.organisation JOIN size z ON z.kind = p.kind
GROUP BY n.place, p.scenario_number, MIN(z.place, 6) HAVING SUM(p.gbp) > 0 ORDER BY n.place, p.scenario_number, MIN(z.place, 6);
