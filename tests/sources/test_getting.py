"""The one function that really goes outside: seconds, bytes and hosts have their limits."""

import io
import socket
from email.message import Message
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from sok_metrics.errors import SourceFaultError, SourceUnreachableError
from sok_metrics.sources import getting
from sok_metrics.sources.getting import SamePlace, get

HERE = "https://cbs.example/a"


class Opener:
    """Stands in for the network: gives one answer, or raises."""

    def __init__(self, answer):
        self.answer = answer

    def open(self, request, timeout):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def answers(monkeypatch):
    return lambda answer: monkeypatch.setattr(getting, "build_opener", lambda *_handlers: Opener(answer))


def test_an_answer_is_given_as_it_is(answers):
    answers(io.BytesIO(b'{"value": []}'))
    assert get(HERE) == b'{"value": []}'


@pytest.mark.parametrize("url", ["http://cbs.example/a", "file:///etc/hosts", "ftp://cbs.example/a"])
def test_only_https_is_asked(url):
    with pytest.raises(SourceFaultError, match="niet veilig"):
        get(url)


def test_too_much_is_not_read_to_the_end(answers):
    class Endless(io.BytesIO):
        def read(self, size=-1):
            return b"a" * size

    answers(Endless())
    with pytest.raises(SourceFaultError, match="te groot"):
        get(HERE, largest=100_000)


def test_an_answer_that_drips_is_given_up(answers):
    answers(io.BytesIO(b"a" * 100_000))
    with pytest.raises(SourceUnreachableError, match="niet te bereiken"):
        get(HERE, patience=-1)


@pytest.mark.parametrize("fault", [TimeoutError(), ConnectionResetError(), socket.gaierror(-2, "no name")])
def test_no_network_is_one_sentence(answers, fault):
    answers(fault)
    with pytest.raises(
        SourceUnreachableError, match="cbs.example is nu niet te bereiken. Er is niets veranderd"
    ):
        get(HERE)


def test_a_fault_of_the_service_says_which(answers):
    answers(HTTPError(HERE, 500, "Internal Server Error", Message(), io.BytesIO()))
    with pytest.raises(SourceFaultError, match="fout \\(nummer 500\\)"):
        get(HERE)


def test_a_host_that_never_says_a_word_is_given_up_at_once():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(SourceUnreachableError):
            get(f"https://127.0.0.1:{port}/", silence=0.2)


@pytest.mark.parametrize(
    "target", ["https://elders.example/a", "http://cbs.example/a", "https://cbs.example:81/a"]
)
def test_a_move_to_another_place_is_not_followed(target):
    with pytest.raises(SourceFaultError, match="ander adres"):
        SamePlace().redirect_request(Request(HERE), io.BytesIO(), 302, "Found", {}, target)


def test_a_move_within_the_place_is_followed():
    moved = SamePlace().redirect_request(
        Request(HERE), io.BytesIO(), 302, "Found", {}, "https://CBS.example/b"
    )
    assert moved is not None
    assert moved.full_url == "https://CBS.example/b"
