"""What goes over the line to a browser: the Dutch page, the headers, the packed files."""

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest
from streamlit import file_util

from sok_metrics.web.shell import dutch_shell
from sok_metrics.web.streamlit_words import patterns, words
from tests.web.running import fetch, run_command, running_server

ELSEWHERE = {"X-Forwarded-For": "192.0.2.1"}


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "sok.duckdb"
    assert run_command("init", "--empty", "Nagele", database=path).returncode == 0
    with running_server(path) as (address, _process):
        yield address
    shutil.rmtree(path.parent)


@pytest.fixture(scope="module")
def front_end():
    folder = file_util.get_static_dir()
    return sorted(Path(folder).rglob("*.js"), key=lambda path: -path.stat().st_size)


@pytest.mark.parametrize("path", ["/", "/waarden", "/?op=2023-12-04", "/indicator?code=ECO-05"])
def test_every_page_starts_in_dutch(url, path):
    status, headers, body = fetch(url + path)
    page = body.decode()
    assert status == 200
    assert '<html lang="nl">' in page
    assert "<title>SOK-monitor</title>" in page
    assert "Zet JavaScript aan" in page
    assert "You need to enable JavaScript" not in page
    assert headers["Content-Length"] == str(len(body))
    assert headers["ETag"] is None


def test_the_page_has_no_script_of_its_own_in_it(url):
    page = fetch(url)[2].decode()
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag] == []


def test_the_page_comes_packed_to_who_asks(url):
    _status, headers, body = fetch(url, headers={"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert b'lang="nl"' in gzip.decompress(body)


def test_the_words_come_from_a_file_that_may_be_kept(url):
    page = fetch(url)[2].decode()
    [script] = re.findall(r'src="\./(sok/woorden\.js\?v=\w+)"', page)
    status, headers, body = fetch(f"{url}/{script}")
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
    assert b"Even geduld" in body
    assert page.index("woorden.js") < page.index('type="module"')


@pytest.mark.parametrize(
    "path", ["/", "/sok/health", "/_stcore/health", "/static/bestaat-niet.js", "/favicon.png"]
)
def test_every_answer_has_the_security_headers(url, path):
    _status, headers, _body = fetch(url + path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_a_large_file_comes_packed_and_whole_to_another_computer(url, front_end):
    largest = front_end[0]
    path = f"{url}/static/js/{largest.name}"
    for _turn in range(2):
        _status, headers, body = fetch(path, headers={"Accept-Encoding": "gzip", **ELSEWHERE})
        assert headers["Content-Encoding"] == "gzip"
        assert headers["Content-Length"] == str(len(body))
        assert headers["Vary"] == "Accept-Encoding"
        assert len(body) < largest.stat().st_size / 2.5
        assert gzip.decompress(body) == largest.read_bytes()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        ELSEWHERE,
        {"Accept-Encoding": "gzip"},
        {"Accept-Encoding": "gzip", "Range": "bytes=0-9", **ELSEWHERE},
    ],
)
def test_a_file_comes_as_it_is_where_packing_does_not_help(url, front_end, headers):
    status, answer_headers, body = fetch(f"{url}/static/js/{front_end[0].name}", headers=headers)
    assert answer_headers["Content-Encoding"] is None
    assert len(body) == (10 if status == 206 else front_end[0].stat().st_size)


def test_a_made_up_file_is_not_kept(url):
    _status, headers, _body = fetch(f"{url}/static/js/x.js", headers={"Accept-Encoding": "gzip", **ELSEWHERE})
    assert "immutable" not in headers["Cache-Control"]


def test_an_unchanged_file_is_not_sent_again(url, front_end):
    path = f"{url}/static/js/{front_end[1].name}"
    _status, headers, _body = fetch(path, headers={"Accept-Encoding": "gzip", **ELSEWHERE})
    again = {"Accept-Encoding": "gzip", "If-None-Match": headers["ETag"], **ELSEWHERE}
    assert fetch(path, headers=again)[0] == 304


def test_the_page_of_this_streamlit_is_known(front_end):
    page = (front_end[0].parents[2] / "index.html").read_bytes()
    plain, packed = dutch_shell(page)
    assert gzip.decompress(packed) == plain
    for gone in (b"SourceSans", b"service-desc", b"prerenderReady", b"Snowflake", b'lang="en"'):
        assert gone not in plain
    assert plain.count(b'<script type="module"') == 1
    assert plain.count(b"modulepreload") == page.count(b"modulepreload")


def test_every_word_still_stands_in_the_front_end(front_end):
    text = "\n".join(path.read_text(encoding="utf-8") for path in front_end)
    assert [english for english in words() if english not in text] == []


def test_no_translation_is_translated_again():
    translated = set(words().values())
    assert translated.isdisjoint(words())
    expressions = [re.compile(expression) for expression, _replacement in patterns()]
    assert [text for text in translated for expression in expressions if expression.search(text)] == []


def test_the_words_are_safe_in_a_script():
    assert "</script" not in json.dumps(words())
