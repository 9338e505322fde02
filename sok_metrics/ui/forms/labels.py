"""What records are called, in choices and in titles."""

from sok_metrics.nouns import TABLES_BY_NAME, Column
from sok_metrics.nouns.model import FORGOTTEN_ROLE, CommitmentKind
from sok_metrics.nouns.rule_kinds import Only
from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.store.reader import WholeReader
from sok_metrics.texts import _
from sok_metrics.texts.formats import shortened
from sok_metrics.texts.history import value_words
from sok_metrics.views.rows import rows_of

_LONGEST = 60


class Names:
    """The names of what the store holds; each table is read once, when it is first asked for."""

    def __init__(self, reader: WholeReader) -> None:
        self._reader = reader
        self._options: dict[str, dict[str, str]] = {}

    def options(self, table: str) -> dict[str, str]:
        """Key -> label of every record that a field may refer to."""
        if table not in self._options:
            self._options[table] = self._read(table)
        return self._options[table]

    def choices(self, table: str, column: Column) -> dict[str, str]:
        """Key -> label of every record that this field may refer to; what a rule refuses is no choice."""
        rules = [rule for rule in TABLES_BY_NAME[table].rules if isinstance(rule, Only)]
        paths = [(*rule.column.rpartition("."), rule.allowed[0]) for rule in rules]
        where = {name: code for ours, _dot, name, code in paths if ours == column.name}
        if not where:
            return self.options(column.refers_to or "")
        found = list_records(self._reader, column.refers_to or "", where)
        return {record.key[0]: self.label(record) for record in found}

    def knows(self, table: str, column: str, value: str) -> bool:
        """Whether a field of choices has this one: a word of its list, or the key of what it refers to."""
        description = TABLES_BY_NAME[table].column(column)
        if description.choices is not None:
            return value in description.choices.values()
        return description.refers_to is not None and value in self.options(description.refers_to)

    def label(self, record: Record) -> str:
        """A record in a few words: "P1 Sociaal incasseren"."""
        described = TABLES_BY_NAME[record.table]
        code = record.key[0] if described.key == ("code",) and not described.code.is_name else ""
        column = next((name for name in described.named_by if record.values.get(name)), None)
        words = self.in_words(record.table, column, record.values[column]).split() if column else []
        label = f"{code} {shortened(' '.join(words), _LONGEST)}".strip() or " ".join(record.key)
        return label + (_(" (voorbeeld)") if record.is_example else "")

    def in_words(self, table: str, column: str, value: str | None) -> str:
        """A canonical value as people read it."""
        referred = TABLES_BY_NAME[table].column(column).refers_to
        known = self.options(referred) if referred and value else {}
        return known.get(value or "") or value_words(table, column, value)

    def _read(self, table: str) -> dict[str, str]:
        if table == "commitment":
            return self._read_commitments()
        if table == "person":
            return self._read_people()
        return {record.key[0]: self.label(record) for record in list_records(self._reader, table)}

    def _read_commitments(self) -> dict[str, str]:
        """First the values, then the goals, then the rules, each in the order of the agreement."""
        kinds = [kind.value for kind in CommitmentKind]
        found = sorted(rows_of(list_commitments(self._reader)), key=lambda row: kinds.index(row.kind))
        return {row.code: f"{row.code} {row.title}" for row in found}

    def _read_people(self) -> dict[str, str]:
        """Each with the name when that may be seen, or else by the role alone."""
        consents = list_records(self._reader, "consent", {"field": "name"})
        agreed = {one.values["person_code"] for one in consents if one.values["withdrawn_on"] is None}
        labels = {}
        for record in list_records(self._reader, "person"):
            name = record.values["name"] if record.key[0] in agreed else None
            if record.values["role"] != FORGOTTEN_ROLE:
                labels[record.key[0]] = self.label(record) + (f", {name}" if name else "")
        return labels
