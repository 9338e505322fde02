"""The exchange workbook in a real office program: opened and saved again, it still reads the same."""

import shutil
import subprocess

import pytest

from sok_metrics.tasks.starting.start import default_folders
from sok_metrics.workbook.exchange.csv_folder import read_csv_folder
from sok_metrics.workbook.exchange.read import read_exchange
from sok_metrics.workbook.exchange.write import write_exchange

pytestmark = [pytest.mark.office, pytest.mark.timeout(300)]


@pytest.mark.parametrize("folder", default_folders(with_examples=True), ids=lambda folder: folder.name)
def test_what_an_office_program_saves_reads_the_same(tmp_path, folder):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing: run `make test-office`"
    tables = read_csv_folder(folder)
    (tmp_path / "uit.xlsx").write_bytes(write_exchange(tables))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(tmp_path / "uit.xlsx")], check=True, capture_output=True, timeout=240)
    reading = read_exchange((tmp_path / "saved" / "uit.xlsx").read_bytes(), "uit.xlsx")
    assert [str(problem) for problem in reading.problems] == []
    for name, rows in tables.items():
        assert reading.tables[name].drop(columns="_line").equals(rows.drop(columns="_line")), name
