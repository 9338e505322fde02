"""The parts of the page of the year: its picture, its table, and what is late."""

import pandas as pd
import streamlit as st

from sok_metrics.charts.year import year_chart
from sok_metrics.store.queries import year as queries
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import DUTCH, NOTHING, headed, short_day, shortened
from sok_metrics.texts.year import (
    day_words,
    lane_words,
    late_words,
    missed_months_words,
    missing_assessment,
    state_words,
    year_sentence,
)
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.charts import is_dark, show_chart, show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import EXAMPLE_BADGE
from sok_metrics.ui.parts.navigation import link
from sok_metrics.views.year import Lane, Year, YearDay

YEAR_KEY = "jaar"
"""Also the name of the choice in the address."""
_LONGEST = 110
_PAGES = {Lane.FUND: "budget", Lane.SECOND_LOOK: "decisions"}


def ask_year() -> int:
    """The year to look at; this one until somebody chooses. It stands in the address."""
    today = session.shown_day()
    years = _years()
    chosen = st.pills(_("Jaar"), years, default=today.year, key=YEAR_KEY, bind="query-params", required=True)
    return int(chosen or today.year)


@session.kept(16)
def read_year(year: int) -> Year:
    """The year as this visitor may see it."""
    return queries.read_year(session.reader(), year, session.shown_day())


@session.kept(8)
def _years() -> list[int]:
    return queries.list_years(session.reader(), session.shown_day())


def answer(year: Year) -> str:
    """How the year does."""
    late = year.late_count if year.is_current else 0
    return year_sentence(year.reviews_held, year.reviews_promised, year.reviews_to_plan, late, year=year.year)


def show_year(year: Year, monthly_name: str) -> None:
    """The picture with its table."""
    lanes, states = lane_words(monthly_name), state_words()
    title = _("Het jaar {year}").format(year=year.year)
    told = [day_words(one, lanes[one.lane], states[one.state]) for one in year.days]
    alt = f"{title}: {'; '.join(told)}." if told else title
    show_chart(year_chart(year, title, lanes, dark=is_dark()), key="year", alt=alt)
    names = DUTCH.months["stand-alone"]["wide"]
    rows = [
        {
            _("Maand"): headed(names[month]),
            _("Dag"): short_day(one.day),
            _("Wat"): plain(shortened(one.title, _LONGEST)),
            _("Soort"): plain(lanes[one.lane]),
            _("Stand"): states[one.state],
            _("Herkomst"): _("voorbeeld") if one.is_example else NOTHING,
        }
        for month, days in year.by_month().items()
        for one in days
    ]
    if rows:
        show_table(pd.DataFrame(rows), alt=title)


def show_late(year: Year, monthly_name: str) -> None:
    """What should have been by now, each with a way to it; nothing when nothing is late."""
    lacks_assessment = year.is_current and not year.has_assessment
    if not (year.late_count or lacks_assessment or year.missed_months):
        return
    st.header(_("Te laat ({n})").format(n=year.late_count))
    if lacks_assessment:
        st.markdown(missing_assessment(year.year))
    if year.missed_months:
        st.markdown(plain(missed_months_words(year.missed_months, monthly_name)))
    for one in year.late:
        with st.container(gap=None):
            _show_link(one)
            lane = lane_words(monthly_name)[one.lane]
            badge = EXAMPLE_BADGE if one.is_example else ""
            st.markdown(f"{plain(lane)} · {late_words(one.day, year.today)} {badge}".strip())
    if year.late_actions:
        words = ngettext("{n} actie is te laat", "{n} acties zijn te laat", year.late_actions)
        link("actions", words.format(n=year.late_actions))


def show_late_line() -> None:
    """For the first page: how much is late, with the way to it; nothing when nothing is."""
    late = read_year(session.shown_day().year).late_count
    if late:
        words = ngettext(
            "{n} ding is te laat: bekijk het jaar", "{n} dingen zijn te laat: bekijk het jaar", late
        )
        link("year", words.format(n=late), icon="schedule")


def _show_link(one: YearDay) -> None:
    label = plain(shortened(" ".join(one.title.split()), _LONGEST))
    if page := _PAGES.get(one.lane):
        link(page, label)
    elif one.lane is Lane.WITHHELD:
        st.markdown(f"**{label}**")
    else:
        link("meeting", label, {session.NUMBER_PARAMETER: one.number})
