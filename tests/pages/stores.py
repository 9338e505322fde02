"""Small stores of one's own for the page tests."""

from sok_metrics.store.connection import Store
from tests.store.rows import save


def put_commitments(store: Store, kind: str = "value", recorded_at: str | None = None, **texts: str) -> None:
    """An agreement version and commitments: put_commitments(store, W1="Titel")."""
    then = {"recorded_at": recorded_at}
    texts = texts or {"W1": "Gelijkwaardigheid"}
    save(
        store,
        agreement_version=[{"number": "1", "title": "Versie 1", "valid_from": "2021-12-31", **then}],
        commitment=[{"code": code, "kind": kind, **then} for code in texts],
        commitment_text=[
            {
                "commitment_code": code,
                "agreement_version": "1",
                "position": str(place),
                "title": title,
                "description": title,
                **then,
            }
            for place, (code, title) in enumerate(texts.items(), start=1)
        ],
    )
