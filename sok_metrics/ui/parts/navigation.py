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

    folder: str
    key: str
    """The name of the page file, by which links find it."""
    url: str
    title: str
    icon: str
    section: str = ""
    """Under which head of the menu it stands; none for the overview and hidden pages."""
    needs: Role = Role.VISITOR
    """The role that the page is for; it is left out of the menu of others."""
    is_projected: bool = False
    """Whether a room looks at it on a wall: its frame is one bar, and the last row can read it."""

    @property
    def path(self) -> str:
        """The page file, from the root of the project."""
        return f"pages/{self.folder}/{self.key}.py"

    @property
    def is_default(self) -> bool:
        """Whether this is what one sees first."""
        return self.key == "overview"

    @property
    def is_hidden(self) -> bool:
        """Whether it stands in the menu of nobody."""
        return not (self.section or self.is_default)

    @property
    def needs_agreement(self) -> bool:
        """Whether there is nothing to show before there is an agreement."""
        return self.folder not in ("manage", "people") or self.key == "search"

    def page(self) -> st.Page:
        """The Streamlit page of this entry."""
        return st.Page(
            self.path,
            title=session.monthly_name()
            if self.folder == "meetings" and self.key == "monthly"
            else self.title,
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

ENTRIES = (
    Entry("progress", "overview", "overzicht", _("Overzicht"), "home", is_projected=True),
    Entry("progress", "values", "waarden", _("Waarden"), "favorite", _PROGRESS, is_projected=True),
    Entry("progress", "goals", "doelen", _("Doelen"), "flag", _PROGRESS, is_projected=True),
    Entry("progress", "rules", "afspraken", _("Afspraken"), "handshake", _PROGRESS, is_projected=True),
    Entry("progress", "checks", "organisatie", _("Hoe we samenwerken"), "fact_check", _PROGRESS),
    Entry("progress", "coverage", "dekking", _("Wat we nog missen"), "grid_on", _PROGRESS),
    Entry("progress", "indicators", "indicatoren", _("Indicatoren"), "monitoring", _PROGRESS),
    Entry("progress", "since", "sinds", _("Sinds de vorige keer"), "update", _PROGRESS),
    Entry("progress", "indicator", "indicator", _("Indicator"), "show_chart"),
    Entry("work", "projects", "werkboek", _("Werkboek"), "menu_book", _WORK),
    Entry("work", "project", "project", _("Project"), "assignment"),
    Entry("work", "actions", "acties", _("Acties"), "task_alt", _WORK),
    Entry("work", "data_entry", "metingen-invullen", _("Metingen invullen"), "edit_note", _WORK, Role.EDITOR),
    Entry("work", "ideas", "ideeen", _("Ideeën"), "lightbulb", _WORK),
    Entry("meetings", "reviews", "bijeenkomsten", _("Bijeenkomsten"), "groups", _MEETINGS),
    Entry("meetings", "meeting", "bijeenkomst", _("Bijeenkomst"), "group"),
    Entry("meetings", "year", "jaar", _("Het jaar"), "calendar_month", _MEETINGS),
    Entry("meetings", "assessment", "beoordeling", _("Beoordeling"), "verified", _MEETINGS),
    Entry("meetings", "minutes", "verslag", _("Verslag"), "description"),
    Entry("meetings", "evening", "avond", _("De avond"), "edit_calendar", needs=Role.EDITOR),
    Entry("meetings", "decisions", "besluiten", _("Besluiten"), "gavel", _MEETINGS),
    Entry("meetings", "publication", "afstemmen", _("Afstemmen"), "rule", _MEETINGS),
    Entry("meetings", "monthly", "maandelijks-overleg", _("Maandelijks overleg"), "checklist", _MEETINGS),
    # The address of before, which may stand in somebody's bookmarks.
    Entry("meetings", "monthly_before", "energiewijk-overleg", _("Maandelijks overleg"), "checklist"),
    Entry("money", "budget", "energiebegroting", _("Energiebegroting"), "savings", _MONEY),
    Entry("manage", "access", "toegang", _("Toegang"), "key", _MANAGE),
    Entry("manage", "agreement", "overeenkomst", _("Overeenkomst en partijen"), "contract", _MANAGE),
    Entry("manage", "cbs", "cijfers-ophalen", _("Cijfers ophalen"), "cloud_download", _MANAGE, Role.EDITOR),
    Entry("manage", "history", "geschiedenis", _("Wie veranderde wat"), "history", _MANAGE, Role.EDITOR),
    Entry(
        "manage",
        "settings",
        "bestand",
        _("Bestand en reservekopieën"),
        "database",
        _MANAGE,
        Role.ADMINISTRATOR,
    ),
    Entry("manage", "exchange", "uitwisselen", _("Excel erin en eruit"), "swap_horiz", _MANAGE, Role.EDITOR),
    Entry("people", "people", "mensen", _("Mensen en toestemming"), "badge", _MANAGE, Role.ADMINISTRATOR),
    Entry("people", "privacy_register", "gegevens", _("Welke gegevens bewaren we"), "policy", _MANAGE),
    Entry("people", "forget", "vergeten", _("Iemand vergeten"), "person_off", needs=Role.ADMINISTRATOR),
    Entry(
        "manage", "guide", "eerste-stappen", _("Eerste stappen"), "flag_circle", _MANAGE, Role.ADMINISTRATOR
    ),
    # Not in the menu: the head of every page has a link to it.
    Entry("manage", "search", "zoeken", _("Zoeken"), "search"),
    Entry("manage", "start", "eigen-wijk", _("Begin een eigen wijk"), "add_home", needs=Role.ADMINISTRATOR),
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
