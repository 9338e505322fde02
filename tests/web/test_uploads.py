"""Files come in only from who may send one, to a page that asks for it, and never too many."""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.tasks.accounts.access import read_access
from sok_metrics.tasks.accounts.sign_in import cookie_name, new_ticket, signed
from tests.browser.serving import give_passphrases
from tests.web.running import ROOT, fetch, running_server
from tests.web.talking import open_page

XSRF = "2|00000000|00000000000000000000000000000000|1700000000"
WITHOUT_BOX = "zonder=ja"


@pytest.fixture(scope="module")
def served(built_stores, tmp_path_factory):
    path = tmp_path_factory.mktemp("uploads") / "sok.duckdb"
    shutil.copy(built_stores("empty"), path)
    give_passphrases(path)
    with running_server(path) as (url, _process):
        yield url, path


@pytest.fixture
def send(served):
    """send(page, 1_000): the status and words of the answer to a file of so many bytes."""
    url, path = served

    def put(page, size, *, role=Role.EDITOR, name="a", session=None, origin=url):
        headers = {"X-Xsrftoken": XSRF, "Cookie": f"_streamlit_xsrf={XSRF}", "Origin": origin}
        headers["Content-Type"] = "multipart/form-data; boundary=rand"
        if role is not None:
            headers["Cookie"] += f"; {ticket(path, role)}"
        around = (
            b'--rand\r\nContent-Disposition: form-data; name="f"; filename="a.xlsx"\r\n\r\n%b\r\n--rand--\r\n'
        )
        place = f"{url}/_stcore/upload_file/{session or page.session}/{name}"
        status, _headers, body = fetch(place, data=around % (b"x" * size), headers=headers, method="PUT")
        return status, body.decode()

    return put


def ticket(path, role):
    access = read_access(path)
    one = new_ticket(access, "Els", role, now=clock.timestamp(), lasts=timedelta(hours=1))
    return f"{cookie_name(access)}={signed(access, one)}"


@pytest.fixture
def page(served):
    with open_page(served[0]) as opened:
        opened.look()
        yield opened
        opened.look(WITHOUT_BOX)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_who_may_change_something_sends_a_file_to_a_page_that_asks(send, page, role):
    assert send(page, 1_000, role=role)[0] == 204


def test_a_visitor_sends_nothing(send, page):
    status, words = send(page, 1_000, role=None)
    assert status == 403
    assert "aangemeld" in words


def test_a_page_without_a_box_takes_nothing(send, page):
    page.look(WITHOUT_BOX)
    status, words = send(page, 1_000)
    assert status == 403
    assert "vraagt nu geen bestand" in words


def test_an_unknown_page_takes_nothing(send, page):
    assert send(page, 1_000, session="0f4e2a6e-9a0f-4d77-a7b5-000000000000")[0] == 403


def test_a_page_on_another_port_sends_nothing(send, page):
    assert send(page, 1_000, origin="http://127.0.0.1:1")[0] == 403


def test_a_file_that_is_too_large_is_refused(send, page):
    assert send(page, 22_000_000)[0] == 413


def test_one_page_holds_a_few_files_and_no_more(send, page):
    statuses = [send(page, 100, name=str(number))[0] for number in range(7)]
    assert statuses == [204] * 5 + [413] * 2


def test_one_page_holds_so_many_bytes_and_no_more(send, page):
    statuses = [send(page, 19_000_000, name=str(number))[0] for number in range(4)]
    assert statuses == [204, 204, 204, 413]


def test_all_pages_together_hold_so_many_bytes_and_get_room_when_one_goes(served, send):
    with open_page(served[0]) as first, open_page(served[0]) as second, open_page(served[0]) as third:
        pages = (first, second, third)
        for one in pages:
            one.look()
        taken = [send(one, 19_500_000, name=str(n)) for one in pages for n in range(3)]
        with open_page(served[0]) as fourth:
            fourth.look()
            assert [status for status, _ in taken] == [204] * 9
            assert send(fourth, 19_500_000)[0] == 204
            status, words = send(fourth, 19_500_000, name="b")
            assert (status, "te veel bestanden" in words) == (503, True)
            first.look(WITHOUT_BOX)
            assert send(fourth, 19_500_000, name="b")[0] == 204
        for one in pages:
            one.look(WITHOUT_BOX)


def test_only_the_one_box_asks_for_files():
    """The server takes files for `ui.file_box` alone: a page with a box of its own would get none."""
    own = re.compile(r"st\.(file_uploader|camera_input|audio_input)|accept_(file|audio)")
    files = [*ROOT.glob("pages/**/*.py"), *(ROOT / "sok_metrics").glob("**/*.py")]
    found = {str(file.relative_to(ROOT)) for file in files if own.search(file.read_text(encoding="utf-8"))}
    assert found == {str(Path("sok_metrics/ui/parts/file_box.py"))}
