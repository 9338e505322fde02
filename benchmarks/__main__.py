"""Measure everything in one run: `make bench`, or `python -m benchmarks --quick` for a first look.

`python -m benchmarks visitors`, `looks`, `forms`, `kills`, `attacks`, `guessing`,
`importing`, `import-kills` and `room` do only that.
"""

import json
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import click

from benchmarks import (
    attacks,
    browser,
    export,
    forms,
    guessing,
    import_kills,
    importing,
    kills,
    looks,
    pages,
    queries,
    room,
    visitors,
)
from benchmarks.stores import LARGE, SIZES, SMALL, Size, make_store

RESULTS = Path(__file__).with_name("results")
PAGE_AIM, EXPORT_AIM, SIZE_AIM, QUERY_AIM_MS = 1.3, 1.3, 1.3, 100.0
VISITOR_AIM_MS = 1000.0


@click.group(invoke_without_command=True)
@click.option("--quick", is_flag=True, help="Fewer rounds, and no store of 10^5.")
@click.option("--without-browser", is_flag=True, help="Leave out what needs Chromium.")
@click.option("--with-visitors", is_flag=True, help="A hundred visitors at once too: four minutes more.")
@click.pass_context
def main(context: click.Context, quick: bool, without_browser: bool, with_visitors: bool) -> None:
    """Print a table of ratios and keep the figures in benchmarks/results."""
    if context.invoked_subcommand is None:
        _measure_all(quick, without_browser, with_visitors)


@main.command("visitors")
@click.option("--seconds", default=visitors.LONGEST, help="How long each part may last, at most 60.")
def only_visitors(seconds: float) -> None:
    """One hundred visitors at one look per 20 seconds, beside a bare page."""
    with tempfile.TemporaryDirectory() as folder:
        [store] = _make_stores(Path(folder), (SMALL,)).values()
        _keep({**_machine(), "visitors": _visitors(store, seconds)}, "visitors")


@main.command("looks")
def only_looks() -> None:
    """What one look costs the server, beside a bare page: for a machine that is busy with other work."""
    with tempfile.TemporaryDirectory() as folder:
        [store] = _make_stores(Path(folder), (SMALL,)).values()
        found = looks.measure(store)
    rows = {f"{page}, {side}": one.as_row() for page, sides in found.items() for side, one in sides.items()}
    _heading("One visitor, one look after the other", "", *next(iter(rows.values())))
    for name, row in rows.items():
        _line(name, *(f"{figure:g}" for figure in row.values()))
    _keep({**_machine(), "looks": rows}, "looks")


@main.command("forms")
@click.option("--saves", default=forms.SAVES, help="How often each form is saved; some 10 seconds each.")
def only_forms(saves: int) -> None:
    """Saving a form as somebody in a browser feels it, beside a bare form with as many fields."""
    with tempfile.TemporaryDirectory() as folder:
        [store] = _make_stores(Path(folder), (SMALL,)).values()
        found = forms.measure(store, saves)
    _heading("From the click until it says that it is saved (ms)", "", "fields", "p50", "p95", "ratio", "aim")
    for name, sides in found.items():
        ratio = sides["ours"].p95 / sides["bare"].p95
        for side, one in sides.items():
            said = (f"{ratio:.2f}", _word(ratio <= forms.AIM)) if side == "ours" else ()
            _line(f"{name}, {side}", *(f"{figure:g}" for figure in one.as_row().values()), *said)
    rows = {f"{name}, {side}": one.as_row() for name, sides in found.items() for side, one in sides.items()}
    _keep({**_machine(), "forms": rows}, "forms")


@main.command("kills")
@click.option("--times", default=kills.KILLS, help="How often the server is killed; some 4 seconds each.")
def only_kills(times: int) -> None:
    """Kill the server while people look and write; exit code 1 when anything was lost."""
    with tempfile.TemporaryDirectory() as folder:
        [store] = _make_stores(Path(folder), (SMALL,)).values()
        found = kills.measure(store, times)
    for name, figure in found.as_row().items():
        _line(name, str(figure))
    for text in (*found.lost, *found.strange):
        click.echo(text)
    _keep({**_machine(), "kills": found.as_row()}, "kills")
    if not found.is_good:
        raise click.ClickException("not every promise was kept, or none was made")


@main.command("attacks")
@click.option("--only", type=click.Choice(list(attacks.ATTACKS)), multiple=True, help="One of them.")
def only_attacks(only: tuple[str, ...]) -> None:
    """Half requests, idle connections, files and looks at ever other days: what they do to a server."""
    with tempfile.TemporaryDirectory() as folder:
        [store] = _make_stores(Path(folder), (SMALL,)).values()
        found = {one.attack: one.result for one in attacks.measure(store, only)}
    for name, result in found.items():
        _line(name, result)
    _keep({**_machine(), "attacks": found}, "attacks")


