-- What each organisation's care costs: in cash, and as present value, where the scenario discounts.
-- name: rows
SELECT CASE WHEN v.organisation = 'all' THEN 'All organisations' WHEN o.name = o.organisation THEN REPLACE(o.name, '_', ' ') ELSE o.name END AS organisation,
       a.name AS scenario, ROUND(v.cash_gbp / 1e6, 4) AS cash_gbp_m, ROUND(v.present_gbp / 1e6, 4) AS present_value_gbp_m,
       ROUND(v.present_low / 1e6, 4) AS low, ROUND(v.present_high / 1e6, 4) AS high,
       ROUND(v.difference_gbp / 1e6, 4) AS difference_gbp_m, ROUND(v.difference_low / 1e6, 4) AS difference_low,
       ROUND(v.difference_high / 1e6, 4) AS difference_high, a.number AS _scenario,
       DENSE_RANK() OVER (ORDER BY v.organisation <> 'all', v.organisation) AS _order
FROM value v JOIN arm a ON a.arm = v.arm LEFT JOIN organisation o ON o.organisation = v.organisation
WHERE v.period = 'all' AND v.measure LIKE '%cost%' AND v.cash_gbp <> 0 AND a.number < 6
  AND (v.organisation = 'all' OR (SELECT COUNT(DISTINCT organisation) FROM value WHERE period = 'all' AND measure LIKE '%cost%' AND cash_gbp <> 0) > 2) ORDER BY _order, a.number;
