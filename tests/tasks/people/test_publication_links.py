"""The links of the parties: each opens one publication, and none can be guessed from the store."""

from dataclasses import replace

from sok_metrics.tasks.accounts.access import change_access
from sok_metrics.tasks.people.publication_links import link_key, opens


def test_a_link_opens_its_own_publication_for_its_own_party(tmp_path):
    path = tmp_path / "sok.duckdb"
    change_access(path, replace)
    key = link_key(path, 3, "HAV")
    assert len(key) == 24
    assert opens(path, 3, "HAV", key)
    assert not opens(path, 3, "", key)
    assert not opens(path, 4, "HAV", key)
    assert not opens(path, 3, "HAV", key[:-1])
    assert not opens(path, 3, "HAV", "é\ud800")
    other = tmp_path / "other.duckdb"
    change_access(other, replace)
    assert not opens(other, 3, "HAV", key)


def test_without_a_key_nothing_opens(tmp_path):
    assert link_key(tmp_path / "sok.duckdb", 3, "") == ""
    assert not opens(tmp_path / "sok.duckdb", 3, "", "")
