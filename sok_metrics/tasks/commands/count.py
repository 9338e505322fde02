"""The command that counts an election from a file, and says why each proposal won or not."""

import json
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from sok_metrics.texts import _

# In the functions: what another command does not need takes time to load.

_EASY = 200_000
"""Votes times proposals up to which the margins are found without being asked for: some seconds."""


class _Step(click.ParamType[int]):
    """An amount of money in whole cents, more than nothing."""

    name = "step"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The amount in cents."""
        try:
            cents = Decimal(str(value).replace(",", ".")) * 100
        except InvalidOperation:
            cents = Decimal(0)
        if not cents.is_finite() or cents <= 0 or cents != cents.to_integral_value():
            self.fail(_("schrijf een bedrag van een cent of meer, zoals 1 of 0.50"), param, ctx)
        return int(cents)


@click.command(
    "count",
    options_metavar=_("[OPTIES]"),
    help=_(
        "Tel de stemmen uit een bestand van Pabulib (.pb), en zeg van elk voorstel waarom het wint of niet. "
        "Dit leest alleen het bestand; het SOK-bestand is niet nodig."
    ),
)
@click.argument("file", metavar=_("BESTAND.pb"), type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--rule",
    type=click.Choice(["equal-shares", "greedy", "phragmen"]),
    default="equal-shares",
    show_default=True,
    help=_("De regel: gelijke delen, meeste stemmen of Phragmén."),
)
@click.option(
    "--step",
    type=_Step(),
    default="1",
    show_default=True,
    metavar=_("BEDRAG"),
    help=_("Bij gelijke delen: met zoveel gaat het deel van elke stem steeds omhoog."),
)
@click.option(
    "--completion",
    type=click.Choice(["add1", "none"]),
    default="add1",
    show_default=True,
    help=_("Bij gelijke delen: verhoog de delen zolang er geld over is (add1), of niet (none)."),
)
@click.option(
    "--utility",
    type=click.Choice(["cost", "points"]),
    default="cost",
    show_default=True,
    help=_("Bij gelijke delen: weeg een voorstel met zijn kosten, of alleen met de punten."),
)
@click.option(
    "--threshold",
    type=click.IntRange(min=0),
    metavar=_("AANTAL"),
    help=_("Zoveel stemmen heeft een voorstel nodig. Zonder deze optie: wat het bestand zegt."),
)
@click.option(
    "--exclude",
    multiple=True,
    metavar=_("NUMMER,NUMMER"),
    help=_("Van deze voorstellen mag er hoogstens één winnen. Mag vaker."),
)
@click.option(
    "--lot",
    metavar=_("WOORD"),
    help=_("Het woord van het lot. Zonder deze optie beslist bij gelijke stand het laagste nummer."),
)
@click.option(
    "--margins/--no-margins",
    default=None,
    help=_("Reken uit wat genoeg was geweest. Bij veel stemmen duurt dat lang, en gaat het niet vanzelf."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Als JSON, voor een ander programma."))
def count_command(file: Path, as_json: bool, margins: bool | None, **said: Any) -> None:
    """Count a file and print what wins, with its explanation."""
    from sok_metrics.tasks.commands.count_report import count_file, facts, lines

    limit = _EASY if margins is None else sys.maxsize * margins
    counted = count_file(file, margins_up_to=limit, **said)
    if as_json:
        click.echo(json.dumps(facts(counted), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(counted)))
