"""Files that people send in by mistake: one sentence says what it is, and what to send."""

import zipfile
from io import BytesIO

import pytest

from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.wide_grid import read_grid
from sok_metrics.workbook.partner.write import write_partner_workbook
from tests.partner_content import partner_content
from tests.workbook.exchange.raw_ods import cell, document, packed, row, table


def zipped(*names):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "een PDF"),
        (b"\x89PNG\r\n\x1a\n", "een plaatje"),
        (b"\xff\xd8\xff\xe0", "een plaatje"),
        (b"\n<!DOCTYPE html><html>", "een webpagina"),
        (b"<table><tr><td>1</td></tr></table>", "een webpagina"),
        (b"12345678DUCK", "een SOK-bestand"),
        (zipped("[Content_Types].xml", "word/document.xml"), "een tekst"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "een presentatie"),
        (zipped("metingen.csv", "partijen.csv"), "een zip met bestanden"),
    ],
)
@pytest.mark.parametrize("name", ["bestand.csv", "bestand.xlsx"])
def test_a_file_that_is_no_table_is_named(content, kind, name):
    [problem] = read_exchange(content, name).problems
    assert problem.sentence.startswith(f"Dit is {kind}, geen tabel. Stuur een Excel-bestand")


def test_the_workbook_for_partners_is_known_in_one_sentence():
    content = write_partner_workbook(partner_content())
    [problem] = read_exchange(content, "monitor.xlsx").problems
    assert "Dit is het Excel-bestand om te lezen" in problem.sentence
    assert "Kies 'Excel met alles'" in problem.sentence
    assert read_grid(content, "monitor.xlsx").problems == (problem,)


def test_one_sheet_of_another_kind_is_no_workbook_for_partners():
    names = ("Leeswijzer", "metingen")
    content = packed(document(*(table(row(cell("x")), name=name) for name in names)))
    assert "om te lezen" not in " ".join(map(str, read_exchange(content, "x.ods").problems))
