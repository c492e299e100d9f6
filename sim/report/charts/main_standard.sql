    -- Of each kind (clock, travel) the standard that the answer and the pictures are about: the one in which a scenario brings the
    -- most people within or beyond the target, where the interval of that change excludes zero; else the one with the most people
    -- beyond it. Counting people keeps out what nearly everybody has anyway.
    at_target AS (
        SELECT w.subject, (1 - w.value) * p.value AS beyond, p.value AS people
        FROM measure w JOIN arm a ON a.arm = w.arm AND a.number = 0
        JOIN measure p ON p.arm = w.arm AND p.measure = 'people' AND p.subject = w.subject AND p.period = 'all' AND p.area = 'all'
                          AND p.dimension = 'all'
        WHERE w.measure = 'within_target' AND w.period = 'all' AND w.area = 'all' AND w.dimension = 'all'),
    moved AS (
        SELECT subject, MAX(ABS(difference)) AS share FROM difference
        WHERE measure = 'within_target' AND period = 'all' AND area = 'all' AND dimension = 'all' AND (low > 0 OR high < 0)
        GROUP BY subject),
    main_standard AS (
        SELECT kind, standard, name, pathway, start_step, stop_step, number, clear FROM (
            SELECT t.kind, t.standard, t.name, t.pathway, t.start_step, t.stop_step, s.number, SUM(s.word IS NOT NULL) AS clear,
                   ROW_NUMBER() OVER (PARTITION BY t.kind ORDER BY IFNULL(m.share * g.people, 0) DESC, g.beyond DESC, s.number) AS turn
            FROM summary s JOIN standard t ON t.standard = s.subject LEFT JOIN at_target g ON g.subject = s.subject
            LEFT JOIN moved m ON m.subject = s.subject
            WHERE s.measure = 'mean_minutes' GROUP BY s.number)
        WHERE turn = 1),
    -- Of these two the one that neighbourhoods are told by: the journey where it changes clearly or there is one scenario only, else
    -- the clock.
    place_standard AS (
        SELECT * FROM main_standard
        ORDER BY CASE WHEN kind = 'travel' AND (clear > 0 OR (SELECT COUNT(*) FROM arm) = 1) THEN 0 WHEN kind = 'clock' THEN 1 ELSE 2 END
        LIMIT 1)
