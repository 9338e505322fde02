"""New codes: short, readable, and never one that was used before."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from sok_metrics.nouns import TABLES_BY_NAME

_LONGEST = 24


def new_code(table: str, values: Mapping[str, str | None], used: Collection[str]) -> str:
    """A code for a new record with these values; `used` holds every code that was ever given."""
    rule = TABLES_BY_NAME[table].code
    if prefix := rule.prefixes.get(values.get(rule.by) or "", rule.prefix):
        return next_code(prefix, used)
    if rule.parts:
        first, *others = (values.get(name) or "" for name in rule.parts)
        return _unused("-".join([first, *(slug(part) for part in others if part)]), used)
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
