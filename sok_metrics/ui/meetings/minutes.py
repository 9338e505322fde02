"""The minutes of a meeting as a page: the parts of the Word file, each line with a way to what it tells."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from sok_metrics.documents.minutes_content import MinutesBook, Pictures
from sok_metrics.documents.minutes_parts import Part, facts_of, parts_of
from sok_metrics.documents.sections import Line
from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.tables import Pages
from sok_metrics.store.queries.minutes import read_minutes
from sok_metrics.store.reader import Reader
from sok_metrics.tasks.minutes.pictures import pictures_of
from sok_metrics.texts import _
from sok_metrics.texts.fields import noun
from sok_metrics.texts.formats import headed
from sok_metrics.texts.minutes import minutes_title, step_words
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import EXAMPLE_BADGE
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.places import show_commitment_link
from sok_metrics.ui.parts.references import References, read_references
from sok_metrics.ui.parts.statuses import status_badge
from sok_metrics.views.minutes import Minutes, MinutesStep

_WIDTH = 880
"""Pixels: as wide as a text reads well."""


def show_minutes(book: MinutesBook, references: References) -> None:
    """All of the minutes, with the title and how far they are."""
    st.title(plain(minutes_title(book.minutes.meeting)))
    _show_steps(book.minutes.step)
    show_parts(book.minutes, book.pictures, references)


def show_for_parties(reader: Reader, number: int) -> None:
    """The minutes as this reader sees them: for who has them to read first."""
    minutes = read_minutes(reader, number)
    if minutes is not None:
        show_parts(minutes, pictures_of(session.store().path, number), read_references())


def show_parts(minutes: Minutes, pictures: Pictures, references: References) -> None:
    """What stands in the minutes."""
    with st.container(width=_WIDTH):
        for fact in facts_of(minutes):
            st.markdown(plain(fact))
        for part in parts_of(minutes, pictures):
            _show_part(part, references)


def _show_steps(step: MinutesStep) -> None:
    """The four steps, with where these minutes are: as words, with an icon beside them."""
    order = list(step_words())
    # Read by the parties and not approved yet: the second step is behind them.
    passed = 2 if step is MinutesStep.READ else order.index(step)
    icons = [
        "check_circle" if place < passed or step is MinutesStep.FIXED else
        "radio_button_checked" if place == passed and step is not MinutesStep.READ else
        "radio_button_unchecked"
        for place in range(len(order))
    ]  # fmt: skip
    words = [
        f":material/{icon}: " + (f"**{word}**" if key == step else word)
        for icon, (key, word) in zip(icons, step_words().items(), strict=True)
    ]
    st.markdown(" → ".join(words))


def _show_part(part: Part, references: References) -> None:
    if part.level == 1:
        st.header(plain(part.heading), anchor=part.key or False)
    else:
        st.subheader(plain(part.heading), anchor=False)
    if part.quiet:
        st.markdown(f":small[{plain(part.quiet)}]")
    for text in part.paragraphs:
        st.markdown(plain(text))
    _show_lines(part.lines, references)
    if part.rows:
        rows = pd.DataFrame([[plain(cell) for cell in row] for row in part.rows], columns=list(part.columns))
        st.table(rows, hide_index=True, alt=part.heading)
    for picture in part.pictures:
        st.image(picture.content, alt=picture.alt, width="stretch")
        st.markdown(plain(picture.below or picture.alt))


def _show_lines(lines: Sequence[Line], references: References) -> None:
    for line in lines:
        with st.container(gap=None):
            _show_text(line, references)
            badges = [status_badge(line.state)] if line.state else []
            if detail := " ".join([*badges, plain(line.detail)]).strip():
                st.markdown(detail)


def _show_text(line: Line, references: References) -> None:
    """The text of a line, with a link to what it tells about: the text itself where that has a page."""
    kind, code = line.target or ("", "")
    pages = TABLES_BY_NAME[kind].pages if kind else Pages()
    badge = EXAMPLE_BADGE if line.is_example else ""
    if kind and line.text == code:
        _show_subject(code, references)
    elif pages.own == "indicator":
        link(pages.own, plain(line.text), {session.CODE_PARAMETER: code})
        if badge:
            st.markdown(badge)
    else:
        st.markdown(f"{plain(line.text)} {badge}".strip())
        if pages.shared and not pages.own and not pages.of_kind:
            called = noun(kind)
            words = _("{thing} {number}, bij alle {things}").format(
                thing=headed(called.one), number=code, things=called.many
            )
            link(pages.shared, words)
        elif kind:
            _show_subject(code, references)


def _show_subject(code: str, references: References) -> None:
    """A link to a project, value or goal, as long as it may be seen."""
    if commitment := references.commitments.get(code):
        show_commitment_link(commitment[0], code, commitment[1])
    elif code in references.projects:
        references.show_project(code)
