"""Every page with its address, and links to them that keep what the visitor looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import streamlit as st

from sok_metrics.nouns.model import Role
from sok_metrics.texts import _
from sok_metrics.ui.parts import session


@dataclass(frozen=True)
class Entry:
    """One entry of the menu (or a hidden page): a page file under its own address."""

    key: str
    path: str
    url: str
    title: str
    icon: str
    section: str = ""
    """Under which head of the menu it stands; none for the overview and hidden pages."""
    is_hidden: bool = False
    is_default: bool = False
    needs: Role = Role.VISITOR
    """The role that the page is for; it is left out of the menu of others."""

    def page(self) -> st.Page:
        """The Streamlit page of this entry."""
        return st.Page(
            self.path,
            title=self.title,
            icon=f":material/{self.icon}:",
            url_path=self.url,
            default=self.is_default,
            visibility="hidden" if self.is_hidden or not session.may(self.needs) else "visible",
        )


_PROGRESS = _("Voortgang")
_WORK = _("Werk")
_MEETINGS = _("Bijeenkomsten")
_MONEY = _("Geld")
_MANAGE = _("Beheer")

ENTRIES: tuple[Entry, ...] = (
    Entry("overview", "pages/progress/overview.py", "overzicht", _("Overzicht"), "home", is_default=True),
    Entry("values", "pages/progress/values.py", "waarden", _("Waarden"), "favorite", _PROGRESS),
    Entry("goals", "pages/progress/goals.py", "doelen", _("Doelen"), "flag", _PROGRESS),
    Entry("rules", "pages/progress/rules.py", "afspraken", _("Afspraken"), "handshake", _PROGRESS),
    Entry(
        "checks", "pages/progress/checks.py", "organisatie", _("Hoe we samenwerken"), "fact_check", _PROGRESS
    ),
    Entry("coverage", "pages/progress/coverage.py", "dekking", _("Wat we nog missen"), "grid_on", _PROGRESS),
    Entry(
        "indicators", "pages/progress/indicators.py", "indicatoren", _("Indicatoren"), "monitoring", _PROGRESS
    ),
    Entry("since", "pages/progress/since.py", "sinds", _("Sinds de vorige keer"), "update", _PROGRESS),
    Entry(
        "indicator", "pages/progress/indicator.py", "indicator", _("Indicator"), "show_chart", is_hidden=True
    ),
    Entry("projects", "pages/work/projects.py", "werkboek", _("Werkboek"), "menu_book", _WORK),
    Entry("project", "pages/work/project.py", "project", _("Project"), "assignment", is_hidden=True),
    Entry("actions", "pages/work/actions.py", "acties", _("Acties"), "task_alt", _WORK),
    Entry(
        "measuring",
        "pages/work/data_entry.py",
        "metingen-invullen",
        _("Metingen invullen"),
        "edit_note",
        _WORK,
        needs=Role.EDITOR,
    ),
    Entry("ideas", "pages/work/ideas.py", "ideeen", _("Ideeën"), "lightbulb", _WORK),
    Entry("reviews", "pages/meetings/reviews.py", "bijeenkomsten", _("Bijeenkomsten"), "groups", _MEETINGS),
    Entry("meeting", "pages/meetings/meeting.py", "bijeenkomst", _("Bijeenkomst"), "group", is_hidden=True),
    Entry("decisions", "pages/meetings/decisions.py", "besluiten", _("Besluiten"), "gavel", _MEETINGS),
    Entry("tuning", "pages/meetings/publication.py", "afstemmen", _("Afstemmen"), "rule", _MEETINGS),
    Entry(
        "monthly",
        "pages/meetings/monthly.py",
        "energiewijk-overleg",
        _("Energiewijk-overleg"),
        "checklist",
        _MEETINGS,
    ),
    Entry("budget", "pages/money/budget.py", "energiebegroting", _("Energiebegroting"), "savings", _MONEY),
    Entry("access", "pages/manage/access.py", "toegang", _("Toegang"), "key", _MANAGE),
    Entry(
        "agreement",
        "pages/manage/agreement.py",
        "overeenkomst",
        _("Overeenkomst en partijen"),
        "contract",
        _MANAGE,
    ),
    Entry(
        "cbs",
        "pages/manage/cbs.py",
        "cijfers-ophalen",
        _("Cijfers ophalen"),
        "cloud_download",
        _MANAGE,
        needs=Role.EDITOR,
    ),
    Entry(
        "history",
        "pages/manage/history.py",
        "geschiedenis",
        _("Wie veranderde wat"),
        "history",
        _MANAGE,
        needs=Role.EDITOR,
    ),
    Entry(
        "settings",
        "pages/manage/settings.py",
        "bestand",
        _("Bestand en reservekopieën"),
        "database",
        _MANAGE,
        needs=Role.ADMINISTRATOR,
    ),
    Entry(
        "exchange",
        "pages/manage/exchange.py",
        "uitwisselen",
        _("Excel erin en eruit"),
        "swap_horiz",
        _MANAGE,
        needs=Role.EDITOR,
    ),
    Entry(
        "people",
        "pages/people/people.py",
        "mensen",
        _("Mensen en toestemming"),
        "badge",
        _MANAGE,
        needs=Role.ADMINISTRATOR,
    ),
    Entry(
        "kept_data",
        "pages/people/privacy_register.py",
        "gegevens",
        _("Welke gegevens bewaren we"),
        "policy",
        _MANAGE,
    ),
    Entry(
        "forget",
        "pages/people/forget.py",
        "vergeten",
        _("Iemand vergeten"),
        "person_off",
        is_hidden=True,
        needs=Role.ADMINISTRATOR,
    ),
    Entry(
        "guide",
        "pages/manage/guide.py",
        "eerste-stappen",
        _("Eerste stappen"),
        "flag_circle",
        _MANAGE,
        needs=Role.ADMINISTRATOR,
    ),
    # Not in the menu: the head of every page has a link to it.
    Entry("search", "pages/manage/search.py", "zoeken", _("Zoeken"), "search", is_hidden=True),
    Entry(
        "start",
        "pages/manage/start.py",
        "eigen-wijk",
        _("Begin een eigen wijk"),
        "add_home",
        is_hidden=True,
        needs=Role.ADMINISTRATOR,
    ),
)

_BY_KEY = {entry.key: entry for entry in ENTRIES}


def menu() -> dict[str, list[st.Page]]:
    """The pages under their heads, in the order of ENTRIES."""
    sections: dict[str, list[st.Page]] = {}
    for entry in ENTRIES:
        sections.setdefault(entry.section, []).append(entry.page())
    return sections


def entry_at(url: str) -> Entry | None:
    """The entry at this address ("" is the overview); None for an address that is not ours."""
    return next((entry for entry in ENTRIES if entry.url == url or (entry.is_default and not url)), None)


def has_page(key: str) -> bool:
    """Whether there is a page with this key."""
    return key in _BY_KEY


@cache
def _target(key: str) -> st.Page:
    """Where a link goes; made once, for a page that is full of links asks for it each time."""
    return _BY_KEY[key].page()


def link(key: str, label: str, parameters: Mapping[str, str] | None = None, *, icon: str = "") -> None:
    """A link to a page, in the same moment and with the same choice of figures as this one."""
    st.page_link(
        _target(key),
        label=label,
        icon=f":material/{icon}:" if icon else "",
        query_params={**(parameters or {}), **session.view_parameters()},
    )


def go(key: str, parameters: Mapping[str, str] | None = None) -> None:
    """Open a page, in the same moment and with the same choice of figures as this one."""
    st.switch_page(_target(key), query_params={**(parameters or {}), **session.view_parameters()})
