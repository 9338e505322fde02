"""An administrator sends in a backup of over 20 MB from their own computer, and sees what became of it."""

import shutil

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.tasks.storage.place import list_backups
from tests.browser.serving import open_page, said_on, serve, sign_in, wait_until_drawn

pytestmark = [pytest.mark.browser, pytest.mark.full]


@pytest.mark.timeout(300)
def test_a_backup_of_over_twenty_megabytes_is_put_back(chromium, built_stores, empty_store, tmp_path):
    database = empty_store.path
    empty_store.close()
    large = shutil.copy(built_stores("botu"), tmp_path / "mijn-kopie.duckdb")
    with large.open("ab") as file:  # what stands behind the blocks, DuckDB does not read
        file.truncate(max(21 * 2**20, large.stat().st_size))
    with serve(database) as url:
        page = open_page(chromium, f"{url}/bestand", "beamer")
        sign_in(page, Role.ADMINISTRATOR)
        page.get_by_role("link", name="Kies een bestand op uw computer").click()
        page.get_by_label("Kies een reservekopie op uw computer").set_input_files(large)
        page.get_by_role("button", name="Zet dit bestand terug").click()
        page.get_by_text("Teruggezet. Wat er stond, is bewaard als").wait_for(timeout=120_000)
        assert list_backups(database)[0].name in page.inner_text("main")
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert said_on(page) == []
        page.get_by_role("link", name="Terug naar het dashboard").click()
        wait_until_drawn(page)
        assert "Bospolder" in page.inner_text("body")
