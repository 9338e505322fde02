"""The words of the checks: do we keep our agreements, why, and what would mend it."""

from collections.abc import Callable, Sequence

from babel.dates import get_month_names

from sok_metrics.nouns.outcomes import EVERY_MONTH, CheckReason, CheckStatus, Part, RuleCheck, RuleName
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import DUTCH, day, listed

CHECK_ICON: dict[CheckStatus, str] = {
    CheckStatus.KEPT: "check_circle",
    CheckStatus.ON_WAY: "hourglass_top",
    CheckStatus.DUE_SOON: "schedule",
    CheckStatus.BROKEN: "error",
    CheckStatus.CANNOT_CHECK: "help",
}
"""The Material Symbols name of each outcome."""


def check_word(status: CheckStatus, *, is_past: bool = False) -> str:
    """The word of an outcome, as it stands beside its icon."""
    return {
        CheckStatus.KEPT: _("gehouden") if is_past else _("houden we"),
        CheckStatus.ON_WAY: _("kan nog"),
        CheckStatus.DUE_SOON: _("nu aan de beurt"),
        CheckStatus.BROKEN: _("niet gehouden"),
        CheckStatus.CANNOT_CHECK: _("niet na te gaan"),
    }[status]


def checks_sentence(checks: Sequence[RuleCheck], year: int, *, is_past: bool) -> str:
    """How many of the organisation rules are kept, and what needs attention."""
    total = len(checks)
    if not total:
        return _("Er zijn nog geen afspraken over de organisatie.")
    count = {status: sum(1 for one in checks if one.status is status) for status in CheckStatus}
    kept = count[CheckStatus.KEPT]
    opening = (
        _("In {year} hielden we {n} van de {total} afspraken over de organisatie")
        if is_past
        else _("Van de {total} afspraken over de organisatie houden we er {n}")
    )
    others = [
        (CheckStatus.BROKEN, _("{n} niet")),
        (CheckStatus.DUE_SOON, _("{n} zijn nu aan de beurt")),
        (CheckStatus.ON_WAY, _("{n} kunnen nog")),
        (CheckStatus.CANNOT_CHECK, _("van {n} kunnen we het niet nagaan")),
    ]
    singular = {CheckStatus.DUE_SOON: _("1 is nu aan de beurt"), CheckStatus.ON_WAY: _("1 kan nog")}
    parts = [opening.format(total=total, year=year, n=kept)]
    for status, words in others:
        if count[status]:
            chosen = singular.get(status, words) if count[status] == 1 else words
            parts.append(chosen.format(n=count[status]))
    return "; ".join(parts) + "."


def part_sentence(part: Part, *, past_year: int | None) -> str:
    """Why one promised number of a rule is kept or not: what the records say.

    `past_year` is the year when it is over, None for the running one.
    """
    if part.name is None:
        if part.reason is CheckReason.NOT_STARTED:
            return _("De overeenkomst is nog niet begonnen.")
        return _("Bij deze afspraak staat geen getal dat de computer kan nagaan.")
    if part.reason is CheckReason.NOT_COUNTED:
        return _("Er is meer beloofd dan de computer uit de gegevens kan tellen.")
    words = _SENTENCES[part.name](part, past_year)
    if part.status is CheckStatus.CANNOT_CHECK and part.reason is CheckReason.COUNTED:
        words += " " + _("De overeenkomst liep niet het hele jaar, daarom oordelen we niet.")
    return words


def _meetings(part: Part, past_year: int | None) -> str:
    name = RuleName(part.name or "")
    sentence = _past(_held_words(name, part, past_year), past_year)
    if part.missed_months and part.found:
        sentence += " " + _("Niet in {months}.").format(months=_month_words(part.missed_months))
    if part.day is not None:
        sentence += " " + _("De volgende staat op {day}.").format(day=day(part.day))
    return sentence


def _held_words(name: RuleName, part: Part, past_year: int | None) -> str:
    if part.found == 0:
        none = {
            RuleName.REVIEWS: _("geen voortgangsbijeenkomst"),
            RuleName.MONTHLY_MEETINGS: _("geen overleg"),
            RuleName.ASSESSMENTS: _("geen beoordeling"),
        }[name]
        words = _("was er {none}.") if past_year is not None else _("was er nog {none}.")
        return words.format(none=none)
    is_every_month = name is RuleName.MONTHLY_MEETINGS and part.required == EVERY_MONTH
    promised = _("elke maand") if is_every_month else str(part.required)
    return _COUNTED[name](part.found).format(n=part.found, all=promised)


