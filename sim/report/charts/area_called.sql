    -- Areas by names that tell them apart.
    area_called AS (
        SELECT area, place, latitude, longitude, people,
               IFNULL(name, area) || CASE WHEN COUNT(*) OVER (PARTITION BY IFNULL(name, area)) > 1 THEN ' (' || area || ')' ELSE '' END AS called
        FROM area)
