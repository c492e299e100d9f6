-- The mean of every standard: each scenario less the first on the same people, with its 95 % interval.
-- name: rows
SELECT t.name || CASE s.unit WHEN 'd' THEN ' (days)' ELSE ' (min)' END AS outcome, a.name AS scenario,
       s.value AS difference, s.low, s.high, IFNULL(s.word, 'no clear difference') AS finding,
       s.number AS _order, a.number AS _scenario
FROM summary s JOIN arm a ON a.arm = s.arm JOIN standard t ON t.standard = s.subject
WHERE s.measure = 'mean_minutes' AND s.shows = 'difference' AND a.number <= 5
  AND EXISTS (SELECT 1 FROM summary o WHERE o.number = s.number AND o.shows = 'difference' AND o.value <> 0)
ORDER BY s.number, a.number;
