"""The parts of the search page: the box, and what was found under a head for each kind."""

import re
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.queries.search import LONGEST_QUESTION, count_hits, words_of
from sok_metrics.store.queries.spelling import holds
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.texts.formats import headed, is_present, short_day, shortened
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import example_badge
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.places import Place, place_of
from sok_metrics.views.rows import rows_of

QUESTION_PARAMETER = "q"
_WIDTH = 880
_LONGEST_LABEL, _LONGEST_EXCERPT, _LONGEST_WORD = 120, 200, 40
_CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


def ask_question() -> str:
    """What the visitor looks for; it stands in the address too."""
    with st.container(width=_WIDTH):
        given = st.text_input(
            _("Waar zoekt u naar?"),
            key=QUESTION_PARAMETER,
            placeholder=_("Bijvoorbeeld: gas, energiecoach of D2"),
            bind="query-params",
            type="search",
        )
        question = (given or "").strip()
        if len(question) > LONGEST_QUESTION:
            st.info(
                _("Dat is een lange vraag. Wij zoeken op de eerste {n} tekens.").format(n=LONGEST_QUESTION),
                icon=":material/content_cut:",
            )
    return question[:LONGEST_QUESTION].strip()


def answer(question: str, hits: pd.DataFrame, meant: str = "") -> str:
    """How much was found, in one sentence; `meant` is what we looked for when that gave nothing."""
    if not words_of(question):
        return _("Zoeken")
    shown = plain(question)
    if hits.empty:
        return _("Niets gevonden voor '{question}'").format(question=shown)
    if meant:
        return _("Niets gevonden voor '{question}', wel {n} keer '{meant}'").format(
            question=shown, n=count_hits(hits), meant=plain(meant)
        )
    return _("{n} keer gevonden: '{question}'").format(n=count_hits(hits), question=shown)


def show_hits(question: str, hits: pd.DataFrame) -> None:
    """What was found, each kind under its head; or what to do when nothing was."""
    words = words_of(question)
    if not words:
        st.markdown(_("Zoek in alles wat hier staat: van waarden en projecten tot besluiten en ideeën."))
    elif hits.empty:
        _show_advice()
    if len(hits) < count_hits(hits):
        st.markdown(_("U ziet er {n}. Zoek op meer woorden om minder te vinden.").format(n=len(hits)))
    _show_kinds(hits, words)


def show_others(question: str, others: pd.DataFrame) -> None:
    """What was found beside that with this question; nothing when there is none."""
    if not others.empty:
        st.divider()
        st.markdown(_("Ook gevonden, met '{question}':").format(question=plain(question)))
        _show_kinds(others, words_of(question))


def _show_kinds(hits: pd.DataFrame, words: list[str]) -> None:
    for kind in dict.fromkeys(hits["kind"]):
        found = hits[hits["kind"] == kind]
        st.header(f"{headed(noun(kind).many)} ({_how_many(found)})", anchor=False)
        for row in rows_of(found):
            _show_hit(row, words)


def _how_many(found: pd.DataFrame) -> str:
    shown, there = len(found), int(found["found_of_kind"].iloc[0])
    return str(there) if shown == there else _("{n} van {all}").format(n=shown, all=there)


def _show_advice() -> None:
    advice = [
        _("Kijk of het woord goed geschreven is."),
        _("Zoek op één woord, of op een deel van een woord: 'warm' vindt ook 'warmte'."),
    ]
    if session.as_of_day() is not None:
        advice.append(_("U kijkt naar een dag in het verleden. Ga terug naar vandaag en zoek opnieuw."))
    if session.is_real_only():
        advice.append(_("U ziet alleen echte cijfers. Zet de voorbeelden erbij en zoek opnieuw."))
    st.markdown("\n".join(f"- {line}" for line in advice))


def _show_hit(row: Any, words: list[str]) -> None:
    """One hit: the way to its page, and under it the part of its text that holds the words."""
    with st.container(gap=None, width=_WIDTH):
        if place := _place_of(row):
            link(place[0], plain(_label(row)), place[1])
        else:
            st.markdown(f"**{plain(_label(row))}**")
        below = excerpt(row.text, words) if row.title or len(row.text) > _LONGEST_LABEL else ""
        day = short_day(row.held_on) if is_present(row.held_on) else ""
        parts = " · ".join(part for part in (day, below) if part)
        if parts or row.is_example:
            st.markdown(f"{parts}{example_badge(row)}")


def _label(row: Any) -> str:
    return shortened(" ".join(f"{row.code} {row.title or row.text}".split()), _LONGEST_LABEL)


def _place_of(row: Any) -> Place | None:
    """The page of a hit with its address; None where there is none for everybody."""
    described = TABLES_BY_NAME[row.kind]
    other = described.found.links_to if described.found else ""
    if other and row.link_to:
        return place_of(other, row.link_to)
    return None if described.about_people else place_of(row.kind, row.link_to, row.sort)


def excerpt(text: str, words: list[str]) -> str:
    """Markdown of the part of a text around the first word that was looked for; those words stand out."""
    tokens = [token if len(token) <= _LONGEST_WORD else f"{token[:_LONGEST_WORD]}…" for token in text.split()]
    is_hit = [any(holds(token, word) for word in words) for token in tokens]
    start = max(0, is_hit.index(True) - 6) if any(is_hit) else 0
    end, length = start, 0
    while end < len(tokens) and length + len(tokens[end]) < _LONGEST_EXCERPT:
        length += len(tokens[end]) + 1
        end += 1
    shown = [_marked(tokens[place]) if is_hit[place] else plain(tokens[place]) for place in range(start, end)]
    return " ".join((["…"] if start else []) + shown + (["…"] if end < len(tokens) else []))


def _marked(token: str) -> str:
    """A word that stands out; signs around it do not, or markdown would not see where it begins."""
    match = _CORE.match(token)
    before, core, after = match.groups() if match else ("", token, "")
    return f"{plain(before)}**{plain(core)}**{plain(after)}" if core else plain(token)