@main.command("guessing")
@click.option("--seconds", default=guessing.SECONDS, help="How long each attack lasts, at most 60.")
def only_guessing(seconds: float) -> None:
    """Five wrong passphrases a second, and a flood of ideas: does who means well get in?"""
    with tempfile.TemporaryDirectory() as folder:
        [store] = _make_stores(Path(folder), (SMALL,)).values()
        found = guessing.measure(store, min(seconds, guessing.SECONDS))
        flood = guessing.measure_flood(store)
    rows = {name: one.as_row() for name, one in found.items()}
    _heading("Wrong passphrases, and the right one meanwhile", "", *next(iter(rows.values())))
    for name, row in rows.items():
        _line(name, *map(str, row.values()))
    _heading("Ideas with forged cookies from one address", *map(str, flood.as_row()))
    _line("", *map(str, flood.as_row().values()))
    _keep({**_machine(), "guessing": rows, "flood": flood.as_row()}, "guessing")


@main.command("room")
@click.option("--phones", default=room.PHONES, help="How many phones answer a card.")
@click.option("--screens", default=room.SCREENS, help="How many screens follow.")
def only_room(phones: int, screens: int) -> None:
    """Phones that answer within 30 s and all fetch the result; exit code 1 when an answer was lost."""
    with tempfile.TemporaryDirectory() as folder:
        [store] = _make_stores(Path(folder), (SMALL,)).values()
        found = room.measure(store, phones, screens)
    row = found.as_row()
    for name, figure in row.items():
        _line(name, f"{figure:,.1f}")
    _line("result on all p95 under 2 s", _word(row["result_p95_ms"] < room.RESULT_AIM_MS))
    _line("key to screen p95 under 300 ms", _word(row["key_p95_ms"] < room.KEY_AIM_MS))
    _keep({**_machine(), "room": row}, "room", str(phones))
    if not found.is_good:
        raise click.ClickException("an answer was lost or counted twice")


@main.command("importing")
@click.option("--rows", default=importing.ROWS, help="How many measurements the file holds.")
def only_importing(rows: int) -> None:
    """A large file: looking ahead against pandas.read_excel, saving, undoing and export."""
    with tempfile.TemporaryDirectory() as folder:
        _keep({**_machine(), "importing": _importing(Path(folder), rows)}, "importing")


@main.command("import-kills")
@click.option("--times", default=import_kills.KILLS, help="How often it is killed; some 20 seconds each.")
@click.option("--rows", default=importing.ROWS, help="How many measurements the file holds.")
def only_import_kills(times: int, rows: int) -> None:
    """Kill the server, or the command, while it imports; exit code 1 when a store was half old, half new."""
    with tempfile.TemporaryDirectory() as folder:
        found = import_kills.measure(Path(folder), times, rows)
    for name, figure in found.as_row().items():
        _line(name, str(figure))
    for text in found.half:
        click.echo(text)
    _keep({**_machine(), "import_kills": found.as_row()}, "import-kills")
    if not found.is_good:
        raise click.ClickException("a store was neither old nor new")


def _importing(folder: Path, rows: int) -> dict[str, float]:
    found = importing.measure(folder, rows)
    _heading(f"A file of {rows} measurements, seconds", "", "clock", "processor", "aim")
    for name in ("read_excel", "look", "save_new", "save_changed", "undo_changed", "export"):
        is_saving = name.startswith("save")
        aim = _word(found[f"{name}_s"] <= importing.SAVE_AIM_SECONDS) if is_saving else ""
        _line(name, f"{found[f'{name}_s']:.2f}", f"{found[f'{name}_cpu_s']:.2f}", aim)
    _line(
        "look / read_excel",
        "",
        f"{found['look_ratio']:.2f}",
        _word(found["look_ratio"] <= importing.LOOK_AIM),
    )
    return found


def _measure_all(quick: bool, without_browser: bool, with_visitors: bool) -> None:
    rounds = 3 if quick else 7
    results = _machine()
    with tempfile.TemporaryDirectory() as folder:
        stores = _make_stores(Path(folder), (SMALL, LARGE) if quick else SIZES)
        results["queries"] = _queries(stores, rounds)
        results["pages"] = _pages(stores, rounds)
        if not without_browser:
            results["browser"] = _browser(stores[SMALL.name], 3 if quick else 7)
        if with_visitors:
            results["visitors"] = _visitors(stores[SMALL.name], 40 if quick else visitors.LONGEST)
    results["export"] = _export(2_000 if quick else 10_000)
    _keep(results)


def _machine() -> dict[str, Any]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "load_before": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        },
    }


