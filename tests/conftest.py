"""Stores to test with: real ones, each in a file of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.starting.start import default_folders, start_empty, start_from_folders
from tests import days
from tests.store.rows import TESTER, Row, frame, sure

# Speed is measured in benchmarks/, never in a test: a busy machine must not fail one.
settings.register_profile("thorough", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("thorough"), max_examples=25)
settings.load_profile("quick")

Built = Callable[[str], Path]
"""The file of a ready-made store: "botu", "real", "empty" or "bare"."""
Opened = Callable[[str], Store]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--moment schrikkeldag`: let the tests take place then."""
    choices = [*days.HARD_MOMENTS, days.ANY]
    parser.addoption("--moment", choices=choices, default=days.ANY, help="when the tests take place")


def pytest_configure(config: pytest.Config) -> None:
    """Choose when, once: a worker gets it with its environment, as a server does that a test starts."""
    if not hasattr(config, "workerinput"):
        days.start(config.getoption("--moment"))


def pytest_report_header() -> str:
    """Say when, so that a failure can be seen again."""
    return days.describe()


@pytest.fixture
def store(built_stores: Built, tmp_path: Path) -> Iterator[Store]:
    """A store without a single row."""
    opened = _opened_copy(built_stores, "bare", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def put(store: Store) -> Callable[..., int]:
    """Write rows of one table in a change set of their own: put("party", {...}, {...}) gives its number."""

    def write(name: str, *rows: Row, by: Actor = TESTER) -> int:
        with store.write(by=by, reason="toets", source=ChangeSource.FORM, is_sure=sure) as change:
            change.put(name, frame(*rows))
        return change.number

    return write


@pytest.fixture(scope="session")
def built_stores(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Files of the stores that take long to build, made when first asked for; copy them, never open them."""
    folder = tmp_path_factory.mktemp("stores")

    def built(name: str) -> Path:
        path = folder / f"{name}.duckdb"
        if not path.exists():
            if name == "bare":
                open_store(path, create=True).close()
            elif name == "empty":
                start_empty(path, neighbourhood="Voorbeeldwijk", municipality="Voorbeeldstad")
            else:
                start_from_folders(path, default_folders(with_examples=name == "botu"))
        return path

    return built


def _opened_copy(built: Built, name: str, tmp_path: Path) -> Store:
    path = tmp_path / f"{name}.duckdb"
    shutil.copy(built(name), path)
    return open_store(path)


@pytest.fixture(scope="session")
def read_only_stores(built_stores: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """read_only_stores("botu"), "real", "empty" or "bare": opened once for all tests that only read."""
    folder = tmp_path_factory.mktemp("read_only")
    opened: dict[str, Store] = {}

    def of(name: str) -> Store:
        if name not in opened:
            opened[name] = _opened_copy(built_stores, name, folder)
        return opened[name]

    yield of
    for store in opened.values():
        store.close()


@pytest.fixture
def botu_store(built_stores: Built, tmp_path: Path) -> Iterator[Store]:
    """BoTu's real agreement with its examples."""
    opened = _opened_copy(built_stores, "botu", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def real_store(built_stores: Built, tmp_path: Path) -> Iterator[Store]:
    """BoTu's real agreement, without examples."""
    opened = _opened_copy(built_stores, "real", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def empty_store(built_stores: Built, tmp_path: Path) -> Iterator[Store]:
    """A neighbourhood that has just begun: an agreement and nothing else."""
    opened = _opened_copy(built_stores, "empty", tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def own_copy(built_stores: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """own_copy("empty"): a store to write in before a file of tests looks at it; closed after that file."""
    opened: list[Store] = []

    def of(name: str) -> Store:
        opened.append(_opened_copy(built_stores, name, tmp_path_factory.mktemp("own")))
        return opened[-1]

    yield of
    for store in opened:
        store.close()
