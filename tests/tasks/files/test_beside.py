"""Work in a process of its own: what comes back, what goes wrong, and that nothing is left behind."""

import os
import threading
import time

import pytest

from sok_metrics.errors import InvalidDataError, Problem, SokError
from sok_metrics.nouns.model import View
from sok_metrics.tasks.files import beside as module
from sok_metrics.tasks.files.beside import Worker, WorkFailedError, beside, employed
from sok_metrics.tasks.files.project_book import BookFormat, project_book
from tests.tasks.files import work_beside as work

TODAY = work.TODAY


@pytest.fixture
def worker():
    made = Worker(longest=60)
    yield made
    made.end()


def test_one_process_does_one_piece_of_work_after_another(worker):
    first = worker.do(work.own_process)
    assert first != os.getpid()
    assert worker.do(work.own_process) == first
    assert worker.do(work.add, 1, b=2) == 3


def test_a_sentence_for_the_user_comes_back_with_all_that_it_knows(worker):
    with pytest.raises(SokError, match="Dat kan niet"):
        worker.do(work.refuse, SokError("Dat kan niet."))
    problem = Problem("blad", 2, "kop", "x", "Zo niet.")
    with pytest.raises(InvalidDataError, match="Fout") as caught:
        worker.do(work.refuse, InvalidDataError("Fout.", [problem]))
    assert caught.value.problems == (problem,)


def test_an_unknown_fault_gives_a_sentence_and_its_story_in_the_log_and_the_next_works(worker, capfd):
    with pytest.raises(WorkFailedError, match="er ging iets mis"):
        worker.do(work.fail)
    assert "ZeroDivisionError" in capfd.readouterr().err
    assert worker.do(work.add, 1, b=2) == 3


def test_what_a_library_prints_does_not_come_between(worker, capfd):
    assert worker.do(work.print_and_add, 1, 2) == 3
    assert "hallo" in capfd.readouterr().err


def test_work_that_lasts_too_long_is_stopped():
    worker = Worker(longest=1.0)
    with pytest.raises(WorkFailedError, match="duurde te lang"):
        worker.do(time.sleep, 60)


def test_a_process_without_work_goes_away():
    worker = Worker(idle=0.0)
    first = worker.do(work.own_process)
    while worker._process is not None:
        time.sleep(0.01)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert worker.do(work.own_process) != first
    worker.end()


def test_work_is_done_here_when_nobody_is_employed():
    assert beside(work.own_process) == os.getpid()
    with employed(1):
        assert beside(work.own_process) != os.getpid()
    assert beside(work.own_process) == os.getpid()


def test_who_stops_the_server_does_not_wait_for_its_work():
    faults = []

    def wait():
        try:
            beside(time.sleep, 60)
        except WorkFailedError as error:
            faults.append(error)

    with employed(1):
        waiting = threading.Thread(target=wait)
        waiting.start()
        while module._workers is None or module._workers._all[0]._process is None:
            time.sleep(0.01)
    waiting.join(30)
    assert len(faults) == 1


def test_the_klapper_can_be_made_beside(read_only_stores):
    store = read_only_stores("botu")
    with employed(1):
        assert project_book(store, View(), TODAY, BookFormat.PDF).startswith(b"%PDF")
