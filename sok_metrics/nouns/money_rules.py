"""The rules of money: what goes out of a pot is there, and fits what the giver asked."""

from dataclasses import dataclass

from sok_metrics.nouns.rules import Around, Row, Rule, Total, differs, figure

_FUND = ("fund_code",)
_PART = ("allocation_number", "fund_code")
_WHERE_PAID_BACK = (("kind", "paid_back"),)

GRANTED = Total("allocation_fund", _FUND)
GRANTED_PART = Total("allocation_fund", _PART)
GRANTED_OF_FUND = Total("allocation_fund", ("code",), _FUND)
RECEIVED = Total("fund_instalment", _FUND, filled="received_on")
RECEIVED_OF_FUND = Total("fund_instalment", ("code",), _FUND, filled="received_on")
PAID = Total("payment", _FUND)
PAID_PART = Total("payment", _PART)
RETURNED = Total("returned_money", _FUND)
RETURNED_TO_FUND = Total("returned_money", ("code",), _FUND)
PAID_BACK = Total("returned_money", _FUND, where=_WHERE_PAID_BACK)
PAID_BACK_PART = Total("returned_money", _PART, where=_WHERE_PAID_BACK)
NOT_NEEDED_PART = Total("returned_money", _PART, where=(("kind", "not_needed"),))


@dataclass(frozen=True)
class Covered(Rule):
    """What goes out together is not above what there is, or a change makes that no worse than it was.

    Where there is no row at all of the first that brings in, `or_else` counts in its place.
    """

    out: tuple[Total, ...]
    there: tuple[Total, ...]
    or_else: tuple[str, ...] = ()
    weighs: tuple[str, ...] = ("amount",)
    """The columns of the row by which more goes out, or less comes in."""

    @property
    def looks_at_one_row(self) -> bool:
        """Other rows count as well."""
        return False

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether this row makes more go out than there is."""
        before, short = around.before, self._short(row)
        if short <= 0:
            return False
        if before is None or before["archived_at"] is not None:
            return row["archived_at"] is None
        if self.pardon and before[self.pardon] and not row[self.pardon]:
            return row["archived_at"] is None
        if not differs(row, before, (*self.weighs, *self._pots, "archived_at")):
            return False
        return differs(row, before, self._pots) or short > max(0.0, self._short(before))

    @property
    def _pots(self) -> set[str]:
        return {*(name for one in (*self.out, *self.there) for name in one.by), *self.where}

    def _short(self, row: Row) -> float:
        out = sum(figure(row[one.name]) or 0 for one in self.out)
        first, *others = [figure(row[one.name]) for one in self.there]
        if first is None and self.or_else:
            first = figure(row[self.or_else[0]])
        return round(out - sum(one or 0 for one in (first, *others)), 2)


@dataclass(frozen=True)
class Fits(Rule):
    """Where a column asks for one thing, that is what stands in another."""

    given: str
    asked: str

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether something is asked, and something else (or nothing) is there."""
        return row[self.asked] is not None and row[self.given] != row[self.asked]
