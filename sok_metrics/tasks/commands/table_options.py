"""What may be said of a plain table on the command line, where the page would ask."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from sok_metrics.texts import _

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--sheet", metavar=_("BLAD"), help=_("Van een gewone tabel: het blad met de cijfers.")),
    click.option(
        "--indicator",
        metavar=_("CODE"),
        help=_("Van een gewone tabel: de indicator waar alle cijfers van zijn."),
    ),
    click.option(
        "--area",
        metavar=_("GEBIED|main|above|none"),
        help=_(
            "Van een gewone tabel: het gebied van cijfers zonder gebied. Of main (de hoofdreeks), "
            "above (het gebied erboven), none (laat ze weg)."
        ),
    ),
    click.option(
        "--convert/--no-convert",
        default=None,
        help=_("Van een gewone tabel: reken om naar de eenheid van de indicator, of juist niet."),
    ),
    click.option(
        "--no-figure",
        multiple=True,
        metavar=_("TEKEN"),
        help=_("Van een gewone tabel: wat 'geen meting' betekent, zoals x of n.b. Mag vaker."),
    ),
    click.option(
        "--leave-out",
        multiple=True,
        type=click.IntRange(min=1),
        metavar=_("REGEL"),
        help=_("Van een gewone tabel: een regel die niet meedoet. Mag vaker."),
    ),
)


def of_plain_tables(command: F) -> F:
    """The command with these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
