-- Change in each organisation's position (received - paid - cost) against the first scenario, with its 95 % interval.
-- name: rows
WITH moved AS (
    SELECT s.number, s.subject, a.number AS scenario_number, a.name AS scenario, s.value, s.low, s.high, s.word,
           MAX(MAX(ABS(s.value), ABS(IFNULL(s.low, 0)), ABS(IFNULL(s.high, 0)))) OVER (PARTITION BY s.subject) AS largest
    FROM summary s JOIN arm a ON a.arm = s.arm
    WHERE s.measure = 'position_gbp' AND s.shows = 'difference' AND a.number BETWEEN 1 AND 5)
SELECT CASE WHEN o.name = o.organisation THEN REPLACE(o.name, '_', ' ') ELSE o.name END AS organisation, m.scenario,
       ROUND(m.value, 4) AS change_gbp_m, ROUND(m.low, 4) AS low, ROUND(m.high, 4) AS high, IFNULL(m.word, 'no clear difference') AS finding,
       m.number AS _order, m.scenario_number AS _scenario,
       ROUND(IFNULL(m.low, m.value), 4) AS _low, ROUND(IFNULL(m.high, m.value), 4) AS _high
FROM moved m JOIN organisation o ON o.organisation = m.subject WHERE m.largest > 0 ORDER BY m.number, m.scenario_number;
