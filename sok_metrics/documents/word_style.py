"""What our Word files share: plain type in Dutch, A4 with a number, lines with more about them in grey."""

from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from sok_metrics.documents.lettering import printable, printable_name
from sok_metrics.documents.printed import EXAMPLE, Printed
from sok_metrics.documents.sections import Line
from sok_metrics.texts import _

FONT = "Arial"
"""A plain font that every office program has or has an equal of."""
_QUIET = RGBColor(0x4B, 0x55, 0x63)
_HEADING = RGBColor(0x00, 0x3B, 0x8E)
_HEADING_SIZES = {"Title": 28, "Heading 1": 22, "Heading 2": 13}


def set_styles(document: DocxDocument) -> None:
    """Plain type in Dutch, headings that stay with what they stand above."""
    styles: Any = document.styles  # its types know no fonts of a style
    normal = styles["Normal"]
    _set_font(normal, 11)
    normal.paragraph_format.space_after = Pt(3)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), "nl-NL")
    normal.element.get_or_add_rPr().append(language)
    for name, size in _HEADING_SIZES.items():
        _set_font(styles[name], size)
        styles[name].font.color.rgb = _HEADING
        styles[name].paragraph_format.keep_with_next = True
    styles["Heading 1"].paragraph_format.page_break_before = True
    styles["Heading 1"].paragraph_format.space_before = Pt(0)
    styles["Heading 2"].paragraph_format.space_before = Pt(10)


def _set_font(style: Any, size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):  # the fonts of the template's theme would win
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)


def set_page(document: DocxDocument, below: str) -> None:
    """A4, with these words and its number under every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_quiet(footer, f"{below} · " + _("bladzijde") + " ")
    _add_page_number(footer)
    footer.style.font.size = Pt(9)


def _add_page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def set_properties(document: DocxDocument, book: Printed, title: str, subject: str) -> None:
    """What a file says of itself."""
    properties = document.core_properties
    properties.title = printable_name(title)[:255]
    properties.subject = printable_name(subject)[:255]
    properties.author = _("SOK-monitor")
    properties.comments = ""
    properties.language = "nl-NL"
    properties.created = properties.modified = book.generated_at.replace(microsecond=0)
    properties.keywords = _("met verzonnen voorbeelden") if book.has_examples else ""


def add_line(paragraph: Paragraph, line: Line) -> None:
    """One thing with more about it."""
    paragraph.add_run(printable(line.text))
    if line.detail:
        add_quiet(paragraph, f" – {line.detail}")
    mark_example(paragraph, line.is_example)


def mark_example(paragraph: Paragraph, is_example: bool) -> None:
    """Say of what is invented that it is."""
    if is_example:
        add_quiet(paragraph, f" [{EXAMPLE}]")


def add_quiet(paragraph: Paragraph, text: str) -> None:
    """Add a text in grey."""
    run = paragraph.add_run(printable(text))
    run.font.color.rgb = _QUIET
