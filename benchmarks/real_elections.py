"""Three real elections of Pabulib, counted and held against their published outcomes.

`python -m benchmarks.real_elections FOLDER`, with the folder of the `.pb` files. These state no licence, so
they are not in the project. Exit code 1 when an outcome differs.
"""

import json
from pathlib import Path

import click

from sok_metrics.energy_budget.counting import winners
from sok_metrics.energy_budget.election import Completion, RuleKind, Terms, Utility
from sok_metrics.sources.pabulib import read_pb

EXPECTED = Path(__file__).resolve().parent.parent / "tests" / "reference" / "pabulib_expected.json"
TERMS = {
    "greedy_votes": Terms(rule=RuleKind.GREEDY),
    "sequential_phragmen": Terms(rule=RuleKind.PHRAGMEN),
    "mes_cost_no_completion": Terms(completion=Completion.NONE),
    "mes_cardinality_no_completion": Terms(completion=Completion.NONE, utility=Utility.POINTS),
    "mes_cost_add1_until_over_budget": Terms(step=100),
}
REAL = "Netherlands_Assen_2024.pb"
"""The one that was decided by equal shares with steps of one euro."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Count each election by each rule."""
    is_same = True
    for name, expected in json.loads(EXPECTED.read_text(encoding="utf-8"))["files"].items():
        election = read_pb((folder / name).read_bytes(), name).election
        wanted = {rule: expected["pabutools"][rule] for rule in TERMS}
        found = {rule: sorted(winners(election, terms)) for rule, terms in TERMS.items()}
        if name == REAL:
            wanted["real winners"] = expected["real_selected"]
            found["real winners"] = found["mes_cost_add1_until_over_budget"]
        for rule, codes in found.items():
            is_same &= codes == wanted[rule]
            click.echo(
                f"{name}, {rule}: {'the same' if codes == wanted[rule] else f'{codes}, {wanted[rule]}'}"
            )
    if not is_same:
        raise click.ClickException("an outcome differs")


if __name__ == "__main__":
    main()
