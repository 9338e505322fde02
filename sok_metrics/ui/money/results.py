"""Euros beside what they brought, on the page about the energy budget."""

import streamlit as st

from sok_metrics.store.queries import money_results as queries
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import euros, number, whole_euros
from sok_metrics.texts.signs import with_small_figures
from sok_metrics.ui.money.budget import unbroken
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import EXAMPLE_BADGE
from sok_metrics.ui.parts.navigation import link
from sok_metrics.views.energy_budget.results import Result


@session.kept(16)
def _read_results() -> list[Result]:
    return queries.read_results(session.reader(), session.shown_day())


def show_results() -> None:
    """What was paid for each household and each tonne, with what this does not tell."""
    found = _read_results()
    if not found:
        return
    st.header(_("Wat bracht het geld op?"), anchor=False)
    st.markdown(
        _(
            "Pas op met deze cijfers. Niet alle opbrengst telt mee: de projecten doen meer dan dit. "
            "Ander geld van de projecten telt hier ook niet mee. "
            "We rekenen alleen met jaren die om zijn en waarin alles gemeten is en getoond mag worden."
        )
    )
    for one in found:
        badge = " " + EXAMPLE_BADGE if one.is_example else ""
        st.markdown(unbroken(with_small_figures(_words(one)) + badge))
    with st.container(horizontal=True, gap="small"):
        for one in found:
            link("indicator", plain(one.name), {session.CODE_PARAMETER: one.indicator_code})


def _words(one: Result) -> str:
    if not one.years:
        return _("**{name}**: er is nog geen heel jaar gemeten. Daarom rekenen we niets uit.").format(
            name=plain(one.name)
        )
    figures = {"paid": whole_euros(one.paid), "n": number(float(one.amount), 0), "years": _period(one.years)}
    if one.per_one is None:
        return _("**{name}**: er is in {years} niets betaald, of er is niets gemeten.").format(
            name=plain(one.name), years=figures["years"]
        )
    template = {
        "households": _(
            "**{each} per geholpen huishouden.** In {years} is {paid} betaald voor {n} huishoudens."
        ),
        "co2": _("**{each} per ton CO2.** In {years} is {paid} betaald, en er is {n} ton CO2 bespaard."),
    }[one.kind]
    words = [template.format(each=euros(one.per_one), **figures), _projects(len(one.projects))]
    if one.is_cut:
        words.append(_("Eerdere jaren tellen niet mee: toen is er anders gemeten, of een jaar overgeslagen."))
    return " ".join(words)


def _projects(count: int) -> str:
    return ngettext(
        "Dat is het geld van {n} project dat hieraan werkt.",
        "Dat is het geld van {n} projecten die hieraan werken.",
        count,
    ).format(n=count)


def _period(years: tuple[int, ...]) -> str:
    first, last = years[0], years[-1]
    return str(first) if first == last else _("{first} tot en met {last}").format(first=first, last=last)
