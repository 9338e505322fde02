"""An import as people do it: a file with faults, the marked copy, the file made right, saved and undone."""

import shutil

import openpyxl
import pytest

from sok_metrics.nouns.model import Role
from tests.browser.serving import open_page, serve, sign_in, wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.full]


@pytest.fixture
def address(built_stores, tmp_path):
    """A server on a store of its own: others read the shared one."""
    copy = tmp_path / "sok.duckdb"
    shutil.copy(built_stores("botu"), copy)
    with serve(copy) as running:
        yield running


def test_an_import_with_faults_is_made_right_saved_and_undone(chromium, address, tmp_path):
    page = open_page(chromium, address, "beamer")
    sign_in(page, Role.EDITOR)
    page.goto(f"{address}/uitwisselen")
    wait_until_drawn(page)
    workbook = openpyxl.load_workbook(download(page, "Excel met alle gegevens", tmp_path / "alles.xlsx"))
    assert "mensen" not in workbook.sheetnames

    sheet = workbook["partijen"]
    places = {cell.value: column for row in sheet.iter_rows(max_row=6) for column, cell in enumerate(row, 1)}
    first = next(row for row in range(1, 10) if sheet.cell(row, places["code"]).value == "code") + 1
    name, kind = sheet.cell(first, places["naam"]), sheet.cell(first, places["soort"])
    right, name.value, kind.value = kind.value, "Een nieuwe naam", "marsman"
    workbook.save(tmp_path / "fout.xlsx")
    choose(page, tmp_path / "fout.xlsx")
    page.get_by_role("heading", name="1 fout").wait_for(timeout=60_000)
    assert page.get_by_role("button", name="Opslaan").count() == 0
    marked = download(page, "Uw bestand, met de fouten gemarkeerd", tmp_path / "gemarkeerd.xlsx")
    cell = openpyxl.load_workbook(marked)["partijen"].cell(first, places["soort"])
    assert cell.comment is not None
    assert "Kies een van" in cell.comment.text

    kind.value = right
    workbook.save(tmp_path / "goed.xlsx")
    page.get_by_role("button", name="Kies een ander bestand").click()
    choose(page, tmp_path / "goed.xlsx")
    page.get_by_role("heading", name="1 veranderd").wait_for(timeout=60_000)
    assert "Een nieuwe naam" in page.inner_text("main")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("1 regel is opgeslagen.").wait_for()
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("Alles staat weer zoals het stond.").wait_for()
    choose(page, tmp_path / "alles.xlsx")
    page.get_by_role("heading", name="0 nieuw, 0 veranderd").wait_for(timeout=60_000)
    assert page.get_by_text("alles staat er al zo").is_visible()
    page.context.close()


def choose(page, path):
    page.locator('input[type="file"]').set_input_files(path)


def download(page, label, path):
    with page.expect_download(timeout=60_000) as arriving:
        page.get_by_role("link", name=label).click()
    arriving.value.save_as(path)
    return path
