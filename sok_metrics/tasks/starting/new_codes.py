"""New codes: short, readable, and never one that was used before."""

import re
import unicodedata
from collections.abc import Collection, Mapping

_KIND_LETTER = {"value": "W", "goal": "D", "cooperation_rule": "S", "organisation_rule": "O"}
_LETTERS = {"project": "P", "person": "M", "indicator": "IND-"}
_LONGEST = 24


def new_code(table: str, values: Mapping[str, str | None], used: Collection[str]) -> str:
    """A code for a new record with these values; `used` holds every code that was ever given."""
    if table == "commitment":
        return next_code(_KIND_LETTER.get(values.get("kind") or "", "A"), used)
    if table == "series":
        parts = [values.get(name) for name in ("area_code", "edition", "group_name", "label")]
        return _unused(
            "-".join([values.get("indicator_code") or "", *(slug(part) for part in parts if part)]), used
        )
    if table in _LETTERS:
        return next_code(_LETTERS[table], used)
    name = next((values[column] for column in ("title", "name") if values.get(column)), None)
    return _unused(slug(name or table), used)


def next_code(prefix: str, used: Collection[str]) -> str:
    """The prefix with the number after the highest that was used: P6 after P5, IND-03 after IND-02."""
    numbers = [
        int(code.removeprefix(prefix)) for code in used if re.fullmatch(rf"{re.escape(prefix)}\d+", code)
    ]
    number = max(numbers, default=0) + 1
    return f"{prefix}{number:02d}" if prefix.endswith("-") else f"{prefix}{number}"


def slug(text: str) -> str:
    """A text as a code: capitals and digits, words joined by dashes, not too long."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", bare)
    code = ""
    for word in words:
        longer = f"{code}-{word}" if code else word
        if len(longer) > _LONGEST:
            break
        code = longer
    return code or "".join(words)[:_LONGEST] or "X"


def _unused(code: str, used: Collection[str]) -> str:
    if code not in used:
        return code
    return next(f"{code}-{n}" for n in range(2, len(used) + 3) if f"{code}-{n}" not in used)
