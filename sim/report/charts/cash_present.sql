-- What each organisation's care costs: in cash, and as present value, where the scenario discounts: all together, and of several the
-- seven largest.
-- name: rows
WITH spent AS (
    SELECT organisation, MAX(cash_gbp) AS size, COUNT(*) OVER () AS several FROM value
    WHERE period = 'all' AND measure LIKE '%cost%' AND organisation <> 'all' GROUP BY organisation HAVING MAX(cash_gbp) > 0),
chosen AS (
    SELECT 'all' AS organisation, 0 AS place
    UNION ALL SELECT organisation, ROW_NUMBER() OVER (ORDER BY size DESC, organisation) FROM spent WHERE several > 1)
SELECT CASE WHEN c.place = 0 THEN 'All organisations' WHEN o.name = o.organisation THEN REPLACE(o.name, '_', ' ') ELSE o.name END AS organisation,
       a.name AS scenario, ROUND(v.cash_gbp / 1e6, 4) AS cash_gbp_m, ROUND(v.present_gbp / 1e6, 4) AS present_value_gbp_m,
       ROUND(v.present_low / 1e6, 4) AS low, ROUND(v.present_high / 1e6, 4) AS high,
       ROUND(v.difference_gbp / 1e6, 4) AS difference_gbp_m, ROUND(v.difference_low / 1e6, 4) AS difference_low,
       ROUND(v.difference_high / 1e6, 4) AS difference_high, a.number AS _scenario, c.place + 1 AS _order
FROM chosen c JOIN value v ON v.organisation = c.organisation JOIN arm a ON a.arm = v.arm LEFT JOIN organisation o ON o.organisation = v.organisation
WHERE v.period = 'all' AND v.measure LIKE '%cost%' AND c.place <= 7 AND a.number < 6 ORDER BY c.place, a.number;
