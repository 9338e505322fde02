"""No text of people acts as markdown anywhere: every text column, every page, every form, for every role."""

import re

import pandas as pd
import pytest

from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.queries.records import list_records
from sok_metrics.ui.parts.navigation import ENTRIES
from tests.pages.visits import elements
from tests.store.rows import TESTER, before_there_were_rules, indicator, meeting, party, project, save, series

pytestmark = pytest.mark.full

NASTY = "**q** $x$ :red[r] <b>h</b> [k](http://x.nl) `c` ~~w~~ :material/home:"
ACTS = re.compile(
    r"(?<!\\)\*\*q|(?<!\\)\$x|(?<!\\):red\[r|(?<!\\)<b>h|k\]\(http|(?<!\\)`c|(?<!\\)~~w|:material/home"
)
SHOWS_BACKSLASHES = re.compile(r"\\\*\\\*q|\\\$x|\\<b\\>h")
CODE = "Q*1*_a_$b$"
CODE_ACTS = re.compile(r"Q\*1|1\*_a")
CODE_SHOWS_BACKSLASHES = re.compile(r"Q\\\*1")
MARKDOWN = {"label", "help", "body", "captions", "content"}
LITERAL = {"placeholder", "alt", "default", "value", "code_text", "raw_values"}
"""Fields of Streamlit's elements: what it reads as markdown, and what it shows as it is."""

MENU = [entry.url for entry in ENTRIES]
ABOUT = [
    "waarden?code=W1",
    f"waarden?code={CODE}",
    "doelen?code=D1",
    "afspraken?code=S1",
    "organisatie?code=O1",
    "indicator?code=DEE-01",
    f"indicator?code={CODE}",
    "project?code=P1",
    f"project?code={CODE}",
    "bijeenkomst?nummer=1",
    "bijeenkomst?nummer=4",
    "bijeenkomst?nummer=901",
    "afstemmen?nummer=1",
    "mensen?persoon=M1",
    "vergeten?persoon=M1",
    "geschiedenis?wijziging=3",
    f"geschiedenis?tabel=project&code={CODE}",
    "geschiedenis?tabel=person&code=M1",
    "zoeken?q=http",
    "metingen-invullen?code=DEE-01",
    *(f"eerste-stappen?stap={step}" for step in range(1, 7)),
]


@pytest.fixture(scope="module")
def nasty_store(own_copy):
    """The whole example with every text nasty, and things of which the codes are nasty too."""
    store = own_copy("botu")
    texts = {
        table.name: [
            c for c in table.columns if c.is_free_text and not c.refers_to and c.name not in table.key
        ]
        for table in TABLES
    }
    tables = {}
    for table in TABLES:
        rows = [dict(record.values) for record in list_records(store.whole(), table.name)]
        for row in rows:
            row |= {column.name: NASTY[: column.longest] for column in texts[table.name]}
            row |= {"recorded_at": None}
        for place, row in enumerate(rows if table.name == "series" else []):
            row |= {"edition": f"{NASTY} {place}", "source_field": None, "target_series_code": None}
        tables[table.name] = pd.DataFrame(rows, dtype=object)
    importing = store.write(by=TESTER, reason=NASTY, source=ChangeSource.IMPORT)
    with before_there_were_rules(), importing as change:
        change.put_all({name: rows for name, rows in tables.items() if len(rows)})
    belongs = {"project_code": CODE, "commitment_code": CODE}
    with before_there_were_rules():
        save(
            store,
            party=[party(CODE, name=NASTY)],
            person=[{"code": "M1", "role": NASTY, "name": NASTY, "phone": NASTY[:40], "email": NASTY}],
            consent=[
                {"person_code": "M1", "field": field, "given_on": "2022-01-01", "how": NASTY}
                for field in ("name", "phone")
            ],
            signature=[
                {
                    "number": "901",
                    "person_code": "M1",
                    "party_code": CODE,
                    "hat": NASTY,
                    "personal_note": NASTY,
                }
            ],
            commitment=[{"code": CODE, "kind": "value"}],
            commitment_text=[
                {"commitment_code": CODE, "agreement_version": "1", "position": "90", "title": NASTY}
            ],
            project=[project(CODE, title=NASTY, summary=NASTY, contact_person_code="M1")],
            project_commitment=[belongs],
            indicator=[
                indicator(CODE, name=NASTY, unit=NASTY, definition=NASTY, responsible=NASTY),
                indicator("NIV", name=NASTY, unit="niveau", kind="rubric", responsible=NASTY),
            ],
            rubric_level=[
                {"indicator_code": "NIV", "level": str(level), "title": NASTY} for level in range(4)
            ],
            series=[
                series(CODE, indicator_code=CODE, label=NASTY, target_value="9", target_date="2028-12-31"),
                series("NIV", indicator_code="NIV"),
            ],
            indicator_commitment=[
                {"indicator_code": code, "commitment_code": CODE} for code in (CODE, "NIV")
            ],
            measurement=[
                {"series_code": code, "period_start": day, "period_end": day, "value": value}
                | {"source": NASTY, "note": NASTY, "correction_reason": NASTY}
                for code, value in ((CODE, "3"), ("NIV", "2"))
                for day in ("2023-12-31", "2024-12-31")
            ],
            meeting=[meeting(901, "2024-03-01", title=NASTY, place=NASTY, minutes=NASTY)],
            agenda_item=[
                {"number": "901", "meeting_number": "901", "position": "1", "title": NASTY, **belongs}
            ],
            action=[
                {
                    "number": "901",
                    "text": NASTY,
                    "agreed_on": "2024-03-01",
                    "owner_party_code": CODE,
                    **belongs,
                }
            ],
            publication=[
                {"number": "1", "kind": "text", "title": NASTY, "text": NASTY, "tuning_until": "2099-01-01"}
            ],
            publication_remark=[
                {
                    "number": "1",
                    "publication_number": "1",
                    "made_on": "2024-03-01",
                    "text": NASTY,
                    "answer": NASTY,
                }
                | {"party_code": CODE}
            ],
        )
    return store


