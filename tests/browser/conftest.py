"""One browser, and one server a store, for a file of tests: one process cannot run two browsers."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.serving import browser, open_page, serve
from tests.conftest import Built


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium."""
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def served(built_stores: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """served("botu"): the address of a server on a copy of this ready-made store, started when asked for."""
    with ExitStack() as running:
        addresses: dict[str, str] = {}

        def address(name: str) -> str:
            if name not in addresses:
                copy = tmp_path_factory.mktemp("served") / f"{name}.duckdb"
                shutil.copy(built_stores(name), copy)
                addresses[name] = running.enter_context(serve(copy))
            return addresses[name]

        yield address


@pytest.fixture
def visit(chromium: Browser, served: Callable[[str], str]) -> Iterator[Callable[..., Page]]:
    """visit("waarden?code=W2"): a window of its own with this page, drawn and done."""
    opened: list[BrowserContext] = []

    def open_address(path: str = "", database: str = "botu", size: str = "beamer", **looks: bool) -> Page:
        page = open_page(chromium, f"{served(database)}/{path}", size, **looks)
        opened.append(page.context)
        return page

    yield open_address
    for context in opened:
        context.close()
