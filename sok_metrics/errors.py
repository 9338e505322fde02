"""What can go wrong, in few named errors; each carries the Dutch sentence that the user sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LINE = "_line"
"""The column in which a reader of files keeps the line that a row stands on."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in data that come in: where it stands, what stands there, and what to do."""

    sheet: str
    line: int | None
    heading: str | None
    value: str | None
    sentence: str
    asks: bool = False
    """Whether it may be right: then it is enough that somebody says so."""

    @classmethod
    def of_sheet(cls, sheet: str, sentence: str) -> "Problem":
        """Something that is wrong with a whole sheet or file."""
        return cls(sheet, None, None, None, sentence)

    def __str__(self) -> str:
        place = [self.sheet]
        if self.line is not None:
            place.append(f"regel {self.line}")
        if self.heading:
            place.append(f"kolom '{self.heading}'")
        shown = f" staat '{_in_short(self.value)}'." if self.value and self.value.strip() else ""
        return f"{', '.join(place)}:{shown} {self.sentence}"


def _in_short(value: str) -> str:
    """A value on one line, and not longer than a sentence can bear."""
    line = " ".join(value.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


class SokError(Exception):
    """Something that the user can understand and mend; `str()` is the Dutch sentence."""

    def __init__(self, sentence: str = "", for_anybody: str | None = None) -> None:
        super().__init__(sentence)
        self._for_anybody = for_anybody

    @property
    def sentence(self) -> str:
        """The sentence for whoever reads a page: what is wrong and what to do, without places on the server.

        For the log, the command line and administrators there is `str()`.
        """
        return str(self) if self._for_anybody is None else self._for_anybody

    def __reduce__(self) -> tuple[Any, ...]:
        """As it goes from one process to another; some kinds know more than their sentence."""
        return _as_it_was, (type(self), self.args, vars(self))


def _as_it_was(kind: type["SokError"], arguments: tuple[Any, ...], more: dict[str, Any]) -> "SokError":
    error = kind.__new__(kind, *arguments)
    vars(error).update(more)
    return error


class StoreLockedError(SokError):
    """Another process has the store open."""


class StoreNewerError(SokError):
    """The store was made by a newer version of this software."""


class StoreDamagedError(SokError):
    """The file is not a readable store."""


class StoreReadOnlyError(SokError):
    """The file or its folder cannot be written."""


class DiskFullError(SokError):
    """There is no room left to write."""


class StoreMissingError(SokError):
    """There is no store at this place."""


class StoreGoneError(SokError):
    """The file of the store was taken away, or another came in its place, while it was open."""


class StoreExistsError(SokError):
    """There is a store at this place already."""


class StoreFaultError(SokError):
    """The store refused for a reason that has no error of its own."""


class ServerUnreachableError(SokError):
    """The running server that has the store open does not answer."""


class InvalidDataError(SokError):
    """Data that come in are wrong; `problems` names every one and nothing was saved."""

    def __init__(self, sentence: str, problems: Sequence[Problem], for_anybody: str | None = None) -> None:
        super().__init__(sentence, for_anybody)
        self.problems = tuple(problems)


class UnsureError(InvalidDataError):
    """Data that come in may be a mistake; nothing was saved, and it can be once somebody says it is right."""


class RefusedError(SokError):
    """What somebody sends in cannot be taken now; nothing was saved."""


class NotAllowedError(SokError):
    """Who acts has no right to do this; nothing was saved."""


class StaleRecordError(SokError):
    """Somebody else changed the record meanwhile; `current` is what stands there now, as canonical text."""

    def __init__(self, sentence: str, current: Mapping[str, str | None], version: int) -> None:
        super().__init__(sentence)
        self.current = dict(current)
        self.version = version


class SourceUnreachableError(SokError):
    """A service outside, such as CBS, does not answer: no network, or it is down."""


class SourceFaultError(SokError):
    """A service outside, or a file from it, gives something that we cannot use."""
