    change AS (
        SELECT a.number, a.name, p.called, p.people, p.x_km, p.y_km, d.difference, d.low, d.high, d.simultaneous_low, d.simultaneous_high
        FROM difference d CROSS JOIN placed p ON p.kind = 'area' AND p.id = d.area CROSS JOIN arm a ON a.arm = d.arm
        WHERE d.subject = (SELECT standard FROM place_standard) AND d.measure = 'mean_minutes' AND d.period = 'all' AND d.dimension = 'all' AND d.difference IS NOT NULL AND a.number BETWEEN 1 AND 5),
    largest_of AS (SELECT MAX(ABS(difference)) AS largest, CASE WHEN MAX(ABS(difference)) >= 2880 THEN 1440.0 ELSE 1.0 END AS scale FROM change),
    -- A change is large from a round number on that is at most three fifths of the largest, and small up to a fifth of that.
    large_of AS (
        SELECT scale, MAX(size) AS large, MAX(size) / 5 AS small FROM largest_of
        CROSS JOIN (SELECT size.column1 * power.column1 AS size
            FROM (VALUES (1.0), (2.0), (5.0)) AS size CROSS JOIN (VALUES (0.001), (0.01), (0.1), (1.0), (10.0), (100.0), (1000.0)) AS power)
        WHERE size <= 0.6 * largest / scale),
    class_of AS (
        SELECT column1 AS class, CASE ABS(column1) WHEN 0 THEN PRINTF('less than %g ', small) WHEN 1 THEN PRINTF('%s by %g to %g ', column2, small, large)
               ELSE PRINTF('%s by %g ', column2, large) END || CASE WHEN scale > 1 THEN 'days' ELSE 'min' END
               || CASE ABS(column1) WHEN 2 THEN ' or more' WHEN 0 THEN ' either way' ELSE '' END AS label
        FROM large_of CROSS JOIN (VALUES (-2, 'shorter'), (-1, 'shorter'), (0, ''), (1, 'longer'), (2, 'longer')))
