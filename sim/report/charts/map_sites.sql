SELECT s.called AS site, a.name AS scenario, ROUND(IFNULL((SELECT SUM(people) FROM journey j WHERE j.to_provider = s.id AND j.number = a.number), 0)) AS people,
       ROUND(s.x_km, 3) AS _x, ROUND(s.y_km, 3) AS _y, s.turn AS _number, s.turn || '  ' || s.called AS _label, s.sites AS _sites, a.number AS _scenario
FROM site_number s CROSS JOIN arm a WHERE a.number < 6 ORDER BY a.number, s.turn;
