"""The one statement that works an edition out: every indicator, area and school from the scores, in one pass.

Rows that come out as they were are left alone, so that working out again writes only what changed. Divisions are
numeric throughout: equal scores come out equal to the last of the eight decimals that are kept.
"""

COMPUTE = """
WITH taking AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(schools)s) AS t(participation_id bigint, kind text, grp text)
), area AS (
    SELECT * FROM jsonb_to_recordset(%(areas)s) AS a(area_id bigint, weight numeric)
), known AS (
    SELECT * FROM jsonb_to_recordset(%(known)s) AS k(participation_id bigint, indicator_id bigint, value numeric)
), wanted AS MATERIALIZED (
    SELECT t.participation_id, i.id AS indicator_id, i.area_id, i.source, i.weight, i.lowest, i.highest,
           CASE WHEN i.lower_is_better THEN i.highest + i.lowest ELSE 0 END AS turned,
           CASE WHEN i.lower_is_better THEN -1 ELSE 1 END AS sign, i.target AS district_target
    FROM quality_indicators_indicator i JOIN area a USING (area_id)
    JOIN taking t ON i.kinds = '{}' OR t.kind = ANY (i.kinds)
), judged AS (
    SELECT sheet.participation_id, score.indicator_id, sheet.person_id IS NULL AS own, avg(score.value) AS value,
           max(score.value) - min(score.value) AS apart, count(score.value) AS valued,
           count(*) FILTER (WHERE score.not_applicable) AS aside
    FROM quality_results_score score JOIN quality_results_sheet sheet ON sheet.id = score.sheet_id
    WHERE sheet.evaluation_id = %(evaluation)s AND sheet.state = 'submitted'
    GROUP BY 1, 2, 3
), told AS (
    SELECT w.*, k.value AS known, o.value AS own, coalesce(o.aside, 0) > 0 AS own_aside, m.value AS agreed,
           j.value AS mean, coalesce(j.valued, 0) AS valued, coalesce(j.aside, 0) AS aside,
           CASE WHEN j.valued > 0 AND j.aside > 0 THEN 100 WHEN j.valued > 1 THEN j.apart * 100 / w.highest END
               AS spread,
           s.baseline, coalesce(s.target, w.district_target) AS target
    FROM wanted w
    LEFT JOIN known k USING (participation_id, indicator_id)
    LEFT JOIN judged o ON o.own AND (o.participation_id, o.indicator_id) = (w.participation_id, w.indicator_id)
    LEFT JOIN judged j ON NOT j.own AND (j.participation_id, j.indicator_id) = (w.participation_id, w.indicator_id)
    LEFT JOIN quality_results_moderation m ON m.evaluation_id = %(evaluation)s
        AND (m.participation_id, m.indicator_id) = (w.participation_id, w.indicator_id)
    LEFT JOIN improvement_progress_schoolindicator s
        ON (s.participation_id, s.indicator_id) = (w.participation_id, w.indicator_id)
), decided AS (
    SELECT told.*,
        CASE source WHEN 'self' THEN CASE WHEN own_aside THEN 'none' ELSE 'self' END
            WHEN 'computed' THEN 'computed'
            ELSE CASE WHEN agreed IS NOT NULL THEN 'moderated'
                WHEN valued = 0 AND aside >= %(judges)s THEN 'none' ELSE 'assessors' END END AS origin,
        CASE source WHEN 'self' THEN own WHEN 'computed' THEN known
            ELSE CASE WHEN agreed IS NOT NULL THEN agreed
                WHEN valued >= %(judges)s AND coalesce(spread, 0) <= %(limit)s THEN mean END END AS value
    FROM told
), final AS MATERIALIZED (
    SELECT participation_id, indicator_id, area_id, weight, origin, round(value, 6) AS value,
           round((turned + sign * value) * 100 / highest, 8) AS percent, baseline,
           round((turned + sign * baseline) * 100 / highest, 8) AS baseline_percent, target,
           round(sign * (value - baseline) * 100 / highest, 8) AS gain,
           round(CASE WHEN source = 'assessor' THEN spread END, 8) AS spread
    FROM decided
), gone AS (
    DELETE FROM quality_results_indicatorresult old WHERE edition_id = %(edition)s AND NOT EXISTS (
        SELECT FROM final f
        WHERE (f.participation_id, f.indicator_id) = (old.participation_id, old.indicator_id))
), kept AS (
    INSERT INTO quality_results_indicatorresult AS old (
        edition_id, participation_id, indicator_id, origin, value, percent, baseline, target, gain, spread, because)
    SELECT %(edition)s, f.participation_id, f.indicator_id, f.origin, f.value, f.percent, f.baseline, f.target, f.gain,
           f.spread, '[]'
    FROM final f LEFT JOIN quality_results_indicatorresult was ON was.edition_id = %(edition)s
        AND (was.participation_id, was.indicator_id) = (f.participation_id, f.indicator_id)
    WHERE was.id IS NULL
        OR (was.origin, was.value, was.percent, was.baseline, was.target, was.gain, was.spread)
            IS DISTINCT FROM (f.origin, f.value, f.percent, f.baseline, f.target, f.gain, f.spread)
    ON CONFLICT (edition_id, participation_id, indicator_id) DO UPDATE SET
        (origin, value, percent, baseline, target, gain, spread) = (EXCLUDED.origin, EXCLUDED.value, EXCLUDED.percent,
            EXCLUDED.baseline, EXCLUDED.target, EXCLUDED.gain, EXCLUDED.spread)
), per_area AS MATERIALIZED (
    SELECT f.participation_id, a.area_id, a.weight,
           count(*) FILTER (WHERE f.value IS NULL AND f.origin <> 'none') AS missing,
           CASE WHEN bool_and(f.value IS NOT NULL OR f.origin = 'none') THEN
               sum(f.weight * f.percent) FILTER (WHERE f.origin <> 'none')
               / nullif(sum(f.weight) FILTER (WHERE f.origin <> 'none'), 0) END AS percent,
           CASE WHEN bool_and(f.baseline IS NOT NULL OR f.origin = 'none') THEN
               sum(f.weight * f.baseline_percent) FILTER (WHERE f.origin <> 'none')
               / nullif(sum(f.weight) FILTER (WHERE f.origin <> 'none'), 0) END AS baseline_percent
    FROM final f JOIN area a USING (area_id) GROUP BY 1, 2, 3
), area_gone AS (
    DELETE FROM quality_results_arearesult old WHERE edition_id = %(edition)s AND NOT EXISTS (
        SELECT FROM per_area f WHERE (f.participation_id, f.area_id) = (old.participation_id, old.area_id))
), area_kept AS (
    INSERT INTO quality_results_arearesult (edition_id, participation_id, area_id, percent, baseline_percent, gain)
    SELECT %(edition)s, participation_id, area_id, round(percent, 8), round(baseline_percent, 8),
           round(percent - baseline_percent, 8)
    FROM per_area
    ON CONFLICT (edition_id, participation_id, area_id) DO UPDATE SET
        (percent, baseline_percent, gain) = (EXCLUDED.percent, EXCLUDED.baseline_percent, EXCLUDED.gain)
), per_school AS (
    SELECT t.participation_id, t.grp, coalesce(sum(p.missing), 0) AS missing,
           coalesce(sum(p.missing) = 0 AND count(p.percent) > 0, false) AS complete,
           sum(p.weight * p.percent) / nullif(sum(p.weight) FILTER (WHERE p.percent IS NOT NULL), 0) AS percent,
           CASE WHEN bool_and(p.baseline_percent IS NOT NULL OR p.percent IS NULL) THEN
               sum(p.weight * p.baseline_percent) FILTER (WHERE p.percent IS NOT NULL)
               / nullif(sum(p.weight) FILTER (WHERE p.percent IS NOT NULL), 0) END AS baseline_percent,
           max(p.percent) FILTER (WHERE p.area_id = %(tie_area)s) AS tie_area
    FROM taking t LEFT JOIN per_area p USING (participation_id) GROUP BY 1, 2
), whole AS MATERIALIZED (
    SELECT participation_id, grp, missing, complete, CASE WHEN complete THEN round(percent, 8) END AS percent,
           CASE WHEN complete THEN round(baseline_percent, 8) END AS baseline_percent,
           CASE WHEN complete THEN round(percent - baseline_percent, 8) END AS gain,
           CASE WHEN %(tie_gain)s THEN round(percent - baseline_percent, 8)
                WHEN %(tie_area)s IS NOT NULL THEN round(tie_area, 8) END AS second
    FROM per_school
), ranked AS (
    SELECT participation_id, rank() OVER (PARTITION BY grp ORDER BY percent DESC, second DESC NULLS LAST) AS rank,
           count(*) OVER (PARTITION BY grp) AS of
    FROM whole WHERE complete
), coloured AS (
    SELECT w.*, r.rank, r.of, coalesce(w.percent < %(lower_limit)s, false) AS below,
           coalesce((SELECT band.colour FROM jsonb_to_recordset(%(bands)s) AS band(colour text, lower numeric)
               WHERE w.percent >= band.lower ORDER BY band.lower DESC LIMIT 1), '') AS colour
    FROM whole w LEFT JOIN ranked r USING (participation_id)
), school_gone AS (
    DELETE FROM quality_results_schoolresult old WHERE edition_id = %(edition)s AND NOT EXISTS (
        SELECT FROM taking t WHERE t.participation_id = old.participation_id)
), school_kept AS (
    INSERT INTO quality_results_schoolresult (edition_id, participation_id, is_complete, missing, percent,
        baseline_percent, gain, colour, below_limit, "group", rank, of)
    SELECT %(edition)s, participation_id, complete, missing, percent, baseline_percent, gain, colour, below, grp, rank,
        of
    FROM coloured
    ON CONFLICT (edition_id, participation_id) DO UPDATE SET
        (is_complete, missing, percent, baseline_percent, gain, colour, below_limit, "group", rank, of) = (
            EXCLUDED.is_complete, EXCLUDED.missing, EXCLUDED.percent, EXCLUDED.baseline_percent, EXCLUDED.gain,
            EXCLUDED.colour, EXCLUDED.below_limit, EXCLUDED."group", EXCLUDED.rank, EXCLUDED.of)
)
SELECT count(*), count(*) FILTER (WHERE NOT complete) FROM whole
"""
