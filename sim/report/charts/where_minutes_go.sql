-- Where the time of a person goes who enters a pathway, a mean over all who do, those included who never reach a step. Somebody who is kept
-- in a place after care there is over waits for the next step in it: that is counted once, as kept.
-- name: rows
WITH RECURSIVE stage(place, name) AS (
    VALUES (1, 'travel'), (2, 'waiting'), (3, 'hand-over'), (4, 'care'), (5, 'kept after care')),
journey AS (
    SELECT arm, pathway, SUM(people * mean_minutes) AS travel FROM flow WHERE period = 'all' GROUP BY arm, pathway),
spent AS (
    SELECT s.arm, s.pathway, SUM(CASE WHEN s.step = p.first_step THEN s.arrived END) AS people, IFNULL(SUM(s.started * s.wait_mean_minutes), 0) AS waited,
           IFNULL(SUM(s.handed_over * s.handover_mean_minutes), 0) AS handed, IFNULL(SUM(s.completed * s.time_mean_minutes), 0) AS stayed,
           IFNULL(SUM(s.completed * s.care_mean_minutes), 0) AS cared
    FROM step s JOIN pathway p ON p.pathway = s.pathway WHERE s.period = 'all' GROUP BY s.arm, s.pathway),
divided AS (
    SELECT s.arm, s.pathway, s.people, IFNULL(j.travel, 0) AS travel, s.waited, s.handed, s.cared,
           MIN(s.waited, MAX(0, s.stayed - s.cared - s.handed)) AS kept
    FROM spent s LEFT JOIN journey j ON j.arm = s.arm AND j.pathway = s.pathway WHERE s.people > 0),
largest AS (
    SELECT pathway, ROW_NUMBER() OVER (ORDER BY MAX(people) DESC, pathway) AS place FROM divided GROUP BY pathway),
minutes AS (
    SELECT d.arm, d.pathway, l.place, t.place AS stage_place, t.name AS stage,
           CASE t.place WHEN 1 THEN d.travel WHEN 2 THEN d.waited - d.kept WHEN 3 THEN d.handed WHEN 4 THEN d.cared ELSE d.kept END / d.people AS minutes,
           (d.travel + d.waited + d.handed + d.cared) / d.people AS whole
    FROM divided d JOIN largest l ON l.pathway = d.pathway JOIN stage t WHERE l.place <= CASE WHEN (SELECT COUNT(*) FROM arm) > 4 THEN 3 ELSE 4 END),
unit AS (
    SELECT pathway, CASE WHEN MAX(whole) >= 2880 THEN 1440.0 WHEN MAX(whole) >= 180 THEN 60.0 ELSE 1.0 END AS size FROM minutes GROUP BY pathway)
SELECT CASE WHEN p.name = p.pathway THEN REPLACE(p.name, '_', ' ') ELSE p.name END ||
           CASE u.size WHEN 1440 THEN ' (days)' WHEN 60 THEN ' (hours)' ELSE ' (min)' END AS pathway, a.name AS scenario, m.stage,
       ROUND(m.minutes / u.size, 4) AS time_per_person, ROUND(m.minutes, 2) AS minutes_per_person, m.place AS _order, a.number AS _scenario, m.stage_place AS _stage
FROM minutes m JOIN unit u ON u.pathway = m.pathway JOIN pathway p ON p.pathway = m.pathway JOIN arm a ON a.arm = m.arm
WHERE a.number < 6 AND m.minutes > 0 ORDER BY m.place, a.number, m.stage_place;
