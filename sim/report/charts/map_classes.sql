    -- The mean of each area in each scenario.
    shade AS (
    SELECT a.number, a.name, p.called, p.people, p.x_km, p.y_km, m.value, m.low, m.high
    FROM measure m CROSS JOIN placed p ON p.kind = 'area' AND p.id = m.area CROSS JOIN arm a ON a.arm = m.arm
    WHERE m.subject = (SELECT standard FROM place_standard) AND m.measure = 'mean_minutes' AND m.period = 'all' AND m.dimension = 'all' AND m.value IS NOT NULL AND a.number < 6),
    range_of AS (SELECT MIN(value) AS least, MAX(value) AS most, CASE WHEN MAX(value) >= 2880 THEN 1440.0 ELSE 1.0 END AS scale FROM shade),
    -- The narrowest round width that makes at most five classes.
    width_of AS (
        SELECT scale, MIN(width) AS width, CAST(least / scale / MIN(width) AS INTEGER) AS first, CAST(most / scale / MIN(width) AS INTEGER) AS last
        FROM range_of CROSS JOIN (SELECT size.column1 * power.column1 AS width
            FROM (VALUES (1), (2), (5)) AS size CROSS JOIN (VALUES (0.1), (1), (10), (100), (1000), (10000)) AS power)
        WHERE CAST(most / scale / width AS INTEGER) - CAST(least / scale / width AS INTEGER) <= 4),
    turn_of(class) AS (SELECT 0 UNION ALL SELECT class + 1 FROM turn_of WHERE class < (SELECT last - first FROM width_of)),
    class_of AS (
        SELECT class, PRINTF(CASE WHEN width < 1 THEN '%.1f to %.1f' ELSE '%.0f to %.0f' END, (first + class) * width, (first + class + 1) * width)
               || CASE WHEN scale > 1 THEN ' days' ELSE ' min' END AS label
        FROM turn_of CROSS JOIN width_of)
