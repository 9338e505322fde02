"""Search: one question to everything that a visitor may see."""

import pandas as pd

from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Table
from sok_metrics.nouns.tables import Found
from sok_metrics.store.queries.spelling import folded, folded_sql, holds_sql, root_of, sounded_sql
from sok_metrics.store.reader import Reader

LONGEST_QUESTION = 100
MOST_HITS = 50
_WIDE_FROM, _WIDE_PART = 7, 0.6
"""From how many letters a word can be the beginning of a longer one, and how much of it."""


def _place(table: Table) -> int:
    return table.found.place if table.found else 0


_KINDS = [table.name for table in sorted(TABLES, key=_place) if table.found]
"""What can be found, in the order in which the kinds are shown."""

# Of these a noun alone does not tell what is found: the version that counts, and who agreed to be shown.
_WITH_OTHERS = """
    -- the version of the agreement that counts
    WITH newest AS (
        SELECT coalesce(max(CASE WHEN valid_from <= $day THEN number END), min(number)) AS number
        FROM {agreement_version} AS version
    ),
    -- one row per person: the project whose contact person they are
    contact_of AS (
        SELECT contact_person_code AS person_code, min(code) AS project_code
        FROM {project} AS project WHERE contact_person_code IS NOT NULL GROUP BY contact_person_code
    ),
    -- one row per thing; `link_to` is the code or number of its page
    thing AS (
        SELECT 'commitment' AS kind, commitment.kind AS sort, commitment.code AS code,
               commitment.code AS link_to, text.title AS title, text.description AS text,
               CAST(NULL AS DATE) AS held_on, text.origin = 'example' AS is_example
        FROM {commitment} AS commitment
        JOIN {commitment_text} AS text ON text.commitment_code = commitment.code
        JOIN newest ON newest.number = text.agreement_version
        UNION ALL
        -- people only by the name that they agreed to show
        SELECT 'person', '', '', coalesce(contact_of.project_code, ''), person.name,
               concat_ws(' · ', person.role, party.name), NULL, person.origin = 'example'
        FROM {person} AS person
        JOIN {consent} AS consent ON consent.person_code = person.code
             AND consent.field = 'name' AND consent.withdrawn_on IS NULL
        LEFT JOIN {party} AS party ON party.code = person.party_code
        LEFT JOIN contact_of ON contact_of.person_code = person.code
        WHERE person.name IS NOT NULL
"""


def _things() -> str:
    """The rows of everything that can be found; those of most nouns follow from their description."""
    others = [_rows_of(table, table.found) for table in TABLES if table.found and table.found.texts]
    return f"{_WITH_OTHERS} {' '.join(f'UNION ALL {rows}' for rows in others)})"


def _folded_things() -> str:
    """The same, with the texts to look in: not LIKE, for here % and _ are what they look like."""
    return f"""
        {_things()},
        folded AS (
            SELECT *, {folded_sql("code || ' ' || title")} AS headline,
                   {folded_sql("concat_ws(' ', code, title, text)")} AS everything
            FROM thing
        )
    """


def _rows_of(table: Table, found: Found) -> str:
    name, key = table.name, f"{table.name}.{table.key[0]}"
    page = next((one.name for one in table.columns if one.refers_to == found.links_to), "")
    link_to = page or (table.key[0] if table.pages.own else "NULL")
    title = f"{name}.{found.title}" if found.title else "NULL"
    texts = [f"{name}.{text}" for text in found.texts] + [f"{other}.words" for other, _column in found.beside]
    beside = [f"LEFT JOIN {_beside(table, *one)} ON {one[0]}.own = {key}" for one in found.beside]
    # What an internal meeting or one in draft brought stays with it.
    seen = [
        f"({one.name} IS NULL OR {one.name} IN (SELECT {other.key[0]} FROM {{{other.name}}} AS seen))"
        for one in table.columns
        if one.hidden_with and (other := TABLES_BY_NAME[one.refers_to or ""])
    ]
    return f"""
        SELECT '{name}', '', {"''" if table.numbered else key}, coalesce(CAST({link_to} AS TEXT), ''),
               coalesce({title}, ''), concat_ws(' · ', {", ".join(texts)}), {found.day or "NULL"},
               {name}.origin = 'example'
        FROM {{{name}}} AS {name} {" ".join(beside)} WHERE {" AND ".join(seen) or "TRUE"}
    """


def _beside(table: Table, other: str, column: str) -> str:
    """One row per thing: what is said of it in another table, or of what that refers to."""
    described = TABLES_BY_NAME[other]
    own = next(one.name for one in described.columns if one.refers_to == table.name)
    words, source, sign = f"one.{column}", f"{{{other}}} AS one", " · "
    order = ", ".join(f"one.{name}" for name in described.key)
    if refers_to := described.column(column).refers_to:
        referred = TABLES_BY_NAME[refers_to]
        known = {one.name for one in referred.columns}
        words = order = f"said.{next(name for name in referred.named_by if name in known)}"
        sign = ", "
        source += f" JOIN {{{refers_to}}} AS said ON said.{referred.key[0]} = one.{column}"
    return (
        f"(SELECT one.{own} AS own, string_agg({words}, '{sign}' ORDER BY {order}) AS words "
        f"FROM {source} GROUP BY one.{own}) AS {other}"
    )


def words_of(question: str) -> list[str]:
    """The words that a visitor looks for, each once; of a long question only the first 100 characters."""
    shown = "".join(sign if sign.isprintable() else " " for sign in question.strip()[:LONGEST_QUESTION])
    return list(dict.fromkeys(shown.split()))


