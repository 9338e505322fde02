"""Pieces of work for tests/tasks/files/test_beside.py: another process finds them by their name."""

import os
from datetime import date

TODAY = date(2026, 11, 22)


def own_process():
    return os.getpid()


def add(a, b):
    return a + b


def refuse(error):
    raise error


def fail():
    return 1 / 0


def print_and_add(a, b):
    print("hallo", flush=True)
    return a + b
