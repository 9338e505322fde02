"""Workbooks from bare XML, for what a program would not write but somebody may send."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = f"""{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""


def relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def cell(
    place: str,
    value: str | float | None,
    *,
    kind: str = "inlineStr",
    style: int | None = None,
    formula: str | None = None,
) -> str:
    """One cell; text stands inline, any other kind in <v>; value None leaves the value out."""
    styled = "" if style is None else f' s="{style}"'
    made = "" if formula is None else f"<f>{formula}</f>"
    if kind == "inlineStr":
        return f'<c r="{place}" t="inlineStr"{styled}><is><t>{value}</t></is></c>'
    shown = "" if value is None else f"<v>{value}</v>"
    return f'<c r="{place}" t="{kind}"{styled}>{made}{shown}</c>'


def texts(line: int, *words: str, first: str = "A") -> str:
    """A row of inline texts."""
    cells = "".join(cell(f"{chr(ord(first) + place)}{line}", word) for place, word in enumerate(words))
    return f'<row r="{line}">{cells}</row>'


def parts(
    rows: str,
    *,
    name: str = "partijen",
    dimension: str = "A1:C3",
    settings: str = "",
    more: Sequence[tuple[str, str, str]] = (),
) -> dict[str, str]:
    """The parts of a workbook with one sheet; `more` are parts to add or replace."""
    listed = "".join(relation(number, kind, target) for number, (kind, target, _xml) in enumerate(more, 2))
    found = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">'
        f"{relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{settings}'
        f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">'
        f"{relation(1, 'worksheet', 'worksheets/sheet1.xml')}{listed}</Relationships>",
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }
    return found | {f"xl/{target}": xml for _kind, target, xml in more}


def packed(files: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as the bytes of a file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)
    return file.getvalue()


def raw_workbook(rows: str, *, name: str = "partijen", dimension: str = "A1:C3") -> bytes:
    """A workbook with one sheet of these rows."""
    return packed(parts(rows, name=name, dimension=dimension))
