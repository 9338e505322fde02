"""Click as our command line uses it: its words in Dutch, and our faults as a sentence and an exit code."""

from typing import Any, NoReturn

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

from sok_metrics.errors import InvalidDataError, SokError
from sok_metrics.texts import _

_MODULES = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types)


def speak_dutch() -> None:
    """Let click say in Dutch what a user may meet; a text that we do not know stays English."""
    words = _words()

    def translate(text: str) -> str:
        return words.get(text, text)

    def translate_count(one: str, many: str, count: int) -> str:
        return translate(one if count == 1 else many)

    # click takes its texts through the names _ and ngettext of each module, and offers no other way in than a
    # compiled catalogue in a fixed place.
    for module in _MODULES:
        for name, speak in (("_", translate), ("ngettext", translate_count)):
            if hasattr(module, name):
                setattr(module, name, speak)


def _words() -> dict[str, str]:
    return {
        "Usage:": _("Gebruik:"),
        "Options": _("Opties"),
        "Commands": _("Opdrachten"),
        "Positional arguments": _("Argumenten"),
        "Show this message and exit.": _("Laat deze uitleg zien."),
        "Show the version and exit.": _("Laat de versie zien."),
        "%(prog)s, version %(version)s": _("%(prog)s, versie %(version)s"),
        "required": _("verplicht"),
        "default: {default}": _("standaard: {default}"),
        "env var: {var}": _("omgevingsvariabele: {var}"),
        "Aborted!": _("Afgebroken."),
        "Error: {message}": _("Fout: {message}"),
        "Try '{command} {option}' for help.": _("Uitleg: '{command} {option}'."),
        "Missing command.": _("Noem een opdracht."),
        "Missing argument": _("Er ontbreekt een argument"),
        "Missing option": _("Deze optie is nodig:"),
        "Missing parameter": _("Er ontbreekt iets"),
        "Invalid value: {message}": _("Dit kan niet: {message}"),
        "Invalid value for {param_hint}: {message}": _("Bij {param_hint}: {message}"),
        "No such option {name!r}.": _("De optie {name!r} bestaat niet."),
        "No such command {name!r}.": _("De opdracht {name!r} bestaat niet."),
        "Did you mean {possibility}?": _("Bedoelt u {possibility}?"),
        "(Did you mean one of: {possibilities}?)": _("(Bedoelt u een van deze: {possibilities}?)"),
        "Got unexpected extra argument ({args})": _("Dit hoort er niet bij: {args}"),
        "Got unexpected extra arguments ({args})": _("Dit hoort er niet bij: {args}"),
        "Option {name!r} requires an argument.": _("Bij de optie {name!r} hoort een waarde."),
        "Option {name!r} does not take a value.": _("Bij de optie {name!r} hoort geen waarde."),
        "{value!r} does not match the format {format}.": _(
            "{value!r} is geen datum. Schrijf jaar-maand-dag, zoals 2023-12-04."
        ),
        "{value!r} is not a valid {number_type}.": _("{value!r} is geen geheel getal."),
        "{value} is not in the range {range}.": _("{value} mag niet; het moet {range} zijn."),
        "{name} {filename!r} does not exist.": _("{name} {filename!r} bestaat niet."),
        "{name} {filename!r} is a file.": _("{filename!r} is een bestand, geen map."),
        "{name} {filename!r} is a directory.": _("{filename!r} is een map, geen bestand."),
        "{name} {filename!r} is not readable.": _("{name} {filename!r} kan niet worden gelezen."),
        "file": _("bestand"),
        "directory": _("map"),
        "path": _("pad"),
    }


class Program(click.Group):
    """The group of commands; what a SokError says goes to stderr, with exit code 1 and no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked."""
        try:
            return super().invoke(ctx)
        except InvalidDataError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            fail(str(error))
        except SokError as error:
            fail(str(error))


def fail(sentence: str) -> NoReturn:
    """End the command with this sentence."""
    click.echo(sentence, err=True)
    raise click.exceptions.Exit(1)
