"""Which fields the form of each table asks, in which order, and what hangs on the record."""

from dataclasses import dataclass, field

from sok_metrics.nouns import TABLES_BY_NAME


@dataclass(frozen=True)
class LinkField:
    """A choice of several others that the record is linked to: rows of a table with two references as key."""

    table: str
    own: str
    other: str


@dataclass(frozen=True)
class Spec:
    """The form of one table."""

    more: tuple[str, ...] = ()
    """Columns that few need: they stand folded in."""
    long: tuple[str, ...] = ()
    """Columns with room for several lines."""
    links: tuple[LinkField, ...] = ()
    children: tuple[tuple[str, str], ...] = ()
    """(table, column that refers to this record): what hangs on the record and has a form of its own."""
    asks_code: bool = False
    """Whether the form asks the code of a new record."""
    page: str = ""
    """Key of the page of one such thing; "" when it has none."""
    opens_again: bool = False
    """Whether a new one means nothing without what hangs on it: once saved, its form opens again."""
    label: tuple[str, ...] = field(default=("title", "name", "text"))
    """The columns of which the first that is filled names the record."""


_COMMITMENTS_OF_PROJECT = LinkField("project_commitment", "project_code", "commitment_code")
_INDICATORS_OF_PROJECT = LinkField("indicator_project", "project_code", "indicator_code")
_COMMITMENTS_OF_INDICATOR = LinkField("indicator_commitment", "indicator_code", "commitment_code")
_PROJECTS_OF_INDICATOR = LinkField("indicator_project", "indicator_code", "project_code")
_INDICATORS_OF_COMMITMENT = LinkField("indicator_commitment", "commitment_code", "indicator_code")
_PROJECTS_OF_COMMITMENT = LinkField("project_commitment", "commitment_code", "project_code")

_SPECS: dict[str, Spec] = {
    "agreement": Spec(long=("summary",)),
    "agreement_version": Spec(long=("note",)),
    "commitment": Spec(),
    "commitment_text": Spec(
        long=("description",),
        links=(_INDICATORS_OF_COMMITMENT, _PROJECTS_OF_COMMITMENT),
        children=(("rule_parameter", "commitment_code"),),
    ),
    "rule_parameter": Spec(label=("name",)),
    "area": Spec(asks_code=True),
    "party": Spec(more=("left_on", "website"), long=("contribution",)),
    "person": Spec(label=("role",)),
    "consent": Spec(label=("field",)),
    "signature": Spec(long=("personal_note",), label=("hat", "party_code")),
    "process_group_member": Spec(label=("task", "person_code")),
    "project": Spec(
        more=("planned_on", "series_year", "starts_on", "ends_on"),
        long=("summary", "plan"),
        links=(_COMMITMENTS_OF_PROJECT, _INDICATORS_OF_PROJECT),
        children=(("milestone", "project_code"), ("project_party", "project_code")),
        page="project",
    ),
    "project_party": Spec(label=("party_code",)),
    "milestone": Spec(long=("note",)),
    "indicator": Spec(
        more=(
            "lower_bound", "upper_bound", "smallest_change", "path", "privacy_rule", "privacy_threshold",
            "derived_metric", "derived_from", "is_core",
        ),
        long=("definition", "method"),
        links=(_COMMITMENTS_OF_INDICATOR, _PROJECTS_OF_INDICATOR),
        children=(("series", "indicator_code"), ("rubric_level", "indicator_code")),
        asks_code=True,
        page="indicator",
    ),
    "rubric_level": Spec(),
    "series": Spec(
        more=(
            "edition", "group_name", "target_series_code", "target_source", "range_low", "range_high",
            "source_field",
        ),
        children=(("interim_target", "series_code"),),
        label=("label", "code"),
    ),
    "interim_target": Spec(label=("due_on",)),
    "measurement": Spec(
        more=("source_location", "base_count"), long=("story", "note"), label=("period_end",)
    ),
    "meeting": Spec(
        more=("closed_at",),
        long=("minutes",),
        children=(
            ("agenda_item", "meeting_number"), ("attendance", "meeting_number"), ("remark", "meeting_number"),
            ("decision", "meeting_number"), ("action", "meeting_number"), ("spotlight", "meeting_number"),
            ("card_answer", "meeting_number"),
        ),
        page="meeting",
    ),
    "attendance": Spec(label=("group_name",)),
    "card_answer": Spec(label=("indicator_code",)),
    "remark": Spec(long=("text",)),
    "decision": Spec(more=("withdrawn_on",), long=("text",)),
    "action": Spec(more=("dropped_on",), long=("text",)),
    "spotlight": Spec(long=("text",)),
    "fund": Spec(
        long=("conditions",), children=(("fund_instalment", "fund_code"), ("carry_over", "fund_code"))
    ),
    "fund_instalment": Spec(label=("due_on", "received_on")),
    "proposal": Spec(long=("summary",)),
    "allocation": Spec(
        long=("note",),
        children=(("allocation_fund", "allocation_number"), ("payment", "allocation_number")),
        opens_again=True,
        label=("note", "granted_on"),
    ),
    "allocation_fund": Spec(label=("fund_code",)),
    "payment": Spec(label=("description", "paid_on")),
    "carry_over": Spec(label=("from_year",)),
    "idea": Spec(more=("title", "submitted_on", "submitted_by"), long=("text", "answer")),
    "publication": Spec(long=("text",)),
    "publication_remark": Spec(long=("text", "answer")),
}  # fmt: skip


def spec_of(table: str) -> Spec:
    """The form of this table."""
    return _SPECS.get(table, Spec())


_PRESETS = {
    "commitment": ("kind",),
    "rule_parameter": ("agreement_version",),
    "signature": ("person_code",),
}
"""What a button fills in beside what the new record hangs on."""


def presets_of(table: str) -> tuple[str, ...]:
    """The fields that the address of a new record may fill in: those that our own buttons fill in."""
    parents = [column for spec in _SPECS.values() for child, column in spec.children if child == table]
    return (*dict.fromkeys(parents), *_PRESETS.get(table, ()))


def asked_columns(table: str, *, is_new: bool) -> list[str]:
    """The columns that the form asks, in order; the key of an existing record never changes."""
    description, spec = TABLES_BY_NAME[table], spec_of(table)
    names = [column.name for column in description.columns]
    hides_key = not is_new or description.numbered or (description.key == ("code",) and not spec.asks_code)
    hidden = set(description.key) if hides_key else set()
    return [name for name in names if name not in hidden]
