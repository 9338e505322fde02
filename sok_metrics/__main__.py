"""The command line: `python -m sok_metrics COMMAND`, with a command for each function below.

Exit codes: 0 it is done, 1 a problem (with a sentence on stderr), 2 the command was written wrong.
"""

import io
import json
import logging
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from sok_metrics import __version__
from sok_metrics.errors import SokError
from sok_metrics.tasks.commands.click_words import Program, fail, speak_dutch
from sok_metrics.tasks.commands.count import count_command
from sok_metrics.tasks.commands.deliver import ask, make_file, say_made, told, view_options
from sok_metrics.tasks.commands.table_options import of_plain_tables
from sok_metrics.tasks.storage.place import DEFAULT_DATABASE, ENVIRONMENT_NAME
from sok_metrics.tasks.storage.stopping import stop_in_order
from sok_metrics.texts import _

speak_dutch()


_SIGN = click.Choice(["comma", "point"])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_AS_OF = click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar=_("JAAR-MAAND-DAG"),
    help=_("Alles zoals het bekend was aan het eind van deze dag, zoals 2023-12-04."),
)
_FORCE = click.option("--force", is_flag=True, help=_("Vervang een bestand dat er al is."))
_WITHOUT_EXAMPLES = click.option(
    "--without-examples", is_flag=True, help=_("Laat de voorbeelden weg: alleen echte gegevens.")
)


# In the commands: what a command does not need takes time to load.
@click.group(
    cls=Program,
    help=_("SOK-monitor: hoe staat het met de afspraken in de wijk?"),
    options_metavar=_("[OPTIES]"),
    subcommand_metavar=_("OPDRACHT [OPTIES]"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar=ENVIRONMENT_NAME,
    show_envvar=True,
    default=DEFAULT_DATABASE,
    metavar=_("BESTAND"),
    help=_("Het SOK-bestand. Zonder deze optie: data/sok.duckdb in de map van het programma."),
)
@click.version_option(__version__, prog_name="SOK-monitor")
@click.pass_context
def main(ctx: click.Context, database: Path) -> None:
    """Start the command that follows."""
    stop_in_order()
    # What goes wrong is said once, by `Program`; the log is for a server.
    logging.getLogger("sok_metrics").addHandler(logging.NullHandler())
    ctx.obj = database.expanduser().resolve()


@main.command(
    options_metavar=_("[OPTIES]"),
    help=_(
        "Maak een nieuw SOK-bestand. Zonder opties krijgt het wat er in BoTu is afgesproken, "
        "met voorbeelden. Een bestand dat er al is, blijft zoals het is."
    ),
)
@click.option(
    "--from",
    "folders",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar=_("MAP"),
    help=_(
        "Neem de gegevens uit deze map met csv-bestanden. Mag vaker. "
        "Of uit wat 'dump' maakte: een map of een Excel-bestand, met de hele geschiedenis."
    ),
)
@_WITHOUT_EXAMPLES
@click.option(
    "--empty",
    "neighbourhood",
    metavar=_("WIJK"),
    help=_("Begin een eigen wijk met deze naam, zonder gegevens."),
)
@click.option(
    "--anew",
    is_flag=True,
    help=_("Maak ook een nieuw bestand als er nog reservekopieën van een eerder bestand zijn."),
)
@click.option("--municipality", metavar=_("GEMEENTE"), help=_("De gemeente van de eigen wijk."))
@click.pass_obj
def init(
    database: Path,
    folders: tuple[Path, ...],
    without_examples: bool,
    neighbourhood: str | None,
    municipality: str | None,
    anew: bool,
) -> None:
    """Make a new store."""
    from sok_metrics.tasks.starting.start import default_folders, start_empty
    from sok_metrics.tasks.storage.dump import start_from
    from sok_metrics.tasks.storage.remains import refuse_beside_backups

    if neighbourhood is not None and (folders or without_examples):
        raise click.UsageError(_("Kies --empty of gegevens uit een map, niet allebei."))
    if folders and without_examples:
        raise click.UsageError(
            _("Bij --from hoort geen --without-examples: noem alleen de mappen die u wilt.")
        )
    if municipality is not None and neighbourhood is None:
        raise click.UsageError(_("--municipality hoort bij --empty."))
    if not anew:
        refuse_beside_backups(database)
    if neighbourhood is not None:
        start_empty(database, neighbourhood=neighbourhood, municipality=municipality)
    else:
        start_from(database, list(folders) or default_folders(with_examples=not without_examples))
    say_made(database)


@main.command(options_metavar=_("[OPTIES]"), help=_("Maak het Excel-bestand voor de partners."))
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar=_("BESTAND.xlsx"),
    help=_("Waar het Excel-bestand komt. Een streepje (-) stuurt het naar de standaarduitvoer."),
)
@_AS_OF
@_WITHOUT_EXAMPLES
@_FORCE
@click.pass_obj
def export(database: Path, output: Path, as_of: datetime | None, without_examples: bool, force: bool) -> None:
    """Write the partner workbook."""
    options = view_options(as_of, without_examples)
    if str(output) == "-":
        sys.stdout.buffer.write(ask(database, "export", **options))
    else:
        make_file(database, output, "export", force=force, **options)


