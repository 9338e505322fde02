"""Files that people send in by mistake: one sentence says what it is, and what to do."""

from collections.abc import Sequence

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _
from sok_metrics.workbook.file.kinds import FileKind, kind_of
from sok_metrics.workbook.file.sheet import Sheet

_GUIDE = "Leeswijzer"
_PARTNER_SHEETS = {"Indicatoren", "Metingen", "Projecten", "Acties", "Energiebegroting"}
_ENOUGH = 3  # of these sheets
_ONLY_IN_A_DUMP = {"rijversie", "wijziging"}
"""Headings of what the store keeps beside each row."""


def refuse_other_kinds(content: bytes) -> None:
    """Raise RefusedError for a file that is no table at all."""
    kind = kind_of(content)
    if kind is not None:
        raise RefusedError(_what_it_is(kind))


def refuse_own_workbooks(sheets: Sequence[Sheet]) -> None:
    """Raise RefusedError for what we made to be read or kept: nothing can be read in from it."""
    names = {sheet.name for sheet in sheets}
    if _GUIDE in names and len(names & _PARTNER_SHEETS) >= _ENOUGH:
        raise RefusedError(
            _(
                "Dit is het Excel-bestand om te lezen; daaruit kan niets worden ingelezen. "
                "Kies 'Excel met alle gegevens' op de pagina Excel erin en eruit, verander dat, "
                "en stuur het in."
            )
        )
    if any(set(map(str, row)) >= _ONLY_IN_A_DUMP for sheet in sheets for row in sheet.rows[:1]):
        raise RefusedError(_dump())


def _what_it_is(kind: FileKind) -> str:
    if kind is FileKind.DUMP:
        return _dump()
    own = {
        FileKind.OWN_STORE: _(
            "Dit is een SOK-bestand, zoals een reservekopie, geen tabel. "
            "Een beheerder zet het terug op de pagina Bestand en reservekopieën."
        ),
        FileKind.ZIP_WITH_TABLES: _(
            "Dit is een zip met bestanden, geen tabel. Pak hem uit en stuur de bestanden een voor een."
        ),
        FileKind.PACKED: _(
            "Dit is een ingepakt bestand, geen tabel. Pak het uit, en stuur daaruit een Excel-bestand "
            "(.xlsx), een .ods of een CSV-bestand."
        ),
        FileKind.NUMBERS: _(
            "Dit is een bestand van Numbers. Kies daar Exporteer naar Excel, en stuur dat bestand."
        ),
        FileKind.EXCEL_XML: _(
            "Dit is een oud Excel-bestand (XML). Open het in Excel en sla het op als Excel-werkmap (.xlsx)."
        ),
    }
    return own.get(kind) or _(
        "Dit is {kind}, geen tabel. Stuur een Excel-bestand (.xlsx), een .ods of een CSV-bestand."
    ).format(kind=_called(kind))


def _called(kind: FileKind) -> str:
    return {
        FileKind.PDF: _("een PDF"),
        FileKind.PICTURE: _("een plaatje"),
        FileKind.FILM: _("een film of geluid"),
        FileKind.TEXT: _("een tekst"),
        FileKind.SLIDES: _("een presentatie"),
        FileKind.MAIL: _("een e-mail"),
        FileKind.CALENDAR: _("een agenda of adreskaart"),
        FileKind.WEB_PAGE: _("een webpagina"),
        FileKind.JSON: _("een JSON-bestand"),
        FileKind.XML: _("een XML-bestand"),
        FileKind.PROGRAM: _("een programma"),
    }.get(kind) or _("een gegevensbestand van een ander programma")


def _dump() -> str:
    return _(
        "Dit hoort bij 'Alles meenemen', met de hele geschiedenis; dat kan hier niet worden ingelezen. "
        "Kies 'Excel met alle gegevens' op de pagina Excel erin en eruit, verander dat, en stuur het in."
    )
