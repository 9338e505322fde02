"""Pieces of work for tests/tasks/files/test_beside.py: another process finds them by their name."""

import os
from datetime import date
from typing import NoReturn

TODAY = date(2026, 11, 22)


def own_process() -> int:
    return os.getpid()


def add(a: int, b: int) -> int:
    return a + b


def refuse(error: Exception) -> NoReturn:
    raise error


def fail() -> float:
    return 1 / 0


def print_and_add(a: int, b: int) -> int:
    print("hallo", flush=True)
    return a + b