@main.command(
    "project-book",
    options_metavar=_("[OPTIES]"),
    help=_("Maak de klapper: alle projecten als Word-bestand of PDF, om te printen."),
)
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("BESTAND.docx|.pdf"),
    help=_("Waar de klapper komt. De naam eindigt op .docx (Word) of .pdf."),
)
@_AS_OF
@_WITHOUT_EXAMPLES
@_FORCE
@click.pass_obj
def project_book(
    database: Path, output: Path, as_of: datetime | None, without_examples: bool, force: bool
) -> None:
    """Write the project book."""
    options = view_options(as_of, without_examples) | {"format": output.suffix.lower().removeprefix(".")}
    make_file(database, output, "project-book", force=force, **options)


@main.command(
    "one-page",
    options_metavar=_("[OPTIES]"),
    help=_("Maak van een waarde, doel of afspraak een A4 om te printen, als PDF."),
)
@click.argument("code", metavar=_("CODE"))
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("BESTAND.pdf"),
    help=_("Waar de PDF komt."),
)
@_AS_OF
@_WITHOUT_EXAMPLES
@_FORCE
@click.pass_obj
def one_page(
    database: Path, code: str, output: Path, as_of: datetime | None, without_examples: bool, force: bool
) -> None:
    """Write one commitment on one sheet of paper."""
    options = view_options(as_of, without_examples) | {"code": code}
    make_file(database, output, "one-page", force=force, **options)


@main.command(
    options_metavar=_("[OPTIES]"),
    help=_("Maak een reservekopie van het SOK-bestand. Dat kan ook als het dashboard aan staat."),
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar=_("MAP"),
    help=_("Waar de kopie komt. Zonder deze optie: de map backups."),
)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar=_("AANTAL"),
    help=_("Bewaar zoveel kopieën; oudere gaan weg. Zonder deze optie blijft alles staan."),
)
@click.pass_obj
def backup(database: Path, folder: Path | None, keep: int | None) -> None:
    """Copy the store."""
    place = str(folder.resolve()) if folder is not None else None
    click.echo(told(database, "backup", folder=place, keep=keep)["path"])


@main.command(
    options_metavar=_("[OPTIES]"),
    help=_(
        "Zet een reservekopie terug. Wat er nu staat, wordt eerst zelf als reservekopie bewaard. "
        "Dat kan ook als het dashboard aan staat."
    ),
)
@click.argument("file", metavar=_("BESTAND"), type=_FILE)
@click.pass_obj
def restore(database: Path, file: Path) -> None:
    """Put a backup back."""
    from sok_metrics.tasks.storage.restore import restore_damaged, restore_missing

    kept = None
    if not database.exists():
        restore_missing(database, file)
    else:
        try:
            kept = told(database, "restore", path=str(file.resolve()))["kept"]
        except SokError as refusal:
            kept = restore_damaged(database, file, refusal)
    click.echo(_("Teruggezet: {path}").format(path=file.resolve()))
    if kept is not None:
        click.echo(_("Wat er stond, is bewaard: {path}").format(path=kept))


