SELECT s.called AS site, a.name AS scenario, ROUND(IFNULL((SELECT SUM(people) FROM journey j WHERE j.to_provider = s.id AND j.number = a.number), 0)) AS people,
       ROUND(s.x_km, 3) AS _x, ROUND(s.y_km, 3) AS _y, s.turn AS _number, s.turn || '  ' || s.called AS _label, a.number AS _scenario,
       CASE WHEN s.turn <= (s.sites + 1) / 2 THEN 0 ELSE 285 END AS _label_x,
       g.height + 14 + 17 * (CASE WHEN s.turn <= (s.sites + 1) / 2 THEN s.turn ELSE s.turn - (s.sites + 1) / 2 END) AS _label_y
FROM site_number s CROSS JOIN arm a CROSS JOIN ground g WHERE a.number < 6 ORDER BY a.number, s.turn;
