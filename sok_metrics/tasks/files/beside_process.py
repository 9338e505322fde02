"""The process that works beside the pages (see `tasks.beside`): work comes in, what came of it goes out."""

import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import IO

from sok_metrics.errors import SokError


def main() -> None:
    """Work until there is nobody any more who asks for it."""
    if hasattr(os, "nice"):
        os.nice(5)
    # Who stops the server with Ctrl+C stops this through the pipe that closes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not come between the answers. Never closed: who asked takes that for the end.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(BrokenPipeError, EOFError):
        while True:
            _work(sys.stdin.buffer, out)


def _work(into: IO[bytes], out: IO[bytes]) -> None:
    """One piece of work; an unknown fault ends the process, with its story in the log."""
    function, arguments, named = pickle.load(into)
    answer: object
    try:
        answer = function(*arguments, **named)
    except SokError as error:
        answer = error
    # Packed before it is sent: half an answer would be worse than none.
    packed = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
    out.write(packed)
    out.flush()


if __name__ == "__main__":
    main()
