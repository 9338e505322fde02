"""The parts of the page that tells whether we keep our agreements on the organisation."""

from collections.abc import Sequence

import streamlit as st

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.outcomes import WORST_FIRST, Part, Record, RuleCheck, RuleName
from sok_metrics.store.queries.agreement_checks import read_check_records
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.agreement_checks import part_sentence
from sok_metrics.texts.fields import noun
from sok_metrics.texts.formats import short_day
from sok_metrics.texts.mending import mend_sentence
from sok_metrics.ui.forms.buttons import edit_commitment
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.check_badges import check_badge
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.examples import EXAMPLE_BADGE
from sok_metrics.ui.parts.navigation import link
from sok_metrics.ui.parts.places import own_address
from sok_metrics.views.agreement_checks import check_rules
from sok_metrics.views.agreement_checks.period import Period, period_of, years_to_judge

_PAGE_OF_RULE = {
    RuleName.REVIEWS: ("reviews", _("Naar de bijeenkomsten")),
    RuleName.ASSESSMENTS: ("reviews", _("Naar de bijeenkomsten")),
    RuleName.FIRST_TIMERS: ("reviews", _("Naar de bijeenkomsten")),
    RuleName.LINKED_ITEMS: ("reviews", _("Naar de bijeenkomsten")),
    RuleName.CARDS: ("reviews", _("Naar de bijeenkomsten")),
    RuleName.MONTHLY_MEETINGS: ("monthly", _("Naar het overleg")),
    RuleName.PROJECT_SERIES: ("projects", _("Naar het werkboek")),
    RuleName.PLANS: ("projects", _("Naar het werkboek")),
    RuleName.CONTACTS: ("projects", _("Naar het werkboek")),
    RuleName.BUDGET_FUNDS: ("budget", _("Naar de energiebegroting")),
    RuleName.ADJUSTMENTS: ("decisions", _("Naar de besluiten")),
}
"""Where one part is seen and filled in."""


def ask_year() -> Period:
    """The year that the visitor chooses, as far as the agreement covers it; it stands in the address too."""
    agreement, today = session.agreement(), session.shown_day()
    starts_on, ends_on = (agreement.starts_on, agreement.ends_on) if agreement else (None, None)
    years = years_to_judge(today, starts_on, ends_on)
    chosen = years[0]
    if len(years) > 1:
        chosen = st.segmented_control(
            _("Kies een jaar"),
            years,
            default=years[0],
            required=True,
            key="jaar",
            bind="query-params",
        )
    return period_of(chosen or years[0], today, starts_on, ends_on)


@session.kept(16)
def read_checks(period: Period) -> list[RuleCheck]:
    """Each organisation rule in this year, what needs attention first."""
    checks = check_rules(read_check_records(session.reader(), period), period.year, today=period.today)
    return sorted(checks, key=lambda one: WORST_FIRST.index(one.status))


def show_rule(check: RuleCheck, title: str, period: Period) -> None:
    """One rule: its outcome, why, what it rests on, and what would mend it."""
    badges = check_badge(check.status, is_past=period.is_over)
    if check.has_examples:
        badges += f" {EXAMPLE_BADGE}"
    with st.container(key=f"check-{check.code}", gap="small"):
        name, why, todo = st.columns([3, 5, 4], gap="medium")
        name.markdown(f"**{plain(check.code)}  {plain(title)}**  \n{badges}")
        past_year = period.year if period.is_over else None
        # Two parts may say the same: that there was no meeting.
        sentences = dict.fromkeys(part_sentence(part, past_year=past_year) for part in check.parts)
        why.markdown("  \n".join(plain(sentence) for sentence in sentences))
        with why:
            _show_records(check)
        with todo:
            _show_mending(check.parts, period)
            edit_commitment(check.code)


def _show_records(check: RuleCheck) -> None:
    found = {(one.table, one.key): one for part in check.parts for one in [*part.records, *part.unmarked]}
    for table in dict.fromkeys(one.table for one in found.values()):
        records = [one for one in found.values() if one.table == table]
        with st.popover(_records_label(table, len(records)), icon=":material/list:", type="tertiary"):
            for record in records:
                _show_record(record)


def _records_label(table: str, n: int) -> str:
    words = noun(table)
    return ngettext("Bekijk {thing}", "Bekijk de {n} {things}", n).format(
        n=n, thing=words.the_one, things=words.many
    )


def _show_record(record: Record) -> None:
    """A link to the record; only its name where it has no page of its own."""
    name = plain(record.title)
    if record.day is not None and record.is_last_day:
        name += _(" · te gebruiken tot en met {day}").format(day=short_day(record.day))
    elif record.day is not None:
        name = f"{short_day(record.day)} · {name}"
    if page := TABLES_BY_NAME[record.table].pages.own:
        link(page, name, own_address(TABLES_BY_NAME[record.table], record.key))
    else:
        st.markdown(name)


def _show_mending(parts: Sequence[Part], period: Period) -> None:
    """What to do, once each, and the way to where that is done."""
    ways: dict[str, str] = {}
    said: dict[str, None] = {}
    for part in parts:
        if sentence := mend_sentence(part, is_past=period.is_over):
            said[sentence] = None
            if part.name in _PAGE_OF_RULE:
                page, label = _PAGE_OF_RULE[part.name]
                ways[page] = label
    st.markdown("  \n".join(plain(sentence) for sentence in said))
    for page, label in ways.items():
        link(page, label, icon="arrow_forward")