def _past(words: str, past_year: int | None) -> str:
    when = _("In {year}").format(year=past_year) if past_year is not None else _("Dit jaar")
    return f"{when} {words}"


def _month_words(months: Sequence[int]) -> str:
    names = get_month_names(locale=DUTCH)
    return listed(names[month] for month in months)


_COUNTED: dict[RuleName, Callable[[int], str]] = {
    RuleName.REVIEWS: lambda n: ngettext(
        "was er {n} van de {all} voortgangsbijeenkomsten.",
        "waren er {n} van de {all} voortgangsbijeenkomsten.",
        n,
    ),
    RuleName.MONTHLY_MEETINGS: lambda n: ngettext(
        "was er {n} keer overleg; afgesproken is {all}.",
        "was er {n} keer overleg; afgesproken is {all}.",
        n,
    ),
    RuleName.ASSESSMENTS: lambda n: ngettext(
        "was er {n} beoordeling; afgesproken is {all}.",
        "waren er {n} beoordelingen; afgesproken is {all}.",
        n,
    ),
}


def _first_timers(part: Part, past_year: int | None) -> str:
    if part.reason is CheckReason.NO_RECORDS:
        return _("Bij geen enkele bijeenkomst is geteld wie er voor het eerst was.")
    if part.reason is CheckReason.SMALL_COUNTS:
        words = ngettext(
            "kwam er zeker {n} mens voor het eerst. Kleine aantallen tellen we hier niet mee.",
            "kwamen er zeker {n} mensen voor het eerst. Kleine aantallen tellen we hier niet mee.",
            part.found,
        )
        return _past(words.format(n=part.found), past_year)
    if part.found == 0:
        never = (
            _("kwam er nog niemand voor het eerst.")
            if past_year is None
            else _("kwam niemand voor het eerst.")
        )
        return _past(never, past_year)
    words = ngettext("kwam er {n} mens voor het eerst.", "kwamen er {n} mensen voor het eerst.", part.found)
    return _past(words.format(n=part.found), past_year)


def _series(part: Part, past_year: int | None) -> str:
    if part.found == 0:
        return _past(_("kwamen er geen nieuwe projecten in het werkboek."), past_year)
    words = ngettext(
        "kwam er {n} nieuw project in het werkboek.",
        "kwamen er {n} nieuwe projecten in het werkboek.",
        part.found,
    )
    return _past(words.format(n=part.found), past_year)


def _adjustments(part: Part, past_year: int | None) -> str:
    if part.found and part.day is not None:
        return _("Op {day} is besloten of er iets aan de overeenkomst moest veranderen.").format(
            day=day(part.day)
        )
    return _past(_("is niet besloten of de overeenkomst anders moet."), past_year)


def _linked_items(part: Part, past_year: int | None) -> str:
    if part.reason is CheckReason.NO_RECORDS:
        return _no_reviews(past_year)
    if part.reason is CheckReason.NOT_PREPARED and part.day is not None:
        return _("Op de agenda van {day} staat nog geen waarde of doel.").format(day=day(part.day))
    if part.status is CheckStatus.BROKEN:
        return _(
            "Bij {n} van de {all} voortgangsbijeenkomsten stonden er {few} waarden of doelen op de agenda."
        ).format(n=len(part.records), all=part.found, few=_few(part))
    return _("Bij elke voortgangsbijeenkomst stonden waarden en doelen op de agenda.")


def _cards(part: Part, past_year: int | None) -> str:
    if part.reason is CheckReason.NO_RECORDS:
        return _no_reviews(past_year)
    if part.status is CheckStatus.BROKEN:
        return _("Bij {n} van de {all} voortgangsbijeenkomsten zijn er {few} kaarten ingevuld.").format(
            n=len(part.records), all=part.found, few=_few(part)
        )
    return _("Bij elke voortgangsbijeenkomst zijn kaarten ingevuld.")