def _keep(results: dict[str, Any], *part: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{'-'.join([datetime.now(UTC).date().isoformat(), *part])}.json"
    file.write_text(json.dumps(results, indent=2), encoding="utf-8")
    click.echo(f"\n{file}")


def _make_stores(folder: Path, sizes: tuple[Size, ...]) -> dict[str, Path]:
    stores = {}
    for size in sizes:
        click.echo(f"making a store of {size.measurements} measurements of {size.indicators} indicators ...")
        stores[size.name] = folder / f"{size.name}.duckdb"
        make_store(stores[size.name], size)
    return stores


def _queries(stores: dict[str, Path], rounds: int) -> dict[str, Any]:
    found = queries.measure(stores, rounds)
    _heading("Queries and computation (ms, median)", "", *stores, "large/small")
    for piece, times in found.items():
        large, small = times[LARGE.name].ms, times[SMALL.name].ms
        _line(piece, *(f"{times[name].ms:.1f}" for name in stores), f"{large / small:.1f}")
    return {piece: {name: one.as_row() for name, one in times.items()} for piece, times in found.items()}


def _pages(stores: dict[str, Path], rounds: int) -> dict[str, Any]:
    found = pages.measure(stores, rounds)
    columns = [column for name in stores for column in (f"{name}", "queries")]
    _heading(
        "Script run of each page (ms, median; CPU ratio)", "", *columns, "large/small", "aim", "small/bare"
    )
    rows: dict[str, Any] = {}
    for page, kinds in found.items():
        for kind, times in kinds.items():
            large, small = times[LARGE.name], times[SMALL.name]
            growth = large.script.cpu_ms / small.script.cpu_ms
            cells = [cell for name in stores for cell in (times[name].script.ms, median(times[name].queries))]
            fast = growth <= SIZE_AIM and (median(large.queries) <= QUERY_AIM_MS)
            bare = small.script.cpu_ms / times[pages.BARE].script.cpu_ms
            _line(
                f"{page}, {kind}",
                *(f"{cell:.0f}" for cell in cells),
                f"{growth:.2f}",
                _word(fast),
                f"{bare:.1f}",
            )
            rows[f"{page}, {kind}"] = {
                name: {
                    **one.script.as_row(),
                    "queries_ms": round(median(one.queries), 2),
                    "charts": one.charts,
                }
                for name, one in times.items()
            }
    return rows


def _browser(store: Path, rounds: int) -> dict[str, Any]:
    found = browser.measure(store, rounds)
    _heading("In Chromium (ms, median)", "", "charts", "ours", "bare", "ratio", "aim")
    rows: dict[str, Any] = {}
    for page, sides in found.items():
        ours, bare = sides["ours"], sides["bare"]
        pairs = {
            f"{page}, {kind}, all": (ours.all_charts[kind], bare.all_charts[kind]) for kind in browser.KINDS
        }
        if ours.charts:
            pairs |= {
                f"{page}, {kind}, first chart": (ours.first_chart[kind], bare.first_chart[kind])
                for kind in browser.KINDS
            }
        for name, (left, right) in pairs.items():
            ratio = median(left) / median(right)
            _line(name, str(ours.charts), f"{median(left):.0f}", f"{median(right):.0f}", f"{ratio:.2f}",
                  _word(ratio <= PAGE_AIM))  # fmt: skip
            rows[name] = {"ours_ms": median(left), "bare_ms": median(right), "ratio": round(ratio, 3)}
    return rows


def _visitors(store: Path, seconds: float) -> dict[str, Any]:
    found = visitors.measure(store, seconds)
    rows = {f"{page}, {side}": load.as_row() for page, sides in found.items() for side, load in sides.items()}
    _heading(f"{visitors.VISITORS} visitors, a look every {visitors.BETWEEN:.0f} s", "", *rows)
    for figure in next(iter(rows.values())):
        _line(figure, *(f"{row[figure]:g}" for row in rows.values()))
    for page, sides in found.items():
        _line(f"{page}: p95 under 1 s", _word(sides["ours"].as_row()["p95_ms"] < VISITOR_AIM_MS))
    return rows


def _export(rows: int) -> dict[str, float]:
    found = export.measure(rows)
    _heading("Partner workbook (CPU seconds, best of three)", "", "cells", "ours", "openpyxl", "ratio", "aim")
    _line(
        f"{rows} measurements",
        f"{found['cells']:.0f}",
        f"{found['ours_seconds']:.2f}",
        f"{found['bare_seconds']:.2f}",
        f"{found['ratio']:.2f}",
        _word(found["ratio"] <= EXPORT_AIM),
    )
    return found


def _heading(title: str, *columns: str) -> None:
    click.echo(f"\n{title}")
    _line(*columns)


def _line(first: str, *cells: str) -> None:
    click.echo(f"{first:<34}" + "".join(f"{cell:>16}" for cell in cells))


def _word(is_met: bool) -> str:
    return "met" if is_met else "missed"


if __name__ == "__main__":
    main()
