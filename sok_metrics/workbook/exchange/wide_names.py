"""Finding the series that people mean in a table: by its code, its name, and the area beside it."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from sok_metrics.texts import _
from sok_metrics.workbook.exchange.cells import plain_word
from sok_metrics.workbook.exchange.wide_grid import NamedSeries
from sok_metrics.workbook.exchange.wide_words import area_word, without_unit


class SeriesNames:
    """Finds the series that people mean by a code or a name, whatever its case and accents."""

    def __init__(self, series: Sequence[NamedSeries]) -> None:
        self.by_code = {one.code: one for one in series}
        self._by_code = {plain_word(one.code): one.code for one in series}
        self._by_name: dict[str, set[str]] = {}
        self._shown = {}
        self._areas: dict[str, str] = {}
        self._named_areas: dict[str, list[str]] = {}
        self._found: dict[str, str | None] = {}
        self._found_in_area: dict[tuple[str, str], str | None] = {}
        self._areas_of_indicator: dict[str, set[str]] = {}
        for one in series:
            self._areas_of_indicator.setdefault(one.indicator, set()).update(one.areas[:1])
            for name in one.names:
                self._by_name.setdefault(plain_word(name), set()).add(one.code)
                self._shown[plain_word(name)] = f"{name} ({one.code})"
            self._shown[plain_word(one.code)] = one.code
            for area in one.areas:
                self._areas[area_word(area)] = one.areas[0]

    def find(self, text: str) -> str | None:
        """The code of the series with this code, or the only one with this name.

        A unit behind the name does not matter; an area in it does: "Gas (Rotterdam)" is that of Rotterdam.
        """
        if text not in self._found:  # a long table names one series on many lines
            self._found[text] = None if self.area_of(text) else self._find(text)
        return self._found[text]

    def _find(self, text: str) -> str | None:
        for written in dict.fromkeys((text, without_unit(text))):
            word = plain_word(written)
            named = self._by_name.get(word, set())
            code = self._by_code.get(word) or (next(iter(named)) if len(named) == 1 else None)
            if code is not None:
                return code
        return self._with_area_in_it(text)

    def _with_area_in_it(self, text: str) -> str | None:
        for name in self.areas_in(text):
            rest = re.sub(re.escape(name), " ", without_unit(text), flags=re.IGNORECASE).replace("()", " ")
            word = plain_word(without_unit(" ".join(rest.split()).strip(" ,-:")).strip(" ,-:()"))
            named = self._by_name.get(word, set())
            if len(named) == 1:
                return self._of_area(next(iter(named)), name)
        return None

    def what_is_wrong(self, text: str) -> str:
        """What to say of a text that `find` does not know."""
        if len(codes := self._by_name.get(plain_word(text), set())) > 1:
            return _("Zo heten meer reeksen. Schrijf de code: {codes}.").format(
                codes=", ".join(sorted(codes))
            )
        close = get_close_matches(plain_word(text), self._shown, n=1, cutoff=0.6)
        if close:
            return _("Deze indicator kennen we niet. Bedoelt u {name}?").format(name=self._shown[close[0]])
        return _("Deze indicator kennen we niet. Schrijf de naam of de code zoals op de pagina Indicatoren.")

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that there are series of."""
        return tuple(dict.fromkeys(self._areas.values()))

    def area_of(self, text: str) -> str | None:
        """The area that is called so, or has this code; None for what is no area of ours."""
        return self._areas.get(area_word(text)) or self._areas.get(plain_word(text)) if text else None

    def areas_in(self, text: str) -> list[str]:
        """The areas of which the name stands in a text; "Bospolder-Tussendijken" is not Bospolder."""
        if text not in self._named_areas:
            self._named_areas[text] = self._look_for_areas(text)
        return self._named_areas[text]

    def _look_for_areas(self, text: str) -> list[str]:
        found, rest = [], text
        for name in sorted(self.areas, key=len, reverse=True):
            pattern = rf"(?<![^\W_]){re.escape(name)}(?![^\W_])"
            if re.search(pattern, rest, re.IGNORECASE):
                found.append(name)
                rest = re.sub(pattern, " ", rest, flags=re.IGNORECASE)
        return found

    def in_area(self, code: str, text: str) -> str:
        """The series of the same indicator in an area; ValueError with a sentence when that is not one."""
        area = self.area_of(text)
        if area is None:
            raise ValueError(
                _("Van het gebied '{area}' hebben we geen reeks. Laat de regel weg.").format(area=text)
            )
        found = self._of_area(code, area)
        if found is None:
            names = self.by_code[code].names
            raise ValueError(
                _(
                    "{indicator} heeft niet één reeks van {area}. Laat dit weg, of maak eerst die reeks."
                ).format(indicator=names[0].partition(",")[0], area=area)
            )
        return found

    def name_of(self, code: str) -> str:
        """What a series is called, with its area where its indicator has more of them."""
        own = self.by_code[code]
        name, area = own.names[0], own.areas[0] if own.areas else ""
        return f"{name}, {area}" if len(self.areas_of(code)) > 1 and area not in name else name

    def areas_of(self, code: str) -> set[str]:
        """The areas of which its indicator has a series."""
        own = self.by_code[code]
        return self._areas_of_indicator[own.indicator] if own.indicator else set(own.areas[:1])

    def _of_area(self, code: str, area: str) -> str | None:
        if (code, area) not in self._found_in_area:
            self._found_in_area[code, area] = self._look_in_area(self.by_code[code], area)
        return self._found_in_area[code, area]

    def _look_in_area(self, own: NamedSeries, area: str) -> str | None:
        if area in own.areas[:1]:
            return own.code
        there = [
            one.code
            for one in self.by_code.values()
            if one.indicator and one.indicator == own.indicator and area in one.areas[:1]
        ]
        return there[0] if len(there) == 1 else None

    def codes_in(self, texts: Iterable[object]) -> list[str]:
        """The series that are named among these cells."""
        codes = (self.find(text) for text in texts if isinstance(text, str) and text)
        return [code for code in codes if code is not None]
