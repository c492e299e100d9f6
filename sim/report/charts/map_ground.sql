, bar AS (SELECT MAX(length) AS length FROM ground CROSS JOIN (SELECT column1 AS length FROM (VALUES (1), (2), (5), (10), (20), (50), (100), (200)))
          WHERE length <= 120 * km_per_pixel OR length = 1)
SELECT corner.column1 * 280 * km_per_pixel AS _x, corner.column1 * height / 2 * km_per_pixel AS _y, height AS _height,
       length AS bar_km, 280 * km_per_pixel AS _bar_to, 280 * km_per_pixel - length AS _bar_from,
       (6 - height / 2) * km_per_pixel AS _bar_y, IFNULL((SELECT MAX(people) FROM journey WHERE share > 0.02), 1) AS _most
FROM ground CROSS JOIN bar CROSS JOIN (VALUES (-1), (1)) AS corner WHERE EXISTS (SELECT 1 FROM placed WHERE kind = 'area');
