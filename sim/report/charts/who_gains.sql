-- The change of each neighbourhood's mean against the first scenario, with its 95 % interval: of each scenario those that gain and
-- those that lose most, so many that all fit one page. A scenario without any change is left out.
-- name: rows
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: who_gains_lines
SELECT s.name AS scenario, c.called AS area, ROUND(s.difference / minutes, 4) AS difference, ROUND(s.low / minutes, 4) AS low,
       ROUND(s.high / minutes, 4) AS high, s.unit,
       CASE WHEN s.simultaneous_low > 0 THEN 'longer' WHEN s.simultaneous_high < 0 THEN 'shorter' ELSE 'no clear difference' END AS finding,
       l.line AS _line, s.number AS _scenario, s.areas AS _areas, s.gain AS _gain, s.lose AS _lose, (SELECT name FROM place_standard) AS _about
FROM scaled s JOIN line l ON l.number = s.number AND l.from_best = s.from_best JOIN area_called c ON c.area = s.area ORDER BY l.line;
-- name: labels
WITH
-- use: main_standard
,
-- use: area_called
,
-- use: who_gains_lines
SELECT l.line AS _line, IFNULL(l.heading, c.called) AS label, l.heading IS NOT NULL AS _heading
FROM line l LEFT JOIN area_called c ON c.area = l.area ORDER BY l.line;
