"""A version that is made says what is new, and publiccode.yml says what this is."""

import shutil
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

from docs import make_release
from docs.make_release import CannotReleaseError
from sok_metrics import __version__

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = """# Changelog

## [Unreleased]

### Added
- # A page of its own for what is new.

## [0.0.1] - 2026-01-01

### Added
- The beginning.
"""


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A repository with what a release touches, and nobody's settings of git."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "toets")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "toets@example.invalid")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "project"
    (folder / "sok_metrics").mkdir(parents=True)
    for name in ("sok_metrics/__init__.py", "publiccode.yml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Begin")
    return folder


def test_a_release_dates_what_is_new_and_tags_it(project):
    make_release.main("9.8.7", project, date(2026, 12, 5))
    changelog = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]\n\n## [9.8.7] - 2026-12-05\n\n### Added\n- # A page" in changelog
    assert '__version__ = "9.8.7"' in (project / "sok_metrics/__init__.py").read_text(encoding="utf-8")
    about = yaml.safe_load((project / "publiccode.yml").read_text(encoding="utf-8"))
    assert (about["softwareVersion"], about["releaseDate"]) == ("9.8.7", "2026-12-05")
    assert git(project, "cat-file", "-t", "v9.8.7") == "tag"
    notes = git(project, "tag", "--list", "--format=%(contents)", "v9.8.7")
    assert notes == "SOK-monitor 9.8.7\n\n### Added\n- # A page of its own for what is new."
    assert git(project, "status", "--porcelain") == ""


@pytest.mark.parametrize("version", ["", "1", "v1.2.3", "1.2.3; rm", "0.0.1"])
def test_no_release_without_a_next_version(project, version):
    with pytest.raises(CannotReleaseError):
        make_release.main(version, project)
    assert git(project, "tag") == git(project, "status", "--porcelain") == ""


def test_no_release_of_what_is_not_committed_not_new_or_there_already(project):
    (project / "publiccode.yml").write_text("x", encoding="utf-8")
    with pytest.raises(CannotReleaseError, match="not committed"):
        make_release.main("9.8.7", project)
    git(project, "checkout", "publiccode.yml")
    make_release.main("9.8.7", project)
    with pytest.raises(CannotReleaseError, match="already"):
        make_release.main("9.8.7", project)
    with pytest.raises(CannotReleaseError, match="Unreleased"):
        make_release.main("9.8.8", project)


def test_there_is_one_version_number():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "sok_metrics.__version__"}


def test_publiccode_keeps_to_the_standard():
    about = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert about["publiccodeYmlVersion"] == "0.4"
    assert about["name"]
    assert about["url"].startswith("https://")
    assert about["softwareType"] == "standalone/web"
    assert about["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert about["platforms"] == ["web"]
    assert about["categories"]
    for texts in about["description"].values():
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000
        assert all(texts["features"])
        assert all((ROOT / path).is_file() for path in texts["screenshots"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert about["legal"]["license"] == project["license"]
    assert about["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in about["maintenance"]["contacts"])
    assert about["localisation"] == {"localisationReady": True, "availableLanguages": ["nl"]}
    assert about.get("softwareVersion", __version__) == __version__


@pytest.mark.parametrize("name", ["fout.yml", "wens.yml"])
def test_a_template_asks_with_fields_of_its_own(name):
    template = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / name).read_text(encoding="utf-8"))
    assert template["name"]
    assert template["description"]
    names = [part["id"] for part in template["body"] if part["type"] != "markdown"]
    assert len(names) == len(set(names)) > 0


def test_hooks_use_the_tools_that_are_there():
    [repository] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert repository["repo"] == "local"
    assert all(hook["entry"].startswith(".venv/bin/") for hook in repository["hooks"])
