"""How often a test with made-up input tries: a quarter of it in `make test`, all of it in test-full."""

from hypothesis import settings


def tries(thorough: int) -> int:
    """How many examples to make, where so many are made in `make test-full`."""
    now = settings()
    return max(5, thorough * now.max_examples // settings.get_profile("thorough").max_examples)
