"""Where the granted money goes, on the page about the energy budget: to projects, and to what these serve."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from sok_metrics.charts.money_flow import money_flow
from sok_metrics.texts import _
from sok_metrics.texts.formats import euros, whole_euros
from sok_metrics.ui.money.budget import unbroken
from sok_metrics.ui.parts.charts import is_dark, show_chart, show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.views.energy_budget.flow import NOWHERE, Flow, Served
from sok_metrics.views.money import Books

_WIDTH = 320
"""Pixels of one value or goal: two beside each other at 1024, as many as fit on paper, one on a phone."""


def show_flow(books: Books, year: int | None) -> None:
    """Where the granted money goes: a picture, in words on a phone, and a table."""
    flow = books.flow(year)
    if not flow.to_projects:
        st.markdown(_("Er is nog niets toegekend. Daarom is er nog geen geldstroom te zien."))
        return
    title = _("Zo loopt het geld: van bron naar project")
    st.header(title, anchor=False)
    with st.container(key="flow-wide"):
        figure = money_flow(
            flow, funds=books.fund_names, projects=_project_names(books), size="large", dark=is_dark()
        )
        show_chart(figure, key="money-flow", alt=_flow_alt(flow, books))
    with st.container(key="flow-narrow"):
        for line in _flow_lines(flow, books):
            st.markdown(line)
    show_table(_flow_table(flow, books), label=_("Bekijk de geldstroom als tabel"), alt=title)
    _show_served(flow, books)


def _flow_alt(flow: Flow, books: Books) -> str:
    code, most = flow.largest
    return _("{amount} ging naar {n} projecten; het meeste, {most}, naar {project}. Stroomdiagram.").format(
        amount=whole_euros(flow.total),
        n=len(flow.per_project),
        most=whole_euros(most),
        project=_project_names(books).get(code, code),
    )


def _flow_lines(flow: Flow, books: Books) -> Iterable[str]:
    names = _project_names(books)
    for code, amount in flow.per_project.items():
        came = [stream for stream in flow.to_projects if stream.target == code]
        yield _("**{amount}** {project}  \nuit {funds}").format(
            amount=whole_euros(amount),
            project=plain(names.get(code, code)),
            funds=plain(", ".join(books.fund_names.get(stream.source, stream.source) for stream in came)),
        )


def _flow_table(flow: Flow, books: Books) -> pd.DataFrame:
    funds, projects = books.fund_names, _project_names(books)
    rows = [
        (plain(funds.get(one.source, one.source)), plain(projects.get(one.target, one.target)), one.amount)
        for one in flow.to_projects
    ]
    return pd.DataFrame(
        [(source, target, euros(amount)) for source, target, amount in rows],
        columns=[_("Van"), _("Naar"), _("Bedrag")],
    )


def _show_served(flow: Flow, books: Books) -> None:
    """Per value and goal the projects that work on it, each with all of its money."""
    st.header(_("Aan welke waarde of welk doel werken deze projecten?"), anchor=False)
    if flow.overlaps:
        st.markdown(
            _(
                "Een project werkt vaak aan meer waarden en doelen. Bij elk daarvan staat al zijn geld. "
                "De bedragen overlappen dus: tel ze niet bij elkaar op."
            )
        )
    with st.container(horizontal=True, gap="medium"):
        for one in flow.served:
            with st.container(width=_WIDTH, gap=None):
                st.markdown(_served_words(one, books))


def _served_words(one: Served, books: Books) -> str:
    """The value or goal with its sum, and below it a line for each project."""
    names = _project_names(books)
    heading = {NOWHERE: _("Geen waarde of doel"), **books.commitment_names}.get(
        one.commitment, one.commitment
    )
    lines = [
        f"**{plain(heading)}: {whole_euros(one.total)}**",
        *(f"{whole_euros(amount)} · {plain(names.get(code, code))}" for code, amount in one.projects),
    ]
    return unbroken("  \n".join(lines))


def _project_names(books: Books) -> dict[str, str]:
    return {NOWHERE: _("Zonder project"), **books.project_names}
