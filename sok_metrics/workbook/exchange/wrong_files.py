"""Files that people send in by mistake, known by how they begin or by their sheets: what to send instead."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _
from sok_metrics.workbook.file.sheet import Sheet

_ZIP = b"PK"
_GUIDE = "Leeswijzer"
_PARTNER_SHEETS = {"Indicatoren", "Metingen", "Projecten", "Acties", "Energiebegroting"}
_ENOUGH = 3  # of these sheets
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_WEB_PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml")


def refuse_other_kinds(content: bytes) -> None:
    """Raise RefusedError for a file that is no table at all."""
    kind = _kind_of_zip(content) if content.startswith(_ZIP) else _kind(content)
    if kind is not None:
        raise RefusedError(
            _(
                "Dit is {kind}, geen tabel. Stuur een Excel-bestand (.xlsx), een .ods of een CSV-bestand."
            ).format(kind=kind)
        )


def refuse_partner_workbook(sheets: Sequence[Sheet]) -> None:
    """Raise RefusedError for the workbook that is made to be read: nothing can be read in from it."""
    names = {sheet.name for sheet in sheets}
    if _GUIDE in names and len(names & _PARTNER_SHEETS) >= _ENOUGH:
        raise RefusedError(
            _(
                "Dit is het Excel-bestand om te lezen; daaruit kan niets worden ingelezen. "
                "Kies 'Excel met alles' op de pagina Excel erin en eruit, verander dat, en stuur het in."
            )
        )


def holds_ods(content: bytes) -> bool:
    """Whether the file is an OpenDocument spreadsheet."""
    names = _names(content)
    return "content.xml" in names and "xl/workbook.xml" not in names


def _kind(content: bytes) -> str | None:
    start = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"%pdf"):
        return _("een PDF")
    if content.startswith(_PICTURES):
        return _("een plaatje")
    if start.startswith(_WEB_PAGES):
        return _("een webpagina")
    if content[8:12] == b"DUCK":
        return _("een SOK-bestand")
    return None


def _kind_of_zip(content: bytes) -> str | None:
    names = _names(content)
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in content[:200]:
        return _("een tekst")
    if any(name.startswith("ppt/") for name in names) or b"opendocument.presentation" in content[:200]:
        return _("een presentatie")
    is_book = {"[Content_Types].xml", "content.xml", "xl/workbook.xml", "xl/workbook.bin"} & names
    if any(name.lower().endswith((".csv", ".xlsx", ".ods")) for name in names) and not is_book:
        return _("een zip met bestanden")
    return None


def _names(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return set()
