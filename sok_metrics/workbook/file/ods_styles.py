"""What the styles of an .ods file say of numbers: which show as a date, a month, a year or a percentage."""

from collections.abc import Callable
from xml.parsers import expat

from sok_metrics.workbook.file.archive import local
from sok_metrics.workbook.file.sheet import DateNumber, MonthNumber, PercentNumber, YearNumber

Number = Callable[[float], float]


class StylesParser:
    """Collects, from the two parts that have styles, what tells how a cell is shown."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self.raised: set[str] = set()
        """The styles of text that stands above the line, such as the number of a note."""
        self._parts: dict[str, set[str]] = {}
        self._data_style: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        self._name = self._date = ""

    def connect(self, parser: expat.XMLParserType) -> None:
        """Be the handler of a part with styles only."""
        parser.StartElementHandler = lambda tag, given: self.start(local(tag), given)

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take note of the start of an element."""
        if name == "style":
            self._name = given.get("style:name", "")
            self._data_style[self._name] = given.get("style:data-style-name", "")
            self._parent[self._name] = given.get("style:parent-style-name", "")
        elif name == "date-style":
            self._date = given.get("style:name", "")
            self._parts[self._date] = set()
        elif name in ("day", "month", "year", "hours", "minutes", "seconds", "quarter", "day-of-week"):
            self._parts.setdefault(self._date, set()).add(name)
        elif name == "table-properties" and given.get("table:display") == "false":
            self.hidden_tables.add(self._name)
        elif name == "text-properties" and given.get("style:text-position", "").startswith("super"):
            self.raised.add(self._name)

    def number_kind(self, style: str, value_type: str) -> Number:
        """What a number of this type becomes in a cell of this style."""
        if value_type == "percentage":
            return PercentNumber
        if value_type != "date":
            return float
        shown = self._parts.get(self._data_style_of(style), set())
        if shown == {"year"}:
            return YearNumber
        return MonthNumber if shown == {"month", "year"} else DateNumber

    def _data_style_of(self, style: str) -> str:
        """The format of a cell's style, or of the style that it is made after."""
        for _step in range(10):
            found = self._data_style.get(style, "")
            if found or not style:
                return found
            style = self._parent.get(style, "")
        return ""
