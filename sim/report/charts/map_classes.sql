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
