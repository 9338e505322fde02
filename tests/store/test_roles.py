"""Every function that writes, called with each role: whatever a page shows, the store decides."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from sok_metrics.errors import NotAllowedError
from sok_metrics.nouns import TABLES
from sok_metrics.nouns.calendar import Period
from sok_metrics.nouns.model import Actor, PersonalField, Role
from sok_metrics.store import changes
from sok_metrics.store.changes.floods import Sender
from sok_metrics.store.changes.permissions import require_right
from sok_metrics.store.changes.publications import NewPublication
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.publications import PublicationKind
from tests.store.rows import TODAY, frame, indicator, meeting, party, save, series

ROOT = Path(__file__).resolve().parents[2]
LATER = date(2026, 12, 20)
DAY = Period(TODAY, TODAY)

# Write functions (module.name) -> the least role that may, and what else to call them with.
NEEDS: dict[str, tuple[Role, Callable[[], dict[str, Any]]]] = {
    "consents.give_consent": (
        Role.ADMINISTRATOR,
        lambda: {
            "person_code": "EB",
            "field": PersonalField.PHONE,
            "given_on": TODAY,
            "how": "formulier",
        },
    ),
    "consents.withdraw_consent": (
        Role.ADMINISTRATOR,
        lambda: {"person_code": "EB", "field": PersonalField.EMAIL, "today": TODAY},
    ),
    "forget.find_person": (Role.ADMINISTRATOR, lambda: {"code": "EB"}),
    "forget.forget": (Role.ADMINISTRATOR, lambda: {"code": "EB", "day": TODAY, "spots": ()}),
    "ideas.submit_idea": (
        Role.VISITOR,
        lambda: {"text": "Een bankje bij de halte", "sender": Sender("iemand", "192.0.2.1"), "today": TODAY},
    ),
    "measurements.record_measurements": (
        Role.EDITOR,
        lambda: {"entries": [module("measurements").Entry("IND-01", DAY, value=3.0)]},
    ),
    "preview.preview": (Role.VISITOR, lambda: {"tables": {"party": frame(party("PB"))}}),
    "publications.answer_remark": (Role.EDITOR, lambda: {"number": 1, "answer": "Ja", "version": 1}),
    "publications.extend_tuning": (
        Role.EDITOR,
        lambda: {"number": 1, "until": date(2026, 12, 24), "version": 1, "today": TODAY},
    ),
    "publications.leave_remark": (
        Role.VISITOR,
        lambda: {
            "number": 1,
            "text": "Dat klopt niet",
            "sender": Sender("iemand", "192.0.2.1"),
            "today": TODAY,
        },
    ),
    "publications.publish_now": (Role.EDITOR, lambda: {"number": 1, "version": 1, "today": TODAY}),
    "publications.start_tuning": (
        Role.EDITOR,
        lambda: {
            "new": NewPublication(PublicationKind.MINUTES, "Verslag", LATER, meeting_number=2),
            "today": TODAY,
        },
    ),
    "publications.withdraw": (Role.EDITOR, lambda: {"number": 1, "version": 1, "today": TODAY}),
    "records.editing": (Role.EDITOR, lambda: {"reason": "toets"}),
    "remove_idea.remove_idea": (Role.ADMINISTRATOR, lambda: {"number": 1, "reason": "Beledigend"}),
    "undo.undo": (Role.EDITOR, lambda: {"number": 1}),
    "versions.put_back": (
        Role.EDITOR,
        lambda: {"table": "party", "key": ["PA"], "old": 1, "now": 2, "reason": "toets"},
    ),
}
# Without `by`: for the software itself, where no page and no import can reach it.
FOR_THE_SOFTWARE = {"refill.refill", "remove_idea.remove_again"}
FOR_ADMINISTRATORS = {"agreement", "person", "consent", "signature", "process_group_member"}
FOR_EVERYBODY = {"idea", "publication_remark"}


def module(name):
    return importlib.import_module(f"{changes.__name__}.{name}")


def write_functions():
    """Every public function of store/changes that gets a store, as "module.name"."""
    found = {}
    for info in pkgutil.iter_modules(changes.__path__):
        for name, function in inspect.getmembers(module(info.name), inspect.isfunction):
            if function.__module__ == f"{changes.__name__}.{info.name}" and not name.startswith("_"):
                kinds = [one.annotation for one in inspect.signature(function).parameters.values()]
                if Store in kinds or "Store" in kinds:
                    found[f"{info.name}.{name}"] = function
    return found


FUNCTIONS = write_functions()


@pytest.fixture
def filled(store):
    """One row of what the functions change; party PA has two versions."""
    person = {"code": "EB", "name": "Els Bakker", "role": "contactpersoon"}
    consent = {"person_code": "EB", "field": "email", "given_on": "2026-01-05", "how": "formulier"}
    save(store, party=[party("PZ")])
    save(store, party=[party("PA", name="Eerste naam")], person=[person], consent=[consent])
    save(store, party=[party("PA")], indicator=[indicator()], series=[series()])
    save(store, meeting=[meeting(1), meeting(2)])
    save(store, idea=[{"number": "1", "submitted_on": "2026-11-20", "text": "Meer bomen"}])
    publication = {"number": "1", "kind": "minutes", "title": "Verslag", "meeting_number": "1"}
    remark = {"number": "1", "publication_number": "1", "made_on": "2026-11-20", "text": "Klopt dit?"}
    save(store, publication=[publication | {"tuning_until": LATER.isoformat()}], publication_remark=[remark])
    return store


def test_every_function_that_writes_says_whose_it_is():
    assert set(FUNCTIONS) - set(NEEDS) - FOR_THE_SOFTWARE == set(), "say in NEEDS which role may"


@pytest.mark.parametrize("name", sorted(set(NEEDS) & set(FUNCTIONS)))
def test_a_write_function_does_its_work_for_its_role_and_refuses_every_lower_one(name, filled):
    needed, arguments = NEEDS[name]
    before = filled.reader().last_change
    takes_by = "by" in inspect.signature(FUNCTIONS[name]).parameters
    assert takes_by or needed is Role.VISITOR, f"{name} has to know who acts"
    for role in Role:
        if not role.covers(needed):
            with pytest.raises(NotAllowedError):
                call(FUNCTIONS[name], filled, arguments(), Actor("iemand", role))
            assert filled.reader().last_change == before
    by = {"by": Actor("iemand", needed)} if takes_by else {}
    call(FUNCTIONS[name], filled, arguments() | by, None)


def call(function, store, arguments, by):
    """Call a write function, and go into the block of one that is a context manager."""
    answer = function(store, **arguments, **({"by": by} if by else {}))
    if isinstance(answer, AbstractContextManager):
        with answer:
            pass


def test_each_table_is_changed_by_its_role_only():
    for table, role, only_added in product(TABLES, Role, (True, False)):
        needed = Role.ADMINISTRATOR if table.name in FOR_ADMINISTRATORS else Role.EDITOR
        may = role.covers(needed) or (only_added and table.name in FOR_EVERYBODY)
        with nullcontext() if may else pytest.raises(NotAllowedError):
            require_right(Actor("iemand", role), table.name, only_added=only_added)


def test_no_page_acts_in_the_name_of_the_software_or_past_the_write_path():
    """Only the first passphrase does: then there is nobody yet in whose name it could be."""
    past = re.compile(r"\bSERVER\b(?!\s*=)|\.transaction\(")
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("pages", "sok_metrics/ui", "sok_metrics/web")
        for path in (ROOT / folder).rglob("*.py")
        if past.search(path.read_text(encoding="utf-8").replace("ChangeSource.SERVER", ""))
    }
    assert found == {"sok_metrics/web/sign_in.py"}
