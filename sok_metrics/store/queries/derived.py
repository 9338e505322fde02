"""Measurements that the store computes itself, from meetings, actions, projects and money (never typed in).

Each SELECT gives the columns of `measured`. A series of a derived indicator says where its figures go; a
figure is an example as soon as one of the rows that it rests on is.
"""

from sok_metrics.store.queries.whole_sums import whole_sum
from sok_metrics.views.progress.cards import MIN_GROUP, SIDES

_METRIC_SERIES = """
    SELECT series.code AS series_code, indicator.derived_metric, indicator.derived_from
    FROM {series} AS series JOIN {indicator} AS indicator ON indicator.code = series.indicator_code
    WHERE indicator.derived_metric IS NOT NULL AND series.role = 'main'
"""

_HELD_REVIEWS = """
    SELECT number, held_on, lag(held_on) OVER (ORDER BY held_on, number) AS previous_held_on, origin
    FROM {meeting} AS meeting WHERE kind = 'review' AND status = 'held'
"""

_ATTENDANCE = f"""
    -- share of residents and initiatives among those present, and first-timers, per review (DEE-01, DEE-03);
    -- where people were counted, a group without a row had nobody
    SELECT metric.derived_metric, metric.series_code,
           review.held_on AS period_start, review.held_on AS period_end,
           CASE WHEN metric.derived_metric = 'new_participants' THEN sum(present.first_time_count)
                ELSE 100.0
                     * sum(CASE WHEN present.group_name IN ('resident', 'initiative') THEN present.count
                                ELSE 0 END)
                     / nullif(sum(present.count), 0) END AS value,
           max(present.recorded_at) AS recorded_at,
           bool_or(present.origin = 'example' OR review.origin = 'example') AS is_example,
           {whole_sum("present.count")} AS base_count
    FROM metric JOIN review ON TRUE JOIN {{attendance}} AS present ON present.meeting_number = review.number
    WHERE metric.derived_metric IN ('resident_share', 'new_participants')
    GROUP BY metric.derived_metric, metric.series_code, review.held_on
"""

_AGENDA = """
    -- share of agenda items that residents and initiatives brought, per review (DEE-02); items of which
    -- nobody wrote down who brought them do not count
    SELECT metric.derived_metric, metric.series_code, review.held_on, review.held_on,
           100.0 * avg(CASE WHEN item.brought_by IN ('resident', 'initiative') THEN 1.0 ELSE 0.0 END),
           max(item.recorded_at), bool_or(item.origin = 'example' OR review.origin = 'example'), count(*)
    FROM metric JOIN review ON TRUE JOIN {agenda_item} AS item ON item.meeting_number = review.number
    WHERE metric.derived_metric = 'resident_agenda_share' AND item.brought_by IS NOT NULL
    GROUP BY metric.derived_metric, metric.series_code, review.held_on
"""

_CONTACTS = """
    -- share of projects whose contact person may be found (a name, and a phone number or e-mail, with consent
    -- that held on the day), per review (DEE-05): the projects that had begun and not ended, and no ideas
    SELECT metric.derived_metric, metric.series_code, review.held_on, review.held_on,
           100.0 * avg(CASE WHEN allowed.name AND (allowed.phone OR allowed.email) THEN 1.0 ELSE 0.0 END),
           max(project.recorded_at),
           bool_or(project.origin = 'example' OR review.origin = 'example'
                   OR coalesce(allowed.is_example, FALSE)), count(*)
    FROM metric JOIN review ON TRUE
    JOIN {project} AS project
      ON coalesce(project.starts_on, project.planned_on, make_date(project.series_year, 1, 1),
                  CAST(project.recorded_at AS DATE)) <= review.held_on
     AND (project.status IN ('plan', 'running')
          OR coalesce(project.ends_on >= review.held_on, project.status = 'finished'))
    LEFT JOIN (
        SELECT consent.person_code, held.number,
               -- who was forgotten could be found until that day
               bool_or(consent.field = 'name' AND (person.name IS NOT NULL OR is_shell)) AS name,
               bool_or(consent.field = 'phone' AND (person.phone IS NOT NULL OR is_shell)) AS phone,
               bool_or(consent.field = 'email' AND (person.email IS NOT NULL OR is_shell)) AS email,
               bool_or(consent.origin = 'example' OR person.origin = 'example') AS is_example
        FROM {consent} AS consent
        JOIN (SELECT *, role = 'vergeten persoon' AS is_shell FROM {person} AS person) AS person
          ON person.code = consent.person_code
        JOIN review AS held ON consent.given_on <= held.held_on
         AND (consent.withdrawn_on IS NULL OR consent.withdrawn_on > held.held_on)
        GROUP BY consent.person_code, held.number
    ) AS allowed ON allowed.person_code = project.contact_person_code AND allowed.number = review.number
    WHERE metric.derived_metric = 'reachable_contacts' AND project.status <> 'idea'
    GROUP BY metric.derived_metric, metric.series_code, review.held_on
"""