def find(reader: Reader, question: str) -> pd.DataFrame:
    """What holds all words of the question, in whatever form they stand there: at most MOST_HITS rows.

    Each kind gets its share of the rows, and in it comes first what has the words in its code or title.
    Columns: kind (the name of its table), sort (its own kind, where that chooses its page), code,
    link_to, title, text, held_on, is_example, found_of_kind (how many there are in all).
    """
    words = words_of(question)
    asked = [(word, root_of(word), str(place)) for place, word in enumerate(words)]
    bound = {f"word_{name}": word for word, _root, name in asked}
    bound |= {f"root_{name}": root for _word, root, name in asked if root}
    in_title, in_all = (
        " AND ".join([holds_sql(*one, text=text, sound=f"{text}_sound") for one in asked] or ["FALSE"])
        for text in ("headline", "everything")
    )
    return reader.frame(
        f"""
        {_folded_things()},
        heard AS (
            SELECT *, {sounded_sql("headline")} AS headline_sound,
                   {sounded_sql("everything")} AS everything_sound, list_position($kinds, kind) AS place
            FROM folded
        ),
        hit AS (
            SELECT *,
                   CASE WHEN lower(code) = lower($question) THEN 0 WHEN {in_title} THEN 1 ELSE 2 END AS rank
            FROM heard WHERE {in_all}
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
        SELECT kind, sort, code, link_to, title, coalesce(text, '') AS text, held_on, is_example,
               found_of_kind
        FROM first_ones ORDER BY place, place_in_kind
        """,
        {**bound, "question": " ".join(words), "day": reader.day, "most": MOST_HITS, "kinds": _KINDS},
    )


def likely_question(reader: Reader, question: str) -> str:
    """The question with the words that stand somewhere and look most like these; "" when there are none.

    Looks like it: one letter more, less or other, or two that changed places (in a long word two of those,
    and it may be the beginning of a longer one); else the longest part of a compound.
    """
    words = [folded(word) for word in words_of(question)]
    found = reader.frame(
        # damerau_levenshtein() is DuckDB's; PostgreSQL has levenshtein().
        f"""
        {_folded_things()},
        -- one row per word that stands anywhere
        vocabulary AS (
            SELECT DISTINCT unnest(regexp_split_to_array(everything, '[^a-z0-9]+')) AS token FROM folded
        ),
        pair AS (
            SELECT word, token, abs(length(token) - length(word)) AS more, length(word) >= 8 AS is_long,
                   damerau_levenshtein(word, token) AS whole,
                   least(damerau_levenshtein(word, left(token, length(word))),
                         damerau_levenshtein(word, left(token, length(word) + 1))) AS beginning
            FROM (SELECT unnest($words) AS word) AS asked CROSS JOIN vocabulary
            WHERE length(word) >= 4 AND length(token) >= 4
        ),
        scored AS (
            SELECT word, token, more,
                   CASE WHEN position(word IN token) > 0 THEN 0
                        WHEN whole <= 1 OR is_long AND (whole <= 2 OR beginning <= 2)
                        THEN least(whole, 0.5 + beginning)
                        WHEN is_long AND length(token) >= 5
                             AND (starts_with(word, token) OR ends_with(word, token)) THEN 4 END AS distance
            FROM pair
        )
        SELECT DISTINCT ON (word) word, CASE distance WHEN 0 THEN word ELSE token END AS meant
        FROM scored WHERE distance IS NOT NULL ORDER BY word, distance, more, token
        """,
        {"words": words, "day": reader.day},
    )
    meant = dict(zip(found["word"], found["meant"], strict=True))
    likely = [meant.get(word, word) for word in words]
    return " ".join(likely) if likely != words else ""


def wider_question(reader: Reader, question: str) -> str:
    """The question with, for each long word, the shorter word that stands somewhere and begins it.

    "warmtenetwerk" is looked for as "warmtenet" too; "" when there is no such word.
    """
    words = [folded(word) for word in words_of(question)]
    found = reader.frame(
        f"""
        {_folded_things()},
        -- one row per word that stands anywhere
        vocabulary AS (
            SELECT DISTINCT unnest(regexp_split_to_array(everything, '[^a-z0-9]+')) AS token FROM folded
        )
        SELECT word, token FROM (SELECT unnest($words) AS word) AS asked JOIN vocabulary
            ON left(token, {_WIDE_FROM}) = left(word, {_WIDE_FROM}) AND length(token) >= {_WIDE_FROM}
        ORDER BY word, length(token) DESC, token
        """,
        {"words": words, "day": reader.day},
    )
    wider: dict[str, str] = {}
    for word, token in zip(found["word"], found["token"], strict=True):
        part, whole = root_of(token), root_of(word)
        if part and part != whole and whole.startswith(part) and len(part) >= _WIDE_PART * len(whole):
            wider.setdefault(word, part if part in token else token)
    return " ".join(wider.get(word, word) for word in words) if wider else ""


def find_wider(reader: Reader, question: str, hits: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """The wider question, and what that finds beside the hits of the question itself."""
    wider = "" if hits.empty else wider_question(reader, question)
    if not wider:
        return "", hits.head(0)
    found = find(reader, wider)
    key = ["kind", "code", "link_to", "title", "text"]
    others = found[~pd.MultiIndex.from_frame(found[key]).isin(pd.MultiIndex.from_frame(hits[key]))]
    before = others["kind"].map(hits.drop_duplicates("kind").set_index("kind")["found_of_kind"])
    return wider, others.assign(found_of_kind=others["found_of_kind"] - before.fillna(0).astype("int64"))


def count_hits(hits: pd.DataFrame) -> int:
    """How much was found in all, also what is not among these rows."""
    return int(hits.drop_duplicates("kind")["found_of_kind"].sum())
