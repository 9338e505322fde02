"""The project book as a PDF to print: A4, with our own font, an outline and tags for reading aloud."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.prefs import ViewerPreferences

from sok_metrics.documents.content import ProjectBook
from sok_metrics.documents.cover import (
    book_sentence,
    cover_facts,
    cover_title,
    footer_text,
    lacks_sentence,
    marked,
    printable,
    sheet_facts,
)
from sok_metrics.documents.lettering import MISSING, OWN, font_file, with_known_signs
from sok_metrics.documents.sections import Line, Section, sections_of
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.views.project import ProjectContent

_MARGIN = 20  # mm
_TEXT_SIZE, _H1, _H2, _TITLE, _FOOTER = 11.0, 22.0, 13.0, 30.0, 9.0  # points
_INK, _QUIET, _HEADING = (17, 24, 39), (75, 85, 99), (0, 59, 142)
_INDENT = 6  # mm
_LINE_HEIGHT = 1.35


def project_book_pdf(book: ProjectBook) -> bytes:
    """The project book as a PDF file: a cover, then each project on a page of its own."""
    pdf = _Sheets(book)
    _add_cover(pdf, book)
    for content in book.projects:
        _add_project(pdf, content)
    if pdf.lacks_signs:
        pdf.ln(6)
        pdf.paragraph(
            _("Waar {sign} staat, hoort een teken dat wij niet kunnen afdrukken.").format(sign=MISSING)
        )
    return bytes(pdf.output())


class _Sheets(FPDF):
    """A document of headings and lines that never breaks a line of text over two pages."""

    def __init__(self, book: ProjectBook) -> None:
        super().__init__(format="A4")
        self._is_other_script = False
        self._footer_text = printable(footer_text(book))
        self.lacks_signs = False
        """Whether there was a sign that none of our fonts has."""
        self._add_fonts([OWN])
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)
        self.set_lang("nl-NL")
        self.set_title(printable(cover_title(book)))
        self.set_subject(self._footer_text)
        self.set_author(_("SOK-monitor"))
        self.set_creator(_("SOK-monitor"))
        if book.has_examples:
            self.set_keywords(_("met verzonnen voorbeelden"))
        self.set_creation_date(book.generated_at.replace(tzinfo=UTC, microsecond=0))
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
        self.set_y(-_MARGIN + 5)
        self.set_font(OWN, "", _FOOTER)
        self.set_text_color(*_QUIET)
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
        self.paragraph(text, size=size, tag=f"/H{level + 1}", colour=_HEADING, bold=True)

    def paragraph(
        self,
        text: str,
        *,
        size: float = _TEXT_SIZE,
        tag: str = "/P",
        colour: tuple[int, int, int] = _INK,
        bold: bool = False,
        indent: float = 0,
    ) -> None:
        """A text of any length; what does not fit goes on at the next page."""
        self.set_font(OWN, "B" if bold else "", size)
        for part in self._parts_of(self._choose_fonts(text), indent):
            self.set_text_color(*colour)
            with self._tagged(tag):
                self._write(part, indent)

    def item(self, text: str) -> None:
        """A paragraph behind a bullet."""
        self.set_font(OWN, "", _TEXT_SIZE)
        self._make_room(self._line)
        top, page = self.y, self.page
        self.paragraph(text, indent=_INDENT)
        if self.page == page:
            below = self.y
            self._bullet(top)
            self.set_xy(_MARGIN, below)

    def _bullet(self, top: float) -> None:
        self.set_xy(_MARGIN, top)
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
                self.set_x(_MARGIN + indent)
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
        """The text as it is broken into lines."""
        width, wanted = self.epw - indent, MethodReturnValue.LINES
        lines = self.multi_cell(width, self._line, text, align="L", dry_run=True, output=wanted)
        return cast(list[str], lines)

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


def _add_cover(pdf: _Sheets, book: ProjectBook) -> None:
    pdf.add_page()
    pdf.set_y(55)
    pdf.heading(printable(cover_title(book)), 0, _TITLE)
    pdf.ln(6)
    for fact in cover_facts(book):
        pdf.paragraph(printable(fact))
    pdf.ln(6)
    pdf.paragraph(book_sentence(book.projects), size=_H2, bold=True)
    if not book.projects:
        return
    pdf.ln(6)
    pdf.heading(_("In deze klapper"), 1, _H2, room=10)
    for content in book.projects:
        project = content.project
        words = f"{project.title} – {sheet_facts(project)}"
        pdf.item(printable(marked(words, bool(project.is_example))))


def _add_project(pdf: _Sheets, content: ProjectContent) -> None:
    project = content.project
    pdf.add_page()
    pdf.heading(printable(project.title), 0, _H1)
    pdf.paragraph(marked(sheet_facts(project), bool(project.is_example)), colour=_QUIET)
    if is_present(project.summary):
        pdf.paragraph(printable(project.summary))
    if lacks := lacks_sentence(content):
        pdf.paragraph(lacks, bold=True)
    for section in sections_of(content):
        _add_section(pdf, section)


def _add_section(pdf: _Sheets, section: Section) -> None:
    pdf.ln(2.5)
    pdf.heading(section.heading, 1, _H2, room=10)
    if not section.lines:
        pdf.paragraph(section.empty, colour=_QUIET)
    for line in section.lines:
        pdf.item(_words(line))


def _words(line: Line) -> str:
    words = f"{line.text} – {line.detail}" if line.detail else line.text
    return printable(marked(words, line.is_example))
