"""Which role may change which table: every write is checked here, whatever the page showed."""

from sok_metrics.errors import NotAllowedError
from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.texts import _

SERVER = Actor("SOK-monitor", Role.ADMINISTRATOR)
"""The software itself: the first start, and commands of who has the file in hand."""

VISITOR = Actor("bezoeker", Role.VISITOR)
"""Anybody who did not sign in: nobody keeps who that was."""


def role_for(table: str) -> Role:
    """The role that may change rows of this table."""
    return TABLES_BY_NAME[table].changed_by


def require_role(actor: Actor, needed: Role) -> None:
    """Raise NotAllowedError when the actor lacks this role."""
    if not actor.role.covers(needed):
        raise NotAllowedError(
            _("Dit mag alleen iemand van het beheer. Er is niets veranderd. Meld u aan als beheerder.")
            if needed is Role.ADMINISTRATOR
            else _("Dit mag alleen de redactie. Er is niets veranderd. Meld u eerst aan.")
        )


def require_right(actor: Actor, table: str, *, only_added: bool) -> None:
    """Raise NotAllowedError when the actor may not add rows to the table, or change them."""
    if not (only_added and TABLES_BY_NAME[table].anybody_adds):
        require_role(actor, role_for(table))
