    -- The six fullest of the places that are open at midnight, in whichever scenario they are fullest; where any are called beds, only those.
    used AS (
        SELECT arm, provider, pool, SUM(midnight_in_use_mean) / SUM(capacity_mean) AS share, AVG(capacity_mean) AS capacity FROM pool
        WHERE period = 'all' AND capacity_mean > 0 AND wte_in_post_mean IS NULL AND occupied_at_midnight IS NOT NULL GROUP BY arm, provider, pool),
    fullest AS (
        SELECT provider, pool, MAX(share) AS share, pool LIKE '%bed%' AS is_bed FROM used GROUP BY provider, pool),
    chosen AS (
        SELECT f.provider, f.pool, ROW_NUMBER() OVER (ORDER BY f.share DESC, f.provider, f.pool) AS place,
               CASE WHEN s.name = s.provider THEN REPLACE(s.name, '_', ' ') ELSE s.name END || ': ' || REPLACE(f.pool, '_', ' ') AS name
        FROM fullest f JOIN site s ON s.provider = f.provider WHERE f.is_bed = (SELECT MAX(is_bed) FROM fullest)
        ORDER BY place LIMIT 6)
