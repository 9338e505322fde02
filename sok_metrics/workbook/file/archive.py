"""Opening an .xlsx or .ods file that may come from anybody: what it may hold, and how large it may grow."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _

MAX_FILE = 20_000_000
"""The largest file, in bytes."""
MAX_UNPACKED = 300_000_000
"""The most that all parts together may be when unpacked, in bytes."""
MAX_ENTRIES = 2_000
_MAX_RATIO = 200  # a sheet of empty, coloured cells packs about 100 times smaller
_RATIO_COUNTS_FROM = 1_000_000  # bytes
_BLOCK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of an .xlsx with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaproject.bin", "xl/macrosheets/")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_LINKS = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    LookupError,
    ValueError,
    struct.error,
)
"""What the libraries raise on a file that is damaged, or that somebody wrote to do damage."""


class Archive:
    """The parts of a checked .xlsx or .ods file; counts what it unpacks and stops at the limit."""

    def __init__(self, content: bytes, *, holds_ods: bool = False) -> None:
        """Raises RefusedError, with a sentence, for what is no workbook or may not be opened."""
        check_start(content)
        self._left = MAX_UNPACKED
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except FAULTS as error:
            raise RefusedError(damaged()) from error
        self.names = self._zip.namelist()
        _check_sizes(self._zip.infolist())
        if not holds_ods:
            _check_parts([name.lower().lstrip("/") for name in self.names])

    def parse(self, name: str, connect: Callable[[expat.XMLParserType], None]) -> None:
        """Run a part through a parser that `connect` gives its handlers; RefusedError when it is no XML."""
        parse_xml(self._blocks(name), connect)

    def elements(self, name: str) -> list[tuple[str, dict[str, str]]]:
        """The elements of a (small) part with their attributes, in order, names without prefix."""
        found: list[tuple[str, dict[str, str]]] = []

        def connect(parser: expat.XMLParserType) -> None:
            parser.StartElementHandler = lambda tag, attributes: found.append((local(tag), attributes))

        self.parse(name, connect)
        return found

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What the relations of a part point at: id -> (the last word of its type, the part)."""
        path = PurePosixPath(name)
        relations = str(path.parent / "_rels" / f"{path.name}.rels")
        if relations not in self.names:
            return {}
        return {
            given["Id"]: (given["Type"].rsplit("/", 1)[-1], _resolve(path.parent, given["Target"]))
            for tag, given in self.elements(relations)
            if tag == "Relationship" and {"Id", "Type", "Target"} <= set(given)
        }

    def check_every_part(self) -> None:
        """Raise RefusedError when any part is broken or has a document type: for who hands the file on."""
        for name in self.names:
            if name.lower().endswith(_XML_ENDINGS):
                self.parse(name, lambda parser: None)

    def _blocks(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as part:
            while block := part.read(_BLOCK):
                self._left -= len(block)
                if self._left < 0:
                    raise RefusedError(_too_large_inside())
                yield block


def parse_xml(blocks: Iterable[bytes], connect: Callable[[expat.XMLParserType], None]) -> None:
    """Run XML through a parser that `connect` gives its handlers; RefusedError when it is none."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _BLOCK
    parser.StartDoctypeDeclHandler = _refuse_doctype
    connect(parser)
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except FAULTS as error:
        raise RefusedError(damaged()) from error


def check_start(content: bytes) -> None:
    """Raise RefusedError for a file that is too large, has a password, or is an old .xls."""
    if len(content) > MAX_FILE:
        raise RefusedError(
            _("Dit bestand is groter dan {size} MB. Verdeel het over meer bestanden.").format(
                size=MAX_FILE // 1_000_000
            )
        )
    if content.startswith(_OLE):
        raise RefusedError(locked() if _ENCRYPTED in content else _old_format())


def local(tag: str) -> str:
    """The name of an element without its prefix."""
    return tag.rpartition(":")[2]


def damaged() -> str:
    """What to say of a file that is broken or no workbook at all."""
    return _(
        "Dit is geen leesbaar Excel-bestand. "
        "Open het in Excel en sla het opnieuw op als Excel-werkmap (.xlsx)."
    )


def _resolve(folder: PurePosixPath, target: str) -> str:
    """The part that a relation points at, from the folder of the part that it belongs to."""
    if target.startswith("/"):
        return target.lstrip("/")
    place = folder
    for step in target.split("/"):
        place = place.parent if step == ".." else place / step
    return str(place)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise RefusedError(_too_large_inside())
    for entry in entries:
        is_large = entry.file_size > _RATIO_COUNTS_FROM
        if is_large and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1):
            raise RefusedError(_too_large_inside())
        if entry.flag_bits & 1:
            raise RefusedError(locked())


def _check_parts(names: list[str]) -> None:
    if any(part in name for name in names for part in _MACROS):
        raise RefusedError(
            _("In dit bestand zitten macro's. Sla het op als gewone Excel-werkmap (.xlsx), zonder macro's.")
        )
    if any(name.startswith(_LINKS) for name in names):
        raise RefusedError(
            _(
                "Dit bestand haalt gegevens uit een ander bestand. "
                "Verbreek de koppelingen in Excel (Gegevens, Koppelingen bewerken) en sla het opnieuw op."
            )
        )
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise RefusedError(_old_format())


def _refuse_doctype(*_given: object) -> None:
    """A document type may define entities that grow without end; no spreadsheet program writes one."""
    raise RefusedError(damaged())


def locked() -> str:
    """What to say of a file with a password."""
    return _("Dit bestand heeft een wachtwoord. Haal dat eraf in Excel en sla het opnieuw op.")


def _old_format() -> str:
    return _("Dit bestand heeft een ander formaat. Sla het in Excel op als Excel-werkmap (.xlsx).")


def _too_large_inside() -> str:
    return _("Dit bestand is uitgepakt te groot. Verdeel het over meer bestanden.")
