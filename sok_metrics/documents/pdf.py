"""The project book as a PDF to print: a cover, and a sheet for each project."""

from sok_metrics.documents.content import ProjectBook
from sok_metrics.documents.cover import (
    book_sentence,
    cover_facts,
    cover_title,
    footer_text,
    lacks_sentence,
    marked,
    sheet_facts,
)
from sok_metrics.documents.lettering import MISSING, QUIET, printable, printable_name
from sok_metrics.documents.sections import Line, Section, sections_of
from sok_metrics.documents.sheets import Sheets
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.views.project import ProjectContent

_H1, _H2, _TITLE = 22.0, 13.0, 30.0  # points


def project_book_pdf(book: ProjectBook) -> bytes:
    """The project book as a PDF file: a cover, then each project on a page of its own."""
    pdf = Sheets(cover_title(book), footer_text(book), book)
    _add_cover(pdf, book)
    for content in book.projects:
        _add_project(pdf, content)
    if pdf.lacks_signs:
        pdf.ln(6)
        pdf.paragraph(
            _("Waar {sign} staat, hoort een teken dat wij niet kunnen afdrukken.").format(sign=MISSING)
        )
    return bytes(pdf.output())


def _add_cover(pdf: Sheets, book: ProjectBook) -> None:
    pdf.add_page()
    pdf.set_y(55)
    pdf.heading(printable_name(cover_title(book)), 0, _TITLE)
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
        words = f"{printable_name(project.title)} – {sheet_facts(project)}"
        pdf.item(printable(marked(words, bool(project.is_example))))


def _add_project(pdf: Sheets, content: ProjectContent) -> None:
    project = content.project
    pdf.add_page()
    pdf.heading(printable_name(project.title), 0, _H1)
    pdf.paragraph(marked(sheet_facts(project), bool(project.is_example)), colour=QUIET)
    if is_present(project.summary):
        pdf.paragraph(printable(project.summary))
    if lacks := lacks_sentence(content):
        pdf.paragraph(lacks, bold=True)
    for section in sections_of(content):
        _add_section(pdf, section)


def _add_section(pdf: Sheets, section: Section) -> None:
    pdf.ln(2.5)
    pdf.heading(section.heading, 1, _H2, room=10)
    if not section.lines:
        pdf.paragraph(section.empty, colour=QUIET)
    for line in section.lines:
        pdf.item(_words(line))


def _words(line: Line) -> str:
    words = f"{line.text} – {line.detail}" if line.detail else line.text
    return printable(marked(words, line.is_example))
