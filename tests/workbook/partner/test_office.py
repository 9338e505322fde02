"""The partner workbook in a real office program: LibreOffice opens it, prints it and saves it again."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sok_metrics.workbook.partner.write import write_partner_workbook
from tests.partner_content import empty_content, partner_content

pytestmark = [pytest.mark.office, pytest.mark.timeout(300)]
Convert = Callable[[bytes, str], Path]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Let LibreOffice open a workbook and save it in another format, with a profile of its own."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing: run `make test-office`"

    def run(file: bytes, kind: str) -> Path:
        source = tmp_path / "partner.xlsx"
        source.write_bytes(file)
        target = tmp_path / "out"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        return target / f"partner.{kind}"

    return run


def pdf_text(path: Path) -> list[str]:
    """The text of each page; poppler comes with the tools that look at pages."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (poppler-utils) is missing")
    done = subprocess.run([reader, "-layout", str(path), "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode().split("\f")[:-1]


def test_it_prints_with_headers_and_page_numbers(convert: Convert) -> None:
    pages = pdf_text(convert(write_partner_workbook(partner_content()), "pdf"))
    assert len(pages) < 20
    for number, page in enumerate(pages, 1):
        assert f"Bladzijde {number} van {len(pages)}" in page
        assert "met verzonnen voorbeelden" in page
    assert not any("#REF" in page or "###" in page for page in pages), "a column too narrow or a broken link"


def test_the_statuses_show_their_sign_and_word(convert: Convert) -> None:
    text = "\n".join(pdf_text(convert(write_partner_workbook(partner_content()), "pdf")))
    assert "✔ doel gehaald" in text
    assert "? niet gemeten" in text


@pytest.mark.filterwarnings(
    "ignore:Unable to read chart"
)  # openpyxl does not know all that LibreOffice writes
def test_it_comes_back_the_same_after_saving(convert: Convert) -> None:
    file = write_partner_workbook(partner_content())
    saved = convert(file, "xlsx")
    for sheet in ("Indicatoren", "Metingen", "Energiebegroting"):
        before = pd.read_excel(file_of(file, saved), sheet_name=sheet)
        pd.testing.assert_frame_equal(pd.read_excel(saved, sheet_name=sheet), before, check_dtype=False)
    book = openpyxl.load_workbook(saved)
    assert sum(len(sheet.tables) for sheet in book) == 13
    with zipfile.ZipFile(saved) as archive:
        assert sum(name.startswith("xl/charts/chart") for name in archive.namelist()) == 5
    assert book.properties.title == "Samenwerkingsovereenkomst BoTu"


def file_of(file: bytes, beside: Path) -> Path:
    path = beside.parent / "before.xlsx"
    path.write_bytes(file)
    return path


def test_an_empty_agreement_opens_too(convert: Convert) -> None:
    saved = convert(write_partner_workbook(empty_content()), "xlsx")
    assert pd.read_excel(saved, sheet_name="Metingen", header=None).iloc[0, 0] == "Er zijn nog geen metingen."
