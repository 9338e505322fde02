"""What kind of file somebody sent, known by how it begins and never by its name."""

import re
import zipfile
from enum import StrEnum, auto
from io import BytesIO

_LOOKED_AT = 4_096  # bytes
_MARK_OF_UTF8 = b"\xef\xbb\xbf"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_TABLES = (".csv", ".xlsx", ".ods", ".xls")


class FileKind(StrEnum):
    """A kind of file that is no workbook and no CSV."""

    PDF = auto()
    PICTURE = auto()
    FILM = auto()
    TEXT = auto()
    SLIDES = auto()
    MAIL = auto()
    CALENDAR = auto()
    WEB_PAGE = auto()
    JSON = auto()
    XML = auto()
    EXCEL_XML = auto()
    NUMBERS = auto()
    DATA = auto()
    PROGRAM = auto()
    OWN_STORE = auto()
    DUMP = auto()
    ZIP_WITH_TABLES = auto()
    PACKED = auto()


_STARTS: tuple[tuple[tuple[bytes, ...], FileKind], ...] = (
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\1\0"), FileKind.PICTURE),
    ((b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"FLV\1"), FileKind.FILM),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"), FileKind.PACKED),
    ((b"SQLite format 3\0", b"PAR1", b"ARROW1", b"\x89HDF"), FileKind.DATA),
    ((b"MZ\x90\0", b"\x7fELF", b"#!/"), FileKind.PROGRAM),
)
_WORDS: tuple[tuple[re.Pattern[bytes], FileKind], ...] = (
    (re.compile(rb"%pdf"), FileKind.PDF),
    (re.compile(rb"\{\\rtf"), FileKind.TEXT),
    (re.compile(rb"<svg|<\?xml[^>]*>\s*(?:<![^>]*>\s*)?<svg"), FileKind.PICTURE),
    (re.compile(rb"<\?xml.*(?:excel\.sheet|com:office:spreadsheet)", re.DOTALL), FileKind.EXCEL_XML),
    (re.compile(rb"<\?xml.*opendocument\.text", re.DOTALL), FileKind.TEXT),
    (re.compile(rb"<\?xml.*opendocument\.presentation", re.DOTALL), FileKind.SLIDES),
    (re.compile(rb"<\?xml.*(?:<html|doctype html)", re.DOTALL), FileKind.WEB_PAGE),
    (re.compile(rb"<\?xml"), FileKind.XML),
    (re.compile(rb"<!doctype|<html|<head|<table|<meta"), FileKind.WEB_PAGE),
    (re.compile(rb"begin:v(?:calendar|card)"), FileKind.CALENDAR),
    (re.compile(rb"(?:from|return-path|received|mime-version|delivered-to|x-[a-z-]+): "), FileKind.MAIL),
    (re.compile(rb"\{\s*(?:\"[^\"]*\"\s*:|\})|\[\s*[\[{]"), FileKind.JSON),
)  # fmt: skip
_IN_OLE = (
    ("WordDocument", FileKind.TEXT),
    ("PowerPoint Document", FileKind.SLIDES),
    ("__properties_version1.0", FileKind.MAIL),
)
_FLAT_SHEETS = re.compile(rb"<\?xml.*opendocument\.spreadsheet", re.DOTALL)


def kind_of(content: bytes) -> FileKind | None:
    """What kind of file it is; None for what may be a table."""
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    if content.startswith(_OLE):
        return next((kind for name, kind in _IN_OLE if name.encode("utf-16-le") in content), None)
    if content[8:12] == b"DUCK":
        return FileKind.OWN_STORE
    if content[4:8] == b"ftyp":  # how phones keep both
        is_picture = content[8:11] in (b"hei", b"mif", b"avi", b"hev")
        return FileKind.PICTURE if is_picture else FileKind.FILM
    if content.startswith(b"RIFF"):
        return FileKind.PICTURE if content[8:12] in (b"WEBP", b"\0\0\0\0", b"") else FileKind.FILM
    if content.startswith(b"BM") and b"\0" in content[:14]:
        return FileKind.PICTURE
    if (kind := next((kind for starts, kind in _STARTS if content.startswith(starts)), None)) is not None:
        return kind
    start = content[:_LOOKED_AT].removeprefix(_MARK_OF_UTF8).lstrip().lower()
    return (
        next((kind for word, kind in _WORDS if word.match(start)), None) if not is_flat_ods(content) else None
    )


def is_flat_ods(content: bytes) -> bool:
    """Whether it is an OpenDocument spreadsheet in one piece (.fods)."""
    start = content[:_LOOKED_AT].removeprefix(_MARK_OF_UTF8).lstrip()
    return _FLAT_SHEETS.match(start) is not None and b"office:document" in start


def holds_ods(content: bytes) -> bool:
    """Whether it is an OpenDocument spreadsheet, packed as usual."""
    names = _names(content)
    return "content.xml" in names and "xl/workbook.xml" not in names


def _kind_of_zip(content: bytes) -> FileKind | None:
    names, start = _names(content), content[:200]
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in start:
        return FileKind.TEXT
    if any(name.startswith("ppt/") for name in names) or b"opendocument.presentation" in start:
        return FileKind.SLIDES
    if b"application/epub" in start:
        return FileKind.TEXT
    if not names or {"[Content_Types].xml", "content.xml", "xl/workbook.xml", "xl/workbook.bin"} & names:
        return None
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        return FileKind.NUMBERS
    if {"datapackage.json", "wijzigingen.csv"} <= names:
        return FileKind.DUMP
    has_tables = any(name.lower().endswith(_TABLES) for name in names)
    return FileKind.ZIP_WITH_TABLES if has_tables else FileKind.PACKED


def _names(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return set()