@main.command(
    options_metavar=_("[OPTIES]"),
    help=_(
        "Zet alles, met de hele geschiedenis, in een Excel-bestand (de naam eindigt op .xlsx) of in een map "
        "met csv-bestanden. 'init --from' maakt daar weer precies hetzelfde van. "
        "Let op: er staan persoonsgegevens in."
    ),
)
@click.argument("output", metavar=_("MAP|BESTAND.xlsx"), type=click.Path(path_type=Path))
@_FORCE
@click.pass_obj
def dump(database: Path, output: Path, force: bool) -> None:
    """Write all that the store holds."""
    from sok_metrics.tasks.storage.deliver import deliver_folder, refuse_existing

    if output.suffix.lower() == ".xlsx":
        make_file(database, output, "dump", force=force, is_private=True, format="xlsx")
    else:
        refuse_existing(output)
        deliver_folder(ask(database, "dump", format="zip"), output)
        say_made(output.resolve())
    click.echo(_("Er staan persoonsgegevens in. Geef het niet zomaar door."))


@main.command(
    "import",
    options_metavar=_("[OPTIES]"),
    help=_(
        "Lees een Excel-, ODS- of CSV-bestand in: ons eigen, of een gewone tabel met cijfers. "
        "Is er iets fout, dan wordt er niets opgeslagen."
    ),
)
@click.argument("file", type=_FILE, metavar=_("BESTAND.xlsx|.ods|.csv"))
@click.option("--decimal", type=_SIGN, help=_("Het teken voor de decimalen, waar dat niet blijkt."))
@click.option(
    "--days",
    type=click.Choice(["day", "month"]),
    help=_("Wat voorop staat in een datum als 3/4/2026, waar dat niet blijkt: de dag of de maand."),
)
@of_plain_tables
@click.option("--preview", is_flag=True, help=_("Laat alleen zien wat er zou veranderen; sla niets op."))
@click.option("--sure", is_flag=True, help=_("Sla ook op wat opvalt: u hebt ernaar gekeken en het klopt."))
@click.pass_obj
def import_(database: Path, /, file: Path, preview: bool, sure: bool, **said: Any) -> None:
    """Save what a file holds, or say what is wrong with it."""
    answer = told(database, "import", file=str(file.resolve()), only_look=preview, is_sure=sure, **said)
    click.echo("\n".join([answer["sentence"], *answer["notes"], *answer["warnings"]]))
    if answer["problems"]:
        click.echo("\n".join(answer["problems"]), err=True)
    if answer["refused"]:
        fail(answer["refused"])
    if answer["number"]:
        click.echo(_("Opgeslagen als wijziging {number}.").format(number=answer["number"]))


@main.command(options_metavar=_("[OPTIES]"), help=_("Controleer of het SOK-bestand in orde is."))
@click.pass_obj
def check(database: Path) -> None:
    """Look for faults in the store."""
    answer = told(database, "check")
    warnings = answer["warnings"]
    if warnings:
        click.echo(_("Let op, dit vraagt aandacht:"))
    for warning in warnings:
        click.echo(f"- {warning}")
    for problem in answer["problems"]:
        click.echo(f"- {problem}", err=True)
    if answer["problems"]:
        raise SokError(answer["sentence"])
    click.echo(answer["sentence"])


@main.command(options_metavar=_("[OPTIES]"), help=_("Laat in het kort zien hoe het ervoor staat."))
@click.option("--json", "as_json", is_flag=True, help=_("Als JSON, voor een ander programma."))
@click.pass_obj
def status(database: Path, as_json: bool) -> None:
    """Say how the agreement stands."""
    answer = told(database, "status")
    click.echo(json.dumps(answer["facts"], ensure_ascii=False, indent=2) if as_json else answer["text"])


@main.command(options_metavar=_("[OPTIES]"), help=_("Kies een wachtzin voor het beheer of de redactie."))
@click.option("--editors", is_flag=True, help=_("Voor de redactie, in plaats van voor het beheer."))
@click.option("--off", is_flag=True, help=_("Samen met --editors: haal de wachtzin weg."))
@click.pass_obj
def passphrase(database: Path, editors: bool, off: bool) -> None:
    """Set or reset a passphrase."""
    from sok_metrics.tasks.accounts.ask_passphrase import ask_passphrase

    click.echo(ask_passphrase(database, for_editors=editors, is_off=off))


main.add_command(count_command)

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A scheduled job may run with a character set that lacks some of our signs.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    main(prog_name="python -m sok_metrics")
