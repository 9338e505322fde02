"""OpenDocument spreadsheets written by hand, as LibreOffice writes them."""

import zipfile
from io import BytesIO

NAMES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style", "drawing")
    )
    + ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:calcext="urn:calcext"'
)
STYLES = """
<number:date-style style:name="N1"><number:day/><number:month/><number:year/></number:date-style>
<number:date-style style:name="N2"><number:month/><number:year/></number:date-style>
<number:date-style style:name="N3"><number:year number:style="long"/></number:date-style>
<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/>
</style:style>
<style:style style:name="ta2" style:family="table">
<style:table-properties table:display="false"/></style:style>
"""


def packed(content: str, **more: str) -> bytes:
    """A file with this content.xml; `more` are other parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        for name, part in more.items():
            archive.writestr(name, part)
    return file.getvalue()


def document(*tables: str) -> str:
    """The content.xml with these tables."""
    return f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}>
<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>
{"".join(tables)}</office:spreadsheet></office:body></office:document-content>"""


def table(*rows: str, name: str = "partijen", more: str = "", before: str = "") -> str:
    """One sheet."""
    return f'<table:table table:name="{name}" {more}>{before}{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    """One row; a text stands for a cell with that text."""
    made = (one if one.startswith("<") else cell(one) for one in cells)
    return f"<table:table-row {more}>{''.join(made)}</table:table-row>"


def cell(text: str = "", kind: str = "string", more: str = "") -> str:
    """One cell, with what it shows."""
    return (
        f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'
        if text
        else f"<table:table-cell {more}/>"
    )
