"""Sheets of A4 to print as a PDF: our own font, headings in an outline and tags for reading aloud."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import Protocol, TypeAlias, cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.prefs import ViewerPreferences

from sok_metrics.documents.lettering import (
    HEADING,
    INK,
    MISSING,
    OWN,
    QUIET,
    font_file,
    printable_name,
    with_known_signs,
)
from sok_metrics.documents.printed import Printed
from sok_metrics.texts import _

Colour: TypeAlias = tuple[int, int, int]
_LINE_COLOUR = (209, 213, 219)
_FOOTER_SIZE = 9.0  # points
_INDENT = 6  # mm
_LINE_HEIGHT = 1.35
_CELL_SIZE = 0.9  # of the text
_ROW_SPACE, _BETWEEN_CELLS = 2, 3  # mm


class Drawing(Protocol):
    """What is drawn in a cell."""

    @property
    def height(self) -> float:
        """How high it is, in mm."""

    @property
    def words(self) -> str:
        """What it shows, for who has the page read aloud."""

    def draw(self, pdf: FPDF, left: float, top: float, width: float) -> None:
        """Draw it there, in mm."""


class Sheets(FPDF):
    """A document of headings and lines that never breaks a line of text over two pages."""

    def __init__(
        self, title: str, about: str, document: Printed, *, size: float = 11, margin: float = 20
    ) -> None:
        """`about` stands under every page; `size` is that of the text in points, `margin` is in mm."""
        super().__init__(format="A4")
        self.text_size, self._margin = size, margin
        self._is_other_script = False
        self._broken_texts: dict[tuple[object, ...], list[str]] = {}
        self._footer_text = printable_name(about)
        self.lacks_signs = False
        """Whether there was a sign that none of our fonts has."""
        self._add_fonts([OWN])
        self.set_margin(margin)
        self.set_auto_page_break(True, margin=margin)
        self.set_lang("nl-NL")
        self.set_title(printable_name(title))
        self.set_subject(self._footer_text)
        self.set_author(_("SOK-monitor"))
        self.set_creator(_("SOK-monitor"))
        if document.has_examples:
            self.set_keywords(_("met verzonnen voorbeelden"))
        self.set_creation_date(document.generated_at.replace(tzinfo=UTC, microsecond=0))
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    def _add_fonts(self, names: Iterable[str]) -> None:
        for name in names:
            for style in ("", "B"):
                if f"{name}{style}" not in self.fonts:
                    self.add_font(name, style, font_file(name, style))

    def _choose_fonts(self, text: str) -> str:
        """Make the fonts ready that this text needs beside our own; where none has a sign, it gets a mark."""
        shown, names = with_known_signs(text)
        self.lacks_signs = self.lacks_signs or (MISSING in shown and MISSING not in text)
        self._add_fonts(names)
        self.set_fallback_fonts(names)
        self._is_other_script = bool(names)
        return shown

    def footer(self) -> None:
        """The name, the moment and the page number, which a screen reader passes over."""
        self.set_y(-self._margin + 5)
        self.set_font(OWN, "", _FOOTER_SIZE)
        self.set_text_color(*QUIET)
        self._out("/Artifact BMC")
        words = _("{text} · bladzijde {page}").format(text=self._footer_text, page=self.page_no())
        text = self._choose_fonts(words)
        with self._shaped():
            self.cell(0, 5, text, align="C")
        self._out("EMC")

    def heading(self, text: str, level: int, size: float, *, room: float = 0) -> None:
        """A heading with its place in the outline; with `room` mm to spare below it, or on the next page."""
        self.set_font(OWN, "B", size)
        self._make_room(self._line * len(self._lines_of(self._choose_fonts(text), 0)) + room)
        self.start_section(text, level=level, strict=False)
        self.paragraph(text, size=size, tag=f"/H{level + 1}", colour=HEADING, bold=True)

    def paragraph(
        self,
        text: str,
        *,
        size: float | None = None,
        tag: str = "/P",
        colour: Colour = INK,
        bold: bool = False,
        indent: float = 0,
    ) -> None:
        """A text of any length; what does not fit goes on at the next page."""
        self.set_font(OWN, "B" if bold else "", size or self.text_size)
        for part in self._parts_of(self._choose_fonts(text), indent):
            self.set_text_color(*colour)
            with self._tagged(tag):
                self._write(part, indent)

    def item(self, text: str) -> None:
        """A paragraph behind a bullet."""
        self.set_font(OWN, "", self.text_size)
        self._make_room(self._line)
        top, page = self.y, self.page
        self.paragraph(text, indent=_INDENT)
        if self.page == page:
            below = self.y
            self._bullet(top)
            self.set_xy(self._margin, below)

    def row(
        self, cells: Sequence[str | Drawing], widths: Sequence[float], *, is_heading: bool = False
    ) -> None:
        """The cells of a table beside each other, with a line below them; never over two pages."""
        font = (OWN, "B" if is_heading else "", self.text_size * _CELL_SIZE)
        self.set_font(*font)
        broken = [self._broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
        height = max(map(self._height_of, broken))
        self._make_room(height + _ROW_SPACE)
        top, indent = self.y, 0.0
        for cell, width in zip(broken, widths, strict=True):
            self.set_font(*font)
            self.set_text_color(*(QUIET if is_heading else INK))
            self.set_y(top)
            if isinstance(cell, list):
                with self._tagged("/P"):
                    self._write(cell, indent)
            else:
                with self._marked_sequence(alt_text=cell.words):
                    cell.draw(self, self._margin + indent, top, width - _BETWEEN_CELLS)
            indent += width
        self.set_y(top + height + _ROW_SPACE / 2)
        self._rule(indent)
        self.ln(_ROW_SPACE / 2)

    def _rule(self, width: float) -> None:
        self._out("/Artifact BMC")
        self.set_draw_color(*_LINE_COLOUR)
        self.line(self._margin, self.y, self._margin + width, self.y)
        self._out("EMC")

    def _broken(self, cell: str | Drawing, width: float) -> list[str] | Drawing:
        """A text in lines; a drawing as it is."""
        if not isinstance(cell, str):
            return cell
        return self._lines_of(self._choose_fonts(cell), self.epw - width + _BETWEEN_CELLS) or [""]

    def _height_of(self, cell: list[str] | Drawing) -> float:
        return self._line * len(cell) if isinstance(cell, list) else cell.height

    def _bullet(self, top: float) -> None:
        self.set_xy(self._margin, top)
        self._out("/Artifact BMC")
        self.cell(_INDENT, self._line, "•")
        self._out("EMC")

    def _parts_of(self, text: str, indent: float) -> Iterator[list[str]]:
        """The lines of the text in as few parts as pages it needs, each on a page with room for it."""
        lines = self._lines_of(text, indent)
        while lines:
            fitting = int((self.page_break_trigger - self.y) // self._line)
            if fitting < min(len(lines), 2):
                self.add_page()
                continue
            yield lines[:fitting]
            lines = lines[fitting:]

    def _write(self, lines: list[str], indent: float) -> None:
        # Anew, for a page that began meanwhile has chosen those of its footer.
        self._choose_fonts("".join(lines))
        with self._shaped():
            for line in lines:
                self.set_x(self._margin + indent)
                # The space at the end keeps two words apart for who has the text read aloud or copies it.
                self.cell(0, self._line, f"{line} ", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    @contextmanager
    def _shaped(self) -> Iterator[None]:
        """Join letters and let them run from right to left where their script asks it.

        Not while lines are broken: then fpdf2 (2.8) would turn the words of a line around twice.
        """
        if self._is_other_script:
            self.set_text_shaping(True)
        try:
            yield
        finally:
            self.set_text_shaping(False)

    def _lines_of(self, text: str, indent: float) -> list[str]:
        """The text as it is broken into lines; a heading and what repeats is broken once."""
        key = (text, indent, self.font_style, self.font_size)
        if key not in self._broken_texts:
            width, wanted = self.epw - indent, MethodReturnValue.LINES
            lines = self.multi_cell(width, self._line, text, align="L", dry_run=True, output=wanted)
            self._broken_texts[key] = cast(list[str], lines)
        return self._broken_texts[key]

    def _make_room(self, height: float) -> None:
        if self.y + height > self.page_break_trigger:
            self.add_page()

    @property
    def _line(self) -> float:
        return self.font_size * _LINE_HEIGHT

    @contextmanager
    def _tagged(self, tag: str) -> Iterator[None]:
        """Mark what is written as a heading or paragraph: fpdf2 2.8 tags pictures only (py-pdf/fpdf2#355)."""
        with self._marked_sequence() as element:
            element.s = tag
            yield
