"""Make the workbooks in broken-workbooks/: `python -m tests.assets.make_broken_workbooks`.

Each has one fault that people (or somebody who means harm) may send; test_broken_workbooks.py tells what must
be said of it.
"""

from pathlib import Path

from tests.workbook.exchange.raw import HEAD, MAIN, cell, packed, parts, raw_workbook, texts

FOLDER = Path(__file__).parent / "broken-workbooks"
HEADINGS = texts(1, "code", "naam", "soort")
GOOD = HEADINGS + texts(2, "PA", "Partij A", "gemeente")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


def part(xml: str) -> bytes:
    """The good workbook with this XML as its sheet."""
    return packed(parts(GOOD) | {"xl/worksheets/sheet1.xml": xml})


def with_entity(declared: str, used: str) -> bytes:
    doctype = f"<!DOCTYPE worksheet [{declared}]>"
    rows = HEADINGS + texts(2, "PA", used, "gemeente")
    return part(f'{HEAD}{doctype}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')


def row(line: int, *cells: str) -> str:
    return f'<row r="{line}">{"".join(cells)}</row>'


def workbooks() -> dict[str, bytes]:
    """File name -> content."""
    formula = cell("B2", None, kind="n", formula="A2&amp;&quot; BV&quot;")
    fault = cell("C2", "#N/A", kind="e", formula="VLOOKUP(1,A1:B2,2)")
    spaces = " " * 8_000_000
    far = row(1_048_576, cell("XFD1048576", 2, kind="n"))
    return {
        "no-workbook.xlsx": b"dit is gewoon tekst",
        "half.xlsx": raw_workbook(GOOD)[:700],
        "other-zip.xlsx": packed({"brief.txt": "dag"}),
        "open-document.xlsx": packed({"mimetype": "x", "content.xml": "<x/>"}),
        "old-format.xls": OLE,
        "password.xlsx": OLE + "EncryptedPackage".encode("utf-16-le"),
        "macros.xlsx": packed(parts(GOOD) | {"xl/vbaProject.bin": "x"}),
        "old-macros.xlsx": packed(parts(GOOD) | {"xl/macrosheets/sheet1.xml": "<x/>"}),
        "external-link.xlsx": packed(parts(GOOD) | {"xl/externalLinks/externalLink1.xml": "<x/>"}),
        "data-connection.xlsx": packed(parts(GOOD) | {"xl/connections.xml": "<x/>"}),
        "bomb.xlsx": packed(parts(GOOD) | {"xl/media/image1.png": spaces}),
        "laughing-entities.xlsx": with_entity(f'<!ENTITY l0 "ha">{LAUGHS}', "&l8;"),
        "entity-from-a-file.xlsx": with_entity('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;"),
        "broken-xml.xlsx": part(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData><row>'),
        "text-for-a-number.xlsx": raw_workbook(HEADINGS + row(2, cell("A2", "twaalf", kind="n"))),
        "far-cell.xlsx": raw_workbook(GOOD + far, dimension="A1:XFD1048576"),
        "formula-without-value.xlsx": raw_workbook(HEADINGS + row(2, cell("A2", "PA"), formula, fault)),
        "empty-sheet.xlsx": raw_workbook(""),
        "no-headings.xlsx": raw_workbook(texts(1, "PA", "Partij A", "gemeente")),
        "heading-twice.xlsx": raw_workbook(
            texts(1, "code", "naam", "Naam ", "soort") + texts(2, "PA", "A", "B")
        ),
        "column-without-heading.xlsx": raw_workbook(
            HEADINGS + texts(2, "PA", "Partij A", "gemeente", "los") + texts(3, "PB", "B", "gemeente", "los")
        ),
        "unknown-sheet.xlsx": raw_workbook(texts(1, "kleur", "maat"), name="Blad1"),
        "misspelt-sheet.xlsx": raw_workbook(GOOD, name="Partij"),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in workbooks().items():
        (FOLDER / name).write_bytes(content)
