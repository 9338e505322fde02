"""The sentences about projects: how they are doing, and the words for what belongs to one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sok_metrics.nouns.model import ProjectStatus
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import euros, is_present, listed, short_day
from sok_metrics.texts.statuses import choice_word


def projects_sentence(counts: Mapping[Any, int], incomplete: int, late: int) -> str:
    """How the projects are doing: how many run and are ready, and how many ask for attention.

    `incomplete` is how many miss a plan, contact person or indicator, `late` how many have a late milestone.
    """
    total = sum(counts.values())
    if not total:
        return _("Er staan nog geen projecten in het werkboek.")
    return " ".join([_course(counts, total), *_attention(incomplete, late)])


def _course(counts: Mapping[Any, int], total: int) -> str:
    running = counts.get(ProjectStatus.RUNNING.value, 0)
    finished = counts.get(ProjectStatus.FINISHED.value, 0)
    of_all = ngettext("Van het ene project", "Van de {n} projecten", total).format(n=total)
    if not running and not finished:
        return ngettext(
            "Het ene project is nog niet begonnen of is gestopt.",
            "Van de {n} projecten loopt er nog geen.",
            total,
        ).format(n=total)
    if total == 1:
        return _("Het ene project loopt.") if running else _("Het ene project is afgerond.")
    runs = (
        ngettext("loopt er {n}", "lopen er {n}", running).format(n=running)
        if running
        else _("loopt er nu geen")
    )
    if not finished:
        return f"{of_all} {runs}."
    done = ngettext("is er {n} afgerond", "zijn er {n} afgerond", finished).format(n=finished)
    return _("{of_all} {runs} en {done}.").format(of_all=of_all, runs=runs, done=done)


def _attention(incomplete: int, late: int) -> list[str]:
    parts = []
    if incomplete:
        parts.append(_("bij {n} ontbreekt nog iets").format(n=incomplete))
    if late:
        parts.append(_("bij {n} is een mijlpaal te laat").format(n=late))
    if not parts:
        return []
    sentence = "; ".join(parts)
    return [sentence[0].upper() + sentence[1:] + "."]


def lack_word(lack: str) -> str:
    """What a project misses, in a word or two."""
    return {
        "plan": _("plan"),
        "contact": _("contactpersoon"),
        "indicator": _("indicator"),
    }[str(lack)]


def milestone_detail(milestone: Any) -> str:
    """Where a milestone of `judge_milestones` stands: "gehaald op 17 jan 2023"."""
    due = short_day(milestone.due_on)
    note = f" · {milestone.note}" if is_present(milestone.note) else ""
    if milestone.state == "reached":
        reached = milestone.reached_on
        words = _("gehaald op {day}").format(day=short_day(reached))
        if is_present(milestone.due_on) and reached > milestone.due_on:
            words += _(" (gepland op {day})").format(day=due)
    elif milestone.state == "late":
        words = _("te laat: gepland op {day}").format(day=due)
    else:
        words = (
            _("gepland op {day}").format(day=due) if is_present(milestone.due_on) else _("nog zonder datum")
        )
    return words + note


def action_detail(action: Any) -> str:
    """Where an action of `judge_actions` stands, and who does it."""
    due = short_day(action.due_on)
    words = {
        "done": _("klaar op {day}").format(day=short_day(action.done_on)),
        "dropped": _("vervallen op {day}").format(day=short_day(action.dropped_on)),
        "late": _("te laat: klaar voor {day}").format(day=due),
        "open": _("klaar voor {day}").format(day=due)
        if is_present(action.due_on)
        else _("open, zonder datum"),
    }[str(action.state)]
    return f"{action.owner_party} · {words}" if is_present(action.owner_party) else words


def decision_detail(decision: Any) -> str:
    """When a decision of `judge_decisions` was taken, and whether it holds."""
    taken = _("besloten op {day}").format(day=short_day(decision.decided_on))
    after = {
        "withdrawn": _("ingetrokken op {day}").format(day=short_day(decision.withdrawn_on)),
        "due": _("bekijk dit opnieuw: afgesproken voor {day}").format(day=short_day(decision.review_on)),
        "planned": _("opnieuw bekijken op {day}").format(day=short_day(decision.review_on)),
    }.get(str(decision.state))
    return f"{taken} · {after}" if after else taken


def remark_detail(remark: Any) -> str:
    """Where and by whom something was said."""
    who = f", {choice_word('remark', 'said_by', remark.said_by)}" if is_present(remark.said_by) else ""
    return f"{short_day(remark.held_on)}{who}"


def party_detail(party: Any) -> str:
    """The role of a party in a project and what it brings."""
    role = choice_word("project_party", "role", party.role)
    return f"{role} · {party.contribution}" if is_present(party.contribution) else role


def money_detail(granted: Decimal, paid: Decimal) -> str:
    """What was paid of what was granted."""
    return _("{paid} betaald van {granted}").format(paid=euros(paid), granted=euros(granted))


def other_money_words(row: Any) -> str:
    """From whom a row of `list_other_money` is: "eigen bijdrage, de buurthuiskamer"."""
    kind = choice_word("project_money", "kind", row.kind)
    return f"{kind}, {row.giver}" if is_present(row.giver) else kind


def project_period(project: Any) -> str:
    """When a project runs, in words; empty when nobody wrote it down."""
    start, end = short_day(project.starts_on), short_day(project.ends_on)
    if is_present(project.starts_on) and is_present(project.ends_on):
        return _("van {start} tot en met {end}").format(start=start, end=end)
    if is_present(project.starts_on):
        return _("vanaf {start}").format(start=start)
    return _("tot en met {end}").format(end=end) if is_present(project.ends_on) else ""


def project_sentence(project: Any, next_milestone: Any | None, lacks: Sequence[str]) -> str:
    """How one project is doing: that it is over, the step that is late or next, or what it misses."""
    if project.status == ProjectStatus.FINISHED:
        return _("Dit project is afgerond.")
    if project.status == ProjectStatus.STOPPED:
        return _("Dit project is gestopt.")
    if next_milestone is not None:
        step, due = next_milestone.title, short_day(next_milestone.due_on)
        if next_milestone.state == "late":
            return _("Te laat: {step}, gepland op {day}.").format(step=step, day=due)
        if is_present(next_milestone.due_on):
            return _("De volgende stap: {step}, op {day}.").format(step=step, day=due)
        return _("De volgende stap: {step}.").format(step=step)
    if lacks:
        missing = listed(lack_word(lack) for lack in lacks[:2])
        return _("Dit project heeft nog geen {missing}.").format(missing=missing)
    return {
        ProjectStatus.IDEA: _("Dit project is nog een idee."),
        ProjectStatus.PLAN: _("Voor dit project is er een plan. Het moet nog beginnen."),
    }.get(project.status, _("Dit project loopt."))
