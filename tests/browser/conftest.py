"""One browser, and one server a store, for a file of tests: one process cannot run two browsers."""

import shutil
from contextlib import ExitStack

import pytest

from tests.browser.serving import browser, open_page, serve


@pytest.fixture(scope="module")
def chromium():
    """A running Chromium."""
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def served(built_stores, tmp_path_factory):
    """served("botu"): the address of a server on a copy of this ready-made store, started when asked for."""
    with ExitStack() as running:
        addresses = {}

        def address(name):
            if name not in addresses:
                copy = tmp_path_factory.mktemp("served") / f"{name}.duckdb"
                shutil.copy(built_stores(name), copy)
                addresses[name] = running.enter_context(serve(copy))
            return addresses[name]

        yield address


@pytest.fixture
def visit(chromium, served):
    """visit("waarden?code=W2"): a window of its own with this page, drawn and done."""
    opened = []

    def open_address(path="", database="botu", size="beamer", **looks):
        page = open_page(chromium, f"{served(database)}/{path}", size, **looks)
        opened.append(page.context)
        return page

    yield open_address
    for context in opened:
        context.close()
