    -- Of each kind (clock, travel) the standard that the answer and the pictures are about: the one whose mean changes clearly in
    -- most scenarios, the first of equals.
    main_standard AS (
        SELECT kind, standard, name, pathway, start_step, stop_step, number, clear FROM (
            SELECT t.kind, t.standard, t.name, t.pathway, t.start_step, t.stop_step, s.number, SUM(s.word IS NOT NULL) AS clear,
                   ROW_NUMBER() OVER (PARTITION BY t.kind ORDER BY SUM(s.word IS NOT NULL) DESC, s.number) AS turn
            FROM summary s JOIN standard t ON t.standard = s.subject WHERE s.measure = 'mean_minutes' GROUP BY s.number)
        WHERE turn = 1),
    -- Of these two the one that neighbourhoods are told by: the journey where it changes clearly or there is one scenario only, else
    -- the clock.
    place_standard AS (
        SELECT * FROM main_standard
        ORDER BY CASE WHEN kind = 'travel' AND (clear > 0 OR (SELECT COUNT(*) FROM arm) = 1) THEN 0 WHEN kind = 'clock' THEN 1 ELSE 2 END
        LIMIT 1)
