"""The parts of the page about the file: its backups, whether it is sound, and the way out."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Role
from sok_metrics.store.backup import BackupKind
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.tasks.files.asked import BACKUP_NAME
from sok_metrics.tasks.storage.backup import KEPT_DAILY, back_up
from sok_metrics.tasks.storage.check import check_store
from sok_metrics.tasks.storage.place import (
    PUT_BACK_PATH,
    backup_folder,
    backup_kind,
    backup_moment,
)
from sok_metrics.tasks.storage.restore import restore
from sok_metrics.tasks.storage.shared_place import place_warning
from sok_metrics.texts import _
from sok_metrics.texts.formats import day_and_time, megabytes
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.account import own_address
from sok_metrics.ui.parts.charts import show_table
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.outcome import refuse, say, show_outcome

_ASKED = "restore_asked"
"""The backup of which the restoring must still be confirmed."""
_PLACE = "settings"


def answer(backups: list[Path]) -> str:
    """When the last backup was made."""
    if not backups:
        return _("Er is nog geen reservekopie")
    return _("De laatste reservekopie is van {moment}").format(moment=day_and_time(backup_moment(backups[0])))


def show_backups(backups: list[Path]) -> None:
    """Make a backup, take one along, or put one back."""
    if (warning := place_warning(session.store().path)) is not None:
        st.warning(plain(warning), icon=":material/cloud_off:")
    st.header(_("Reservekopieën"))
    st.markdown(
        _(
            "Elke dag dat er iets verandert, maakt het dashboard zelf een reservekopie. De laatste {n} "
            "blijven staan. Een kopie die u zelf maakt, blijft staan tot u hem weggooit. Alle kopieën staan "
            "in de map {folder}. Bewaar er ook een op een andere plek."
        ).format(n=KEPT_DAILY, folder=plain(str(backup_folder(session.store().path))))
    )
    if st.button(_("Maak nu een reservekopie"), type="primary", icon=":material/save:"):
        _do(lambda: _("Gemaakt: {name}").format(name=back_up(session.store()).path.name))
    # Here, and not at the head of the page: who presses a button further down sees it without scrolling.
    show_outcome(_PLACE, icon="error")
    if not backups:
        return
    chosen = st.selectbox(_("Kies een reservekopie"), backups, format_func=_label, width=640)
    with st.container(horizontal=True):
        show_file(_("Download met stukken (zip)"), "reservekopie.zip", {BACKUP_NAME: chosen.name})
        show_file(_("Download zonder stukken"), "reservekopie.duckdb", {BACKUP_NAME: chosen.name})
        if st.button(_("Zet deze terug"), icon=":material/settings_backup_restore:"):
            st.session_state[_ASKED] = chosen
    st.markdown(
        _(
            "In de zip staan ook de bestanden bij de agenda's, en de beelden van grafieken in verslagen. "
            "Zonder stukken zijn dat alleen de gegevens. Notities van een bijeenkomst staan in een kopie "
            "zodra zij in het verslag staan. In elke kopie staan persoonsgegevens. Bewaar haar veilig."
        )
    )
    _ask_to_confirm(backups)
    show_table(_as_table(backups), label=_("Bekijk alle reservekopieën"), alt=answer(backups))


def _ask_to_confirm(backups: list[Path]) -> None:
    asked = st.session_state.get(_ASKED)
    if asked not in backups:
        return
    with st.container(border=True):
        st.markdown(
            _(
                "**Alles wordt weer zoals het was op {moment}.** Wat daarna is ingevuld, ziet niemand meer. "
                "Het gaat niet verloren: de stand van nu wordt eerst zelf een reservekopie."
            ).format(moment=day_and_time(backup_moment(asked)))
        )
        with st.container(horizontal=True):
            if st.button(_("Ja, zet deze terug"), type="primary"):
                del st.session_state[_ASKED]
                _do(lambda: _put_back(asked))
            if st.button(_("Nee, laat alles zoals het is")):
                del st.session_state[_ASKED]
                st.rerun()


def show_upload() -> None:
    """The way to the page where a backup comes in that stands on this visitor's own computer."""
    st.header(_("Een eigen reservekopie terugzetten"))
    st.markdown(_("Staat de reservekopie op uw eigen computer? Stuur haar in en zet haar terug."))
    st.link_button(
        _("Kies een bestand op uw computer"), own_address(PUT_BACK_PATH, {}), icon=":material/upload_file:"
    )


def show_check() -> None:
    """Look for faults in the file."""
    st.header(_("Is het bestand in orde?"))
    if not st.button(_("Controleer nu"), icon=":material/fact_check:"):
        return
    report = check_store(session.store(), clock.today())
    show = st.success if report.is_good else st.error
    show(report.sentence(), icon=":material/check_circle:" if report.is_good else ":material/error:")
    for problem in report.problems:
        st.markdown(f"- {plain(problem)}")
    if report.warnings:
        st.markdown(_("Dit vraagt nog aandacht:"))
    for warning in report.warnings:
        st.markdown(f"- {plain(warning)}")


def show_way_out() -> None:
    """All that the store holds, to take along."""
    st.header(_("Alles meenemen"))
    st.markdown(
        _(
            "Alles wat er staat en ooit stond, met wie wat veranderde. Op een andere computer maakt u er "
            "weer precies hetzelfde dashboard van met: `python -m sok_metrics init --from BESTAND`."
        )
    )
    st.warning(
        _(
            "Er staan persoonsgegevens in. Geef het niet zomaar door, en gooi het weg als u het niet meer "
            "nodig hebt."
        ),
        icon=":material/lock:",
    )
    with st.container(horizontal=True):
        show_file(_("Als Excel-bestand"), "geschiedenis.xlsx", icon="table")
        show_file(_("Als CSV-bestanden (zip)"), "geschiedenis.zip", icon="folder_zip")


def _put_back(backup: Path) -> str:
    kept = restore(session.store(), backup, by=session.actor())
    return _("Teruggezet. Wat er stond, is bewaard als {name}.").format(name=kept.name)


def _do(action: Callable[[], str]) -> None:
    """Do what was asked when this person may, and show the page anew with what became of it."""
    try:
        require_role(session.actor(), Role.ADMINISTRATOR)
        say(_PLACE, plain(action()))
    except SokError as error:
        refuse(_PLACE, session.words_for(error))
    st.rerun()


def _label(backup: Path) -> str:
    return f"{day_and_time(backup_moment(backup))} · {_kind_word(backup)} · {_size(backup)}"


def _as_table(backups: list[Path]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Gemaakt op"): [day_and_time(backup_moment(one)) for one in backups],
            _("Soort"): [_kind_word(one) for one in backups],
            _("Grootte"): [_size(one) for one in backups],
            _("Naam"): [plain(one.name) for one in backups],
        }
    )


def _kind_word(backup: Path) -> str:
    return {
        BackupKind.BY_HAND: _("zelf gemaakt"),
        BackupKind.DAILY: _("elke dag"),
        BackupKind.BEFORE_RESTORE: _("voor het terugzetten"),
        BackupKind.BEFORE_UPGRADE: _("voor een nieuwe versie"),
        BackupKind.EXAMPLE: _("het voorbeeld"),
    }[backup_kind(backup)]


def _size(backup: Path) -> str:
    return megabytes(backup.stat().st_size)
