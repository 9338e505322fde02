"""The minutes of a meeting as a Word file: real headings, lists and tables, so that it can be read aloud."""

from dataclasses import replace
from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.shared import Mm

from sok_metrics.documents.cover import footer_text
from sok_metrics.documents.lettering import printable, printable_name
from sok_metrics.documents.minutes_content import MinutesBook
from sok_metrics.documents.minutes_parts import Part, facts_of, parts_of
from sok_metrics.documents.printed import EXAMPLE
from sok_metrics.documents.sections import Line
from sok_metrics.documents.word_style import add_line, add_quiet, set_page, set_properties, set_styles
from sok_metrics.texts import _
from sok_metrics.texts.formats import headed
from sok_metrics.texts.minutes import minutes_title
from sok_metrics.texts.statuses import status_word

_TEXT_WIDTH = Mm(170)


def minutes_docx(book: MinutesBook) -> bytes:
    """The minutes as a .docx file on A4."""
    document = Document()
    title = minutes_title(book.minutes.meeting)
    set_styles(document)
    document.styles["Heading 1"].paragraph_format.page_break_before = False
    set_page(document, footer_text(book))
    set_properties(document, book, title, footer_text(book))
    document.add_paragraph(printable_name(title), style="Title")
    for fact in facts_of(book.minutes):
        document.add_paragraph(printable(fact))
    if book.has_examples:
        words = _("Waar '{example}' staat, is het verzonnen. De rest is echt.").format(example=EXAMPLE)
        document.add_paragraph(words)
    for part in parts_of(book.minutes, book.pictures):
        _add_part(document, part)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add_part(document: DocxDocument, part: Part) -> None:
    document.add_paragraph(printable_name(part.heading), style=f"Heading {part.level}")
    if part.quiet:
        add_quiet(document.add_paragraph(), part.quiet)
    for text in part.paragraphs:
        document.add_paragraph(printable(text))
    for line in part.lines:
        add_line(document.add_paragraph(style="List Bullet"), _with_status(line))
    if part.rows:
        _add_table(document, part)
    for picture in part.pictures:
        shown = document.add_picture(BytesIO(picture.content), width=_TEXT_WIDTH)
        # Who cannot see the picture hears its words.
        shown._inline.docPr.set("descr", printable(picture.alt)[:2_000])
        add_quiet(document.add_paragraph(), picture.below or picture.alt)


def _with_status(line: Line) -> Line:
    """The line with its status in words: a page shows a badge."""
    if not line.state:
        return line
    parts = (headed(status_word(line.state)), line.detail)
    return replace(line, detail=": ".join(part for part in parts if part))


def _add_table(document: DocxDocument, part: Part) -> None:
    table = document.add_table(rows=1, cols=len(part.columns), style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(_repeated_head())
    for cell, words in zip(table.rows[0].cells, part.columns, strict=True):
        cell.paragraphs[0].add_run(printable(words)).bold = True
    for row in part.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(words)
    document.add_paragraph()


def _repeated_head() -> object:
    from docx.oxml import OxmlElement

    return OxmlElement("w:tblHeader")