_ACTIONS = """
    -- share of the actions due since the previous review that were done in time (AFS-01)
    SELECT metric.derived_metric, metric.series_code,
           coalesce(CAST(review.previous_held_on + INTERVAL 1 DAY AS DATE), min(action.due_on)),
           review.held_on,
           100.0 * avg(CASE WHEN action.done_on <= action.due_on THEN 1.0 ELSE 0.0 END),
           max(action.recorded_at), bool_or(action.origin = 'example' OR review.origin = 'example'), count(*)
    FROM metric JOIN review ON TRUE
    JOIN {action} AS action ON action.due_on <= review.held_on
     AND (review.previous_held_on IS NULL OR action.due_on > review.previous_held_on)
    WHERE metric.derived_metric = 'actions_in_time' AND action.dropped_on IS NULL
    GROUP BY metric.derived_metric, metric.series_code, review.held_on, review.previous_held_on
"""

_BUDGET = """
    -- money granted by then, as a share of what was promised up to and including that year, per year (AFS-02)
    SELECT metric.derived_metric, metric.series_code, make_date(granted.year, 1, 1), granted.last_on,
           100.0 * CAST(sum(earlier.amount) AS DOUBLE PRECISION)
               / nullif(CAST(max(promised.amount) AS DOUBLE PRECISION), 0),
           max(earlier.recorded_at), bool_or(earlier.is_example) OR max(promised.examples) > 0, NULL
    FROM metric
    JOIN granted ON metric.derived_metric = 'budget_granted'
    JOIN granted AS earlier ON earlier.year <= granted.year
    JOIN (
        SELECT granted.year, sum(fund.amount_promised) AS amount,
               sum(CASE WHEN fund.origin = 'example' THEN 1 ELSE 0 END) AS examples
        FROM granted JOIN {fund} AS fund ON fund.year <= granted.year GROUP BY granted.year
    ) AS promised ON promised.year = granted.year
    GROUP BY metric.derived_metric, metric.series_code, granted.year, granted.last_on
"""

_GRANTED = """
    SELECT year(allocation.granted_on) AS year, max(allocation.granted_on) AS last_on,
           sum(part.amount) AS amount, max(part.recorded_at) AS recorded_at,
           bool_or(part.origin = 'example' OR allocation.origin = 'example') AS is_example
    FROM {allocation_fund} AS part
    JOIN {allocation} AS allocation ON allocation.number = part.allocation_number
    JOIN {fund} AS fund ON fund.code = part.fund_code
    GROUP BY year(allocation.granted_on)
"""

_SIDES = ", ".join(f"('{group}', {side == 'residents'})" for group, side in SIDES.items())

_DIFFERENCE = f"""
    -- distance between the mean score of organisations and of residents on one card, per meeting, from
    -- {MIN_GROUP} answers in each of the two groups (SAM-02)
    SELECT metric.derived_metric, metric.series_code, meeting.held_on, meeting.held_on,
           abs(sum(CASE WHEN side.is_resident THEN 1e0 * answer.score * answer.count END)
                   / sum(CASE WHEN side.is_resident THEN answer.count END)
               - sum(CASE WHEN NOT side.is_resident THEN 1e0 * answer.score * answer.count END)
                   / sum(CASE WHEN NOT side.is_resident THEN answer.count END)),
           max(answer.recorded_at), bool_or(answer.origin = 'example' OR meeting.origin = 'example'),
           -- the smallest group counts: its mean could tell about single people
           least({whole_sum("CASE WHEN side.is_resident THEN answer.count END")},
                 {whole_sum("CASE WHEN NOT side.is_resident THEN answer.count END")})
    FROM metric JOIN {{card_answer}} AS answer ON answer.indicator_code = metric.derived_from
    JOIN {{meeting}} AS meeting ON meeting.number = answer.meeting_number
    JOIN (VALUES {_SIDES}) AS side (group_name, is_resident) ON side.group_name = answer.group_name
    WHERE metric.derived_metric = 'group_difference'
    GROUP BY metric.derived_metric, metric.series_code, meeting.held_on
    HAVING sum(CASE WHEN side.is_resident THEN answer.count END) >= {MIN_GROUP}
       AND sum(CASE WHEN NOT side.is_resident THEN answer.count END) >= {MIN_GROUP}
"""

DERIVED_MEASUREMENTS = f"""
    SELECT series_code, CAST(period_start AS DATE), CAST(period_end AS DATE), value, NULL AS story,
           'Berekend door de SOK-monitor' AS source, NULL AS source_location, NULL AS note,
           NULL AS correction_reason, recorded_at, is_example, TRUE AS is_derived, base_count
    FROM (
        WITH metric AS ({_METRIC_SERIES}),
        review AS ({_HELD_REVIEWS}),
        granted AS ({_GRANTED}),
        computed AS (
            {" UNION ALL ".join([_ATTENDANCE, _AGENDA, _CONTACTS, _ACTIONS, _BUDGET, _DIFFERENCE])}
        )
        SELECT * FROM computed WHERE value IS NOT NULL
    ) AS derived
"""
