"""Search: one question to everything that a visitor may see."""

import pandas as pd

from sok_metrics.store.reader import Reader

LONGEST_QUESTION = 100
MOST_HITS = 50

# What can be found, in the order in which the kinds are shown. `link_to` is the code or number of the page.
_THINGS = """
    -- the version of the agreement that counts
    WITH newest AS (
        SELECT coalesce(max(CASE WHEN valid_from <= $day THEN number END), min(number)) AS number
        FROM {agreement_version} AS version
    ),
    -- one row per meeting: what was on the agenda, and what was said
    on_agenda AS (
        SELECT meeting_number, string_agg(title, '; ' ORDER BY position) AS texts
        FROM {agenda_item} AS item GROUP BY meeting_number
    ),
    said AS (
        SELECT meeting_number, string_agg(text, ' · ' ORDER BY number) AS texts
        FROM {remark} AS remark GROUP BY meeting_number
    ),
    -- one row per project: who takes part
    with_parties AS (
        SELECT link.project_code, string_agg(party.name, ', ' ORDER BY party.name) AS names
        FROM {project_party} AS link JOIN {party} AS party ON party.code = link.party_code
        GROUP BY link.project_code
    ),
    -- one row per person: the project whose contact person they are
    contact_of AS (
        SELECT contact_person_code AS person_code, min(code) AS project_code
        FROM {project} AS project WHERE contact_person_code IS NOT NULL GROUP BY contact_person_code
    ),
    -- one row per thing
    thing AS (
        SELECT 1 AS place, 'commitment' AS kind, commitment.kind AS sort, commitment.code AS code,
               commitment.code AS link_to, text.title AS title, text.description AS text,
               CAST(NULL AS DATE) AS held_on, text.origin = 'example' AS is_example
        FROM {commitment} AS commitment
        JOIN {commitment_text} AS text ON text.commitment_code = commitment.code
        JOIN newest ON newest.number = text.agreement_version
        UNION ALL
        SELECT 2, 'project', status, code, code, title, concat_ws(' · ', summary, plan, with_parties.names),
               NULL, origin = 'example'
        FROM {project} AS project LEFT JOIN with_parties ON with_parties.project_code = project.code
        UNION ALL
        SELECT 3, 'indicator', kind, code, code, name, concat_ws(' · ', definition, question, source, method),
               NULL, origin = 'example'
        FROM {indicator} AS indicator
        UNION ALL
        SELECT 4, 'meeting', kind, '', CAST(number AS TEXT), title,
               concat_ws(' · ', place, minutes, on_agenda.texts, said.texts), held_on, origin = 'example'
        FROM {meeting} AS meeting
        LEFT JOIN on_agenda ON on_agenda.meeting_number = meeting.number
        LEFT JOIN said ON said.meeting_number = meeting.number
        UNION ALL
        SELECT 5, 'decision', '', '', coalesce(CAST(meeting_number AS TEXT), ''), '', text, decided_on,
               origin = 'example'
        FROM {decision} AS decision
        -- what an internal meeting or one in draft brought stays with it
        WHERE meeting_number IS NULL OR meeting_number IN (SELECT number FROM {meeting} AS meeting)
        UNION ALL
        -- people only by the name that they agreed to show
        SELECT 6, 'person', '', '', coalesce(contact_of.project_code, ''), person.name,
               concat_ws(' · ', person.role, party.name), NULL, person.origin = 'example'
        FROM {person} AS person
        JOIN {consent} AS consent ON consent.person_code = person.code
             AND consent.field = 'name' AND consent.withdrawn_on IS NULL
        LEFT JOIN {party} AS party ON party.code = person.party_code
        LEFT JOIN contact_of ON contact_of.person_code = person.code
        WHERE person.name IS NOT NULL
        UNION ALL
        SELECT 7, 'idea', '', '', '', coalesce(title, ''), concat_ws(' · ', text, answer), submitted_on,
               origin = 'example'
        FROM {idea} AS idea
    )
"""


def words_of(question: str) -> list[str]:
    """The words that a visitor looks for, each once; of a long question only the first 100 characters."""
    shown = "".join(sign if sign.isprintable() else " " for sign in question.strip()[:LONGEST_QUESTION])
    return list(dict.fromkeys(shown.split()))


def find(reader: Reader, question: str) -> pd.DataFrame:
    """What holds all words of the question, whatever their capitals and accents: at most MOST_HITS rows.

    Each kind gets its share of the rows, and in it comes first what has the words in its code or title.
    Columns: kind (commitment, project, indicator, meeting, decision, person, idea), sort (its own kind or
    status), code, link_to, title, text, held_on, is_example, found_of_kind (how many there are in all).
    """
    words = words_of(question)
    bound = {f"word_{place}": word for place, word in enumerate(words)}
    # Not LIKE: here % and _ are what they look like. strip_accents() is DuckDB's; PostgreSQL has unaccent().
    in_title, in_all = (
        " AND ".join(
            [f"position(strip_accents(lower(${name})) IN {where}) > 0" for name in bound] or ["FALSE"]
        )
        for where in ("headline", "everything")
    )
    return reader.frame(
        f"""
        {_THINGS},
        folded AS (
            SELECT *, strip_accents(lower(code || ' ' || title)) AS headline,
                   strip_accents(lower(concat_ws(' ', code, title, text))) AS everything
            FROM thing
        ),
        hit AS (
            SELECT *,
                   CASE WHEN lower(code) = lower($question) THEN 0 WHEN {in_title} THEN 1 ELSE 2 END AS rank
            FROM folded WHERE {in_all}
        ),
        -- one row per hit, with its place among those of its kind
        shared AS (
            SELECT *, count(*) OVER (PARTITION BY kind) AS found_of_kind,
                   row_number() OVER (
                       PARTITION BY kind ORDER BY rank, held_on DESC NULLS LAST, code, title, text
                   ) AS place_in_kind
            FROM hit
        ),
        first_ones AS (
            SELECT * FROM shared ORDER BY place_in_kind, rank, place LIMIT $most
        )
        SELECT kind, sort, code, link_to, title, text, held_on, is_example, found_of_kind
        FROM first_ones ORDER BY place, place_in_kind
        """,
        {**bound, "question": " ".join(words), "day": reader.day, "most": MOST_HITS},
    )