def _few(part: Part) -> str:
    return _("geen") if part.required == 1 else _("te weinig")


def _no_reviews(past_year: int | None) -> str:
    return (
        _past(_("was er geen voortgangsbijeenkomst."), past_year)
        if past_year is not None
        else _("Dit jaar was er nog geen voortgangsbijeenkomst.")
    )


def _budget(part: Part, past_year: int | None) -> str:
    if part.reason is CheckReason.EXPIRED:
        return _("Het geld voor de energiebegroting mag niet meer worden gebruikt.")
    if part.found == 0:
        none = _("is er geen geld voor de energiebegroting.")
        return _past(
            none if past_year is None else _("was er geen geld voor de energiebegroting."), past_year
        )
    words = ngettext("Er is {n} bron met geld", "Er zijn {n} bronnen met geld", part.found)
    if past_year is not None:
        words = ngettext("Er was {n} bron met geld", "Er waren {n} bronnen met geld", part.found)
    words = words.format(n=part.found)
    if part.day is not None and past_year is None:
        return _("{words}; het eerste geld vervalt na {day}.").format(words=words, day=day(part.day))
    return words + "."


def _process_group(part: Part, past_year: int | None) -> str:
    if part.reason is CheckReason.NO_RECORDS:
        return _("Er is nog geen procesgroep gekozen.")
    if part.reason is CheckReason.EXPIRED and part.day is not None and part.found == 0:
        return _("De procesgroep was gekozen tot {day}.").format(day=day(part.day))
    words = ngettext("De procesgroep heeft {n} lid", "De procesgroep heeft {n} leden", part.found)
    if past_year is not None:
        words = ngettext("De procesgroep had {n} lid", "De procesgroep had {n} leden", part.found)
    words = words.format(n=part.found)
    if part.found < part.required:
        return _("{words}; afgesproken is {all}.").format(words=words, all=part.required)
    if part.day is not None:
        return _("{words}, gekozen tot {day}.").format(words=words, day=day(part.day))
    return words + "."


def _plans(part: Part, _past_year: int | None) -> str:
    if part.reason is CheckReason.NO_RECORDS:
        return _("Er zijn nog geen projecten om na te kijken.")
    if part.status is CheckStatus.BROKEN:
        return ngettext(
            "{n} van de {all} projecten heeft geen plan.",
            "{n} van de {all} projecten hebben geen plan.",
            len(part.records),
        ).format(n=len(part.records), all=part.found)
    return _("Elk project heeft een plan.")


def _contacts(part: Part, _past_year: int | None) -> str:
    if part.reason is CheckReason.NO_RECORDS:
        return _("Er zijn nog geen projecten om na te kijken.")
    if part.status is CheckStatus.BROKEN:
        return ngettext(
            "{n} van de {all} projecten heeft geen contactpersoon die u kunt bereiken.",
            "{n} van de {all} projecten hebben geen contactpersoon die u kunt bereiken.",
            len(part.records),
        ).format(n=len(part.records), all=part.found)
    return _("Elk project heeft een contactpersoon.")


def _runs_until(part: Part, _past_year: int | None) -> str:
    if part.day is None:
        return _("Er staat niet bij tot wanneer de overeenkomst loopt.")
    words = _("De overeenkomst loopt tot en met {day}.").format(day=day(part.day))
    if part.status is CheckStatus.BROKEN:
        words += " " + _("Afgesproken is: minstens tot {year}.").format(year=part.required)
    return words


_SENTENCES: dict[RuleName, Callable[[Part, int | None], str]] = {
    RuleName.REVIEWS: _meetings,
    RuleName.MONTHLY_MEETINGS: _meetings,
    RuleName.ASSESSMENTS: _meetings,
    RuleName.FIRST_TIMERS: _first_timers,
    RuleName.PROJECT_SERIES: _series,
    RuleName.ADJUSTMENTS: _adjustments,
    RuleName.LINKED_ITEMS: _linked_items,
    RuleName.CARDS: _cards,
    RuleName.BUDGET_FUNDS: _budget,
    RuleName.PROCESS_GROUP: _process_group,
    RuleName.PLANS: _plans,
    RuleName.CONTACTS: _contacts,
    RuleName.RUNS_UNTIL: _runs_until,
}
