-- A map of who takes how long, and where they go, in each scenario. Minutes by classes of a round width, at most five.
-- name: rows
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: map_places
,
-- use: map_classes
SELECT called AS area, name AS scenario, ROUND(people) AS residents, ROUND(value / scale, 2) AS mean, ROUND(low / scale, 2) AS low,
       ROUND(high / scale, 2) AS high, CASE WHEN scale > 1 THEN 'd' ELSE 'min' END AS unit, label AS class, ROUND(x_km, 3) AS _x, ROUND(y_km, 3) AS _y, class AS _class, number AS _scenario,
       (SELECT name FROM place_standard) AS _about
FROM shade CROSS JOIN width_of JOIN class_of ON class = CAST(value / scale / width AS INTEGER) - first ORDER BY number, value DESC, called;
-- name: class
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: map_places
,
-- use: map_classes
SELECT class AS _class, label AS class FROM class_of WHERE EXISTS (SELECT 1 FROM shade) ORDER BY _class;
-- name: lines
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: map_places
SELECT f.called AS area, t.called AS site, a.name AS scenario, ROUND(j.people, 1) AS people, ROUND(100 * j.share, 1) AS share_of_area,
       ROUND(f.x_km, 3) AS _x, ROUND(f.y_km, 3) AS _y, ROUND(t.x_km, 3) AS _x2, ROUND(t.y_km, 3) AS _y2, a.number AS _scenario
FROM journey j JOIN placed f ON f.kind = 'area' AND f.id = j.from_area JOIN placed t ON t.kind = 'site' AND t.id = j.to_provider
JOIN arm a ON a.number = j.number WHERE j.share > 0.02 ORDER BY a.number, f.called, j.people DESC;
-- name: sites
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: map_places
-- use: map_sites
-- name: ground
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: map_places
-- use: map_ground
-- name: names
SELECT name AS scenario FROM arm WHERE number < 6 ORDER BY number;
-- name: choice
SELECT number AS value, name AS label FROM arm WHERE number < 6 ORDER BY number;
