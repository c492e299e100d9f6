-- Of each journey the share of people who need no more than so many minutes. The minutes are ends of the store's bins, so the
-- shares are exact. At most four journeys: those whose curves differ most between scenarios.
-- name: rows
WITH counted AS MATERIALIZED (
    SELECT s.standard, a.number, s.upper_minutes, s.people
    FROM spread s CROSS JOIN arm a ON a.arm = s.arm
    WHERE s.area = 'all' AND s.standard IN (SELECT standard FROM standard WHERE kind = 'travel') AND s.dimension = 'all' AND a.number < 6),
counted_total AS MATERIALIZED (SELECT standard, number, SUM(people) AS people FROM counted GROUP BY standard, number),
minute(at) AS (SELECT 0 UNION ALL SELECT at + CASE WHEN at < 64 THEN 2 WHEN at < 128 THEN 4 WHEN at < 256 THEN 8 ELSE 16 END
               FROM minute WHERE at < 480),
curve AS MATERIALIZED (
    SELECT t.standard, t.number, m.at, 100.0 * IFNULL((SELECT SUM(c.people) FROM counted c WHERE c.standard = t.standard
           AND c.number = t.number AND c.upper_minutes <= m.at), 0) / t.people AS share
    FROM counted_total t CROSS JOIN minute m WHERE t.people > 0),
apart AS (SELECT standard, MAX(width) AS width FROM (SELECT standard, MAX(share) - MIN(share) AS width FROM curve GROUP BY standard, at)
          GROUP BY standard),
drawn AS (SELECT standard, ROW_NUMBER() OVER (ORDER BY ROUND(width, 3) DESC, standard) AS turn FROM apart),
longest AS (SELECT MIN(at) AS minutes FROM (SELECT at FROM curve JOIN drawn USING (standard) WHERE turn <= 4
            GROUP BY at HAVING MIN(share) >= 99.5))
SELECT t.name AS journey, a.name AS scenario, c.at AS minutes, ROUND(c.share, 2) AS share_within, t.rowid AS _order, a.number AS _scenario
FROM curve c JOIN drawn d ON d.standard = c.standard AND d.turn <= 4 JOIN standard t ON t.standard = c.standard
JOIN arm a ON a.number = c.number
WHERE c.at <= IFNULL((SELECT MAX(minutes, 60) FROM longest), 480)
ORDER BY t.rowid, a.number, c.at;
-- name: findings
SELECT t.name AS journey, a.name AS scenario, a.number AS _scenario, s.unit, s.value, s.low, s.high, s.simultaneous_low, s.simultaneous_high
FROM summary s JOIN standard t ON t.standard = s.subject JOIN arm a ON a.arm = s.arm
WHERE t.kind = 'travel' AND s.measure = 'mean_minutes' AND s.shows IN ('value', 'difference') ORDER BY a.number, s.number;
