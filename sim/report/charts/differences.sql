-- The mean of every standard: each scenario less the first on the same people, with its 95 % interval. Drawn are the eight standards
-- with the most differences that are clear, of equals those with the most whose own interval excludes zero.
-- name: rows
WITH differs AS (
    SELECT s.number, s.subject, a.number AS scenario, a.name, s.value, s.low, s.high, s.word, s.unit
    FROM summary s JOIN arm a ON a.arm = s.arm
    WHERE s.measure = 'mean_minutes' AND s.shows = 'difference' AND a.number <= 5),
drawn AS (
    SELECT number FROM differs GROUP BY number HAVING MAX(ABS(value)) > 0
    ORDER BY COUNT(word) DESC, SUM(low > 0 OR high < 0) DESC, number LIMIT 8)
SELECT t.name || CASE d.unit WHEN 'd' THEN ' (days)' ELSE ' (min)' END AS outcome, d.name AS scenario,
       d.value AS difference, d.low, d.high, IFNULL(d.word, 'no clear difference') AS finding,
       d.number AS _order, d.scenario AS _scenario
FROM differs d JOIN drawn USING (number) JOIN standard t ON t.standard = d.subject
ORDER BY d.number, d.scenario;

-- name: counts
SELECT COUNT(*) AS differences, COUNT(CASE s.word WHEN 'longer' THEN 1 END) AS longer, COUNT(CASE s.word WHEN 'shorter' THEN 1 END) AS shorter
FROM summary s WHERE s.measure = 'mean_minutes' AND s.shows = 'difference';
