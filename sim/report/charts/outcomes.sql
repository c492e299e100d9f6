-- Expected events a year: each scenario less the first, with the interval by chance alone and with the published numbers' doubt too.
-- name: rows
SELECT REPLACE(d.outcome, '_', ' ') AS outcome, a.name AS scenario, ROUND(d.per_year, 4) AS events_a_year, ROUND(d.chance_low, 4) AS chance_low, ROUND(d.chance_high, 4) AS chance_high,
       ROUND(d.low, 4) AS low, ROUND(d.high, 4) AS high, ROUND(100 * d.probability_fewer, 1) AS percent_sure_of_fewer,
       DENSE_RANK() OVER (ORDER BY d.outcome) AS _order, a.number AS _scenario, ROUND(IFNULL(d.chance_low, d.per_year), 4) AS _chance_low,
       ROUND(IFNULL(d.chance_high, d.per_year), 4) AS _chance_high, ROUND(IFNULL(d.low, d.per_year), 4) AS _low, ROUND(IFNULL(d.high, d.per_year), 4) AS _high
FROM outcome_difference d JOIN arm a ON a.arm = d.arm
WHERE d.area = 'all' AND d.dimension = 'all' AND d.level = 'all' AND a.number BETWEEN 1 AND 5 ORDER BY 9, a.number;
