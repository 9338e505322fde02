"""A command that is told to stop closes its store first, so that all it saved stands in the one file."""

import signal
import sys
import threading
from types import FrameType

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")


def stop_in_order() -> None:
    """End this process with what it has to do at its end when somebody stops it; Ctrl+C does so already."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        # Only where nobody listens: a signal that is ignored (nohup) stays so.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
