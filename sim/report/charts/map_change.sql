-- A map of who takes longer or shorter than in the first scenario. Changes by classes of round width, the same on both sides.
-- name: rows
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: map_places
,
-- use: map_change_classes
SELECT called AS area, name AS scenario, ROUND(people) AS residents, ROUND(difference / scale, 4) AS change, ROUND(low / scale, 4) AS low,
       ROUND(high / scale, 4) AS high, CASE WHEN scale > 1 THEN 'd' ELSE 'min' END AS unit,
       CASE WHEN simultaneous_low > 0 THEN 'longer' WHEN simultaneous_high < 0 THEN 'shorter' ELSE 'no clear difference' END AS finding,
       label AS class, ROUND(x_km, 3) AS _x, ROUND(y_km, 3) AS _y, class AS _class, number AS _scenario, (SELECT name FROM place_standard) AS _about
FROM change CROSS JOIN large_of JOIN class_of
ON class = CASE WHEN ABS(difference) / scale < small THEN 0 WHEN ABS(difference) / scale < large THEN 1 ELSE 2 END * CASE WHEN difference < 0 THEN -1 ELSE 1 END
WHERE large > 0 ORDER BY number, difference, called;
-- name: class
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: map_places
,
-- use: map_change_classes
SELECT class AS _class, label AS class FROM class_of ORDER BY _class;
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
SELECT number AS value, name AS label FROM arm WHERE number BETWEEN 1 AND 5 ORDER BY number;
