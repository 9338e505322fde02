"""What people wrote is shown literally: no markdown, no HTML, no directive of ours acts on it."""

import re

import pytest

from tests.pages.stores import put_commitments
from tests.pages.visits import elements, headline, words
from tests.store.rows import indicator, measurement, project, save, series

pytestmark = pytest.mark.full

NASTY = {
    "pipe": "links | rechts",
    "badge": ":red[rood] en :material/home: en :small[klein]",
    "script": "<script>alert(1)</script><b>vet</b>",
    "bold": "**vet** __ook__ *schuin* ~~weg~~ `code`",
    "sum": "$x^2$ en $$y$$",
    "link": "[klik](javascript:alert(1)) ![p](http://x.nl/p.png)",
    "address": "https://example.invalid/pad www.example.invalid iemand@example.invalid",
    "heading": "# Kop",
    "list": "1. opsomming",
    "dash": "- streepje",
    "quote": "> citaat",
    "emoji": "🙂 漢字 é ‮om",
    "entity": "&lt;b&gt; &amp; &copy;",
    "shortcode": ":smile: :+1:",
    "backslash": "\\* regel\\neinde \\",
    "lines": "regel een\n\ntwee\n# drie",
    "long": "Zeer" + "lang" * 49,
}
ACTING = re.compile(
    r"(?<!\\)(?:\*\*|__|~~|`|\$|<|&\w+;|\]\(|!\[|:[a-z]+\[|:smile|:\+1)|:material/|^\s*(?:[-#>=]|\d+\.)|\n"
)
"""Signs that do something in Streamlit's markdown and are not escaped."""


MARKDOWN = ("markdown", "title", "header", "subheader", "page_link", "error", "info", "warning")


@pytest.fixture(params=NASTY.values(), ids=list(NASTY), scope="module")
def nasty(request):
    return request.param


@pytest.fixture(scope="module")
def nasty_store(own_copy, nasty):
    """An agreement in which every text is the nasty one."""
    empty_store = own_copy("empty")
    put_commitments(empty_store, W1=nasty)
    save(
        empty_store,
        indicator=[
            indicator("IND-01", name=nasty, definition=nasty, unit=nasty, source=nasty, method=nasty)
            | {"responsible": nasty, "privacy_rule": nasty},
            indicator("IND-02", name=nasty, kind="story", direction="none"),
            indicator("IND-03", name=nasty, kind="card", unit="score 1-5", question=nasty, upper_bound="5")
            | {"lower_bound": "1", "frequency": "per_review"},
            indicator("IND-04", name=nasty, responsible=nasty),
        ],
        series=[
            series("IND-01", label=nasty, target_value="100", target_date="2028-12-31", target_source=nasty),
            series("IND-01-B", indicator_code="IND-01", label=nasty, role="other", edition="b"),
            series("IND-02", indicator_code="IND-02"),
            series("IND-03", indicator_code="IND-03"),
            series("IND-04", indicator_code="IND-04"),
        ],
        indicator_commitment=[
            {"indicator_code": code, "commitment_code": "W1"}
            for code in ("IND-01", "IND-02", "IND-03", "IND-04")
        ],
        project=[project("P1", title=nasty, summary=nasty)],
        project_commitment=[{"project_code": "P1", "commitment_code": "W1"}],
        measurement=[
            measurement("2023-12-31", "10", source=nasty, note=nasty),
            measurement("2024-12-31", "20", source=nasty),
            measurement("2024-12-31", "5", series_code="IND-01-B"),
            measurement("2024-12-31", None, series_code="IND-02", story=nasty),
        ],
        meeting=[
            {"number": "1", "kind": "review", "title": nasty, "held_on": "2024-03-01", "status": "held"}
        ],
        remark=[{"number": "1", "meeting_number": "1", "commitment_code": "W1", "text": nasty}],
        card_answer=[
            {"meeting_number": "1", "indicator_code": "IND-03", "group_name": "resident"}
            | {"score": str(score), "count": "5"}
            for score in (3, 4)
        ],
    )
    return empty_store


ADDRESSES = [
    "overzicht",
    "waarden",
    "indicatoren",
    "indicator?code=IND-01",
    "indicator?code=IND-02",
    "indicator?code=IND-03",
    "waarden?code=X",
]


def test_text_of_people_is_shown_literally(visit_store, nasty_store, nasty):
    for address in ADDRESSES:
        page = visit_store(address, nasty_store)
        assert not page.exception, address
        assert not page.error or address.endswith("=X")
        for text in markdown_texts(page):
            for own in own_words(text, nasty):
                assert not ACTING.search(own), (address, text)


def test_text_of_people_is_shown_whole(visit_store, nasty_store, nasty):
    shown = words(visit_store("waarden", nasty_store))
    assert shown.count(" ".join(nasty.split())) >= 4


def test_no_text_of_people_is_html_in_a_chart(visit_store, nasty_store, nasty):
    for address in ("waarden", "indicator?code=IND-01", "indicator?code=IND-03"):
        charts = [
            one for one in elements(visit_store(address, nasty_store).main) if one.type == "plotly_chart"
        ]
        assert charts
        for chart in charts:
            assert not re.search(r"<(?!/?b>|br>)|<b>vet", chart.proto.spec)


def test_a_search_finds_such_a_text(visit_store, nasty_store, nasty):
    page = visit_store("indicatoren", nasty_store)
    page.text_input[0].set_value(nasty.split("\n")[0][:60]).run()
    assert "Geen enkele indicator" not in words(page)
    assert not page.exception


def test_a_title_as_long_as_it_may_be_stays_one_title(visit_store, empty_store):
    put_commitments(empty_store, W1="woord " * 33)
    assert headline(visit_store("waarden", empty_store))


def markdown_texts(page):
    """The texts that Streamlit reads as markdown: not those of charts, choices and the data grid."""
    for element in elements(page.main):
        if element.type == "arrow_table" or element.type == "table":
            yield from (str(cell) for column in element.value for cell in element.value[column])
        elif element.type in MARKDOWN:
            yield str(element.value)


def own_words(text, nasty):
    """The part of a text that a person wrote: from its first to its last escaped word."""
    if letters(nasty) not in letters(text):
        return
    yield from (
        part
        for part in re.split(r"\*\*|  \n|\*“|”\*|:[a-z]+-badge\[[^]]*\]", text)
        if letters(nasty) in letters(part)
    )


def letters(text):
    """What is left when one looks at letters and figures only."""
    return re.sub(r"[\W_]+", "", text)
