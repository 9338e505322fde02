"""Figures of which a table does not say the area: asked once, where there is more than one."""

import streamlit as st

from sok_metrics.tasks.figures.importing_figures import named_series
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import listed, number
from sok_metrics.ui.manage.exchange import Kept
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.workbook.exchange.doubts import WithoutArea
from sok_metrics.workbook.exchange.wide import Layout
from sok_metrics.workbook.exchange.wide_grid import Rest
from sok_metrics.workbook.exchange.wide_names import SeriesNames

_WIDE = 600


def is_clear(kept: Kept) -> bool:
    """Ask where figures without an area belong; tells whether nothing is left to ask."""
    without = kept.file.without_area
    if kept.layout is None or without is None or not (without.count or isinstance(kept.rest, str)):
        return True
    st.subheader(_("Cijfers zonder gebied"))
    if without.count:
        st.markdown(_told(without))
    chosen = choose_one(
        _("Waar horen ze bij?"),
        _options(kept.layout, without, SeriesNames(named_series(session.whole())).areas),
        kept.rest or (None if kept.layout.rest is Rest.ASKED else kept.layout.rest),
        key=f"exchange_rest_{kept.name}_{kept.layout.sheet}",
        placeholder=_("Kies een gebied"),
        width=_WIDE,
    )
    if chosen is not None and chosen != kept.rest:
        kept.rest = chosen
        st.rerun()
    return chosen is not None


def _told(without: WithoutArea) -> str:
    said = ngettext(
        "Bij {n} cijfer staat geen gebied: regel {line} ('{label}').",
        "Bij {n} cijfers staat geen gebied, zoals op regel {line} ('{label}').",
        without.count,
    )
    return plain(said.format(n=number(without.count), line=without.line, label=without.label))


def _options(layout: Layout, without: WithoutArea, areas: tuple[str, ...]) -> dict[Rest | str, str]:
    main = _("de hoofdreeks: {areas}").format(areas=listed(without.main or [_("eerste reeks")]))
    options: dict[Rest | str, str] = {Rest.MAIN: main}
    if layout.area_column is not None:
        options[Rest.ABOVE] = _("het gebied dat erboven staat")
    options |= {area: _("alleen over {area}").format(area=area) for area in areas}
    return {**options, Rest.LEFT_OUT: _("laat deze cijfers weg")}
