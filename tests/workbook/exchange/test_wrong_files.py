"""Files that people send in by mistake: one sentence says what it is, and what to send."""

import zipfile
from io import BytesIO

import pytest

from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.wide_file import read_grid
from sok_metrics.workbook.partner.write import write_partner_workbook
from tests.partner_content import partner_content
from tests.workbook.exchange.raw_ods import cell, document, packed, row, table


def zipped(*names):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


def old_office(part):
    """How a file of Office looked before 2007."""
    return b"\xd0\xcf\x11\xe0" + bytes(500) + part.encode("utf-16-le") + bytes(50)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "een PDF"),
        (b"\x89PNG\r\n\x1a\n", "een plaatje"),
        (b"\xff\xd8\xff\xe0", "een plaatje"),
        (b"\n<!DOCTYPE html><html>", "een webpagina"),
        (b"<table><tr><td>1</td></tr></table>", "een webpagina"),
        (b"II*\0 ...", "een plaatje"),
        (b"BM\x46\0\0\0\0\0", "een plaatje"),
        (b"\0\0\0\x18ftypheic", "een plaatje"),
        (b"<svg xmlns='...'/>", "een plaatje"),
        (b"\0\0\0\x18ftypmp42", "een film of geluid"),
        (b"{\\rtf1 Hallo}", "een tekst"),
        (b"From: a@b.nl\nSubject: cijfers\n", "een e-mail"),
        (b"BEGIN:VCALENDAR\n", "een agenda of adreskaart"),
        (b'{"value": []}', "een JSON-bestand"),
        (b'[{"jaar": 2023}]', "een JSON-bestand"),
        (b"<?xml version='1.0'?><cijfers/>", "een XML-bestand"),
        (b"MZ\x90\0\3", "een programma"),
        (b"SQLite format 3\0", "een gegevensbestand van een ander programma"),
        (old_office("WordDocument"), "een tekst"),
        (old_office("PowerPoint Document"), "een presentatie"),
        (old_office("__properties_version1.0"), "een e-mail"),
        (zipped("[Content_Types].xml", "word/document.xml"), "een tekst"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "een presentatie"),
    ],
)
@pytest.mark.parametrize("name", ["bestand.csv", "bestand.xlsx"])
def test_a_file_that_is_no_table_is_named(content, kind, name):
    [problem] = read_exchange(content, name).problems
    assert problem.sentence.startswith(f"Dit is {kind}, geen tabel. Stuur een Excel-bestand")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"12345678DUCK",
            "Dit is een SOK-bestand, zoals een reservekopie, geen tabel. Een beheerder zet het",
        ),
        (zipped("metingen.csv", "partijen.csv"), "Dit is een zip met bestanden, geen tabel. Pak hem uit"),
        (zipped("a.jpg", "b.jpg"), "Dit is een ingepakt bestand, geen tabel. Pak het uit"),
        (b"7z\xbc\xaf\x27\x1c", "Dit is een ingepakt bestand, geen tabel. Pak het uit"),
        (zipped("Index/Document.iwa"), "Dit is een bestand van Numbers. Kies daar Exporteer naar Excel"),
        (zipped("datapackage.json", "wijzigingen.csv"), "Dit hoort bij 'Alles meenemen'"),
        (b"code,naam,soort,rijversie,wijziging\nPA,A,bewoners,1,2\n", "Dit hoort bij 'Alles meenemen'"),
        (b"<?xml?><?mso-application progid='Excel.Sheet'?>", "Dit is een oud Excel-bestand (XML)."),
        (b"", "Dit bestand is leeg."),
        (b"\xef\xbb\xbf", "Dit bestand is leeg."),
        (b"\n;;\n  \n", "Dit bestand is leeg."),
    ],
)
def test_a_file_with_another_way_in_is_shown_that_way(content, sentence):
    reading = read_exchange(content, "metingen.csv")
    assert reading.refusal is not None
    assert reading.refusal.startswith(sentence)
    assert [problem.sentence for problem in reading.problems] == [reading.refusal]


def test_text_that_only_looks_a_little_like_another_kind_is_a_table():
    for text in ("From;To\n1;2\n", "[Jaar];Gas\n2023;1\n", "{a};b\n", "BMW;2023\n1;2\n", "PK;2023\n"):
        assert read_exchange(text.encode(), "cijfers.csv").refusal is None


def test_an_opendocument_sheet_in_one_piece_is_read():
    content = document(table(row("code", "naam", "soort"), row("PA", "Partij A", "anders")))
    flat = (
        content.replace("office:document-content", "office:document")
        .replace(
            "<office:automatic-styles>",
            "<office:meta/><office:automatic-styles>",
        )
        .replace(
            " xmlns:office",
            ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet" xmlns:office',
            1,
        )
    )
    reading = read_exchange(flat.encode(), "map.fods")
    assert reading.problems == ()
    assert reading.tables["party"]["code"].tolist() == ["PA"]


def test_the_workbook_for_partners_is_known_in_one_sentence():
    content = write_partner_workbook(partner_content())
    [problem] = read_exchange(content, "monitor.xlsx").problems
    assert "Dit is het Excel-bestand om te lezen" in problem.sentence
    assert "Kies 'Excel met alle gegevens'" in problem.sentence
    assert read_grid(content, "monitor.xlsx").problems == (problem,)


def test_one_sheet_of_another_kind_is_no_workbook_for_partners():
    names = ("Leeswijzer", "metingen")
    content = packed(document(*(table(row(cell("x")), name=name) for name in names)))
    assert "om te lezen" not in " ".join(map(str, read_exchange(content, "x.ods").problems))
