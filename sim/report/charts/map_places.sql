    -- The journeys that maps draw: to the step where the standard's journey or clock ends or begins, or, where nobody travels there,
    -- to the step of that pathway to which most people do.
    place_step AS (
        SELECT f.step FROM flow f CROSS JOIN place_standard p WHERE f.pathway = (SELECT pathway FROM place_standard) GROUP BY f.step
        ORDER BY f.step = p.start_step DESC, f.step = p.stop_step DESC, SUM(f.people) DESC LIMIT 1),
    journey AS MATERIALIZED (
        SELECT a.number, f.from_area, f.to_provider, 1.0 * SUM(f.people) / (SELECT value FROM run WHERE key = 'replications') AS people,
               1.0 * SUM(f.people) / SUM(SUM(f.people)) OVER (PARTITION BY a.number, f.from_area) AS share
        FROM flow f CROSS JOIN arm a ON a.arm = f.arm
        WHERE f.step = (SELECT step FROM place_step) AND f.period = 'all' AND a.number < 6 GROUP BY a.number, f.from_area, f.to_provider),
    located AS (
        SELECT 'area' AS kind, area AS id, called, latitude, longitude, people FROM area_called WHERE latitude IS NOT NULL AND longitude IS NOT NULL
        UNION ALL
        SELECT 'site', provider, IFNULL(name, provider), latitude, longitude, NULL FROM site
        WHERE kind = 'site' AND latitude IS NOT NULL AND longitude IS NOT NULL AND provider IN (SELECT to_provider FROM journey)),
    middle AS (SELECT (MIN(latitude) + MAX(latitude)) / 2 AS latitude, (MIN(longitude) + MAX(longitude)) / 2 AS longitude,
                      (MIN(latitude) + MAX(latitude)) / 2 * 0.017453292519943295 AS angle FROM located),
    -- A degree is 111.195 km on a sphere of 6371 km; the cosine by its series, which is good to a millionth up to 60 degrees.
    placed AS MATERIALIZED (
        SELECT l.*, (l.latitude - m.latitude) * 111.195 AS y_km,
               (l.longitude - m.longitude) * 111.195 * (1 - angle * angle / 2 + angle * angle * angle * angle / 24
               - angle * angle * angle * angle * angle * angle / 720 + angle * angle * angle * angle * angle * angle * angle * angle / 40320) AS x_km
        FROM located l CROSS JOIN middle m),
    span AS (SELECT MAX(MAX(x_km) - MIN(x_km), 1) AS x_km, MAX(MAX(y_km) - MIN(y_km), 1) AS y_km FROM placed),
    -- The map is 560 pixels wide and as high as its places need, with a rim of 20.
    sheet AS (SELECT ROUND(MIN(440, MAX(180, 40 + 520 * y_km / x_km))) AS height, x_km, y_km FROM span),
    ground AS (SELECT height, MAX(x_km / 520, y_km / (height - 40)) AS km_per_pixel FROM sheet),
    site_number AS (SELECT *, ROW_NUMBER() OVER (ORDER BY x_km, id) AS turn, COUNT(*) OVER () AS sites FROM placed WHERE kind = 'site')