FORMS = [table.name for table in TABLES]


@pytest.mark.parametrize("address", [*MENU, *ABOUT])
@pytest.mark.parametrize("role", [Role.VISITOR, Role.ADMINISTRATOR])
def test_no_text_of_people_acts_on_a_page(visit_store, nasty_store, sign_in, role, address):
    sign_in(role, NASTY)
    visit = visit_store(address, nasty_store)
    assert not visit.exception
    assert wrong_texts(visit) == []


def test_no_text_of_people_acts_in_a_form(visit_store, nasty_store, sign_in):
    sign_in(Role.ADMINISTRATOR, NASTY)
    visit = visit_store("werkboek", nasty_store)
    for table in FORMS:
        for record in list_records(nasty_store.whole(), table)[-1:]:
            for address in ({"wijzig": f"{table}:{'|'.join(record.key)}"}, {"nieuw": table}):
                visit.query_params.clear()
                for name, value in address.items():
                    visit.query_params[name] = value
                visit.run()
                assert not visit.exception, address
                assert wrong_texts(visit) == [], address


def test_what_is_asked_about_a_figure_shows_its_words_literally(visit_store, nasty_store, sign_in):
    sign_in(Role.EDITOR, NASTY)
    for code, figure in ((CODE, "999999"), ("NIV", "1")):
        visit = visit_store(f"metingen-invullen?code={code}", nasty_store)
        widgets = [*visit.text_input, *visit.selectbox, *visit.text_area]
        [value] = [one for one in widgets if one.key and one.key.endswith(f"{code}_value")]
        value.set_value(figure).run()
        [period] = [one for one in visit.text_input if one.label == "Periode voor alle rijen"]
        period.set_value("31-12-2024").run()
        assert not visit.exception
        assert wrong_texts(visit) == []


def wrong_texts(visit):
    """What acts though people wrote it, and what shows the backslashes that should keep it from acting."""
    return [
        (kind, name, text)
        for kind, name, is_markdown, text in all_texts(visit)
        if (ACTS if is_markdown else SHOWS_BACKSLASHES).search(text)
        or (CODE_ACTS if is_markdown else CODE_SHOWS_BACKSLASHES).search(text)
    ]


def all_texts(visit):
    for element in (*elements(visit.main), *elements(visit.sidebar)):
        if element.type in ("table", "arrow_table", "dataframe", "arrow_data_frame"):
            is_markdown = element.type in ("table", "arrow_table")
            frame = element.value
            for text in [*map(str, frame.columns), *(str(cell) for name in frame for cell in frame[name])]:
                yield element.type, "cell", is_markdown, text
        elif getattr(element, "proto", None) is not None:
            yield from proto_texts(element.type, element.proto)


def proto_texts(kind, proto):
    for descriptor, value in proto.ListFields():
        values = value if descriptor.is_repeated else [value]
        for one in values if descriptor.message_type is None or descriptor.is_repeated else [value]:
            if descriptor.message_type is not None and hasattr(one, "ListFields"):
                yield from proto_texts(kind, one)
            elif isinstance(one, str):
                name = descriptor.name
                is_literal = kind in ("text", "code") or name in LITERAL
                is_options = name == "options"
                if is_options or name in MARKDOWN or is_literal:
                    yield kind, name, not is_literal and (name in MARKDOWN or kind == "radio"), one
