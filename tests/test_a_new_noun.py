"""A new noun is one file by hand and one that is generated: all else follows (CONTRIBUTING.md)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEW = ROOT / "tests" / "assets" / "new_noun"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with a noun more, and with the step of the schema that is generated for it."""
    copy = tmp_path_factory.mktemp("project")
    without = shutil.ignore_patterns("__pycache__", "assets", "browser", "*.duckdb*")
    for name in ("sok_metrics", "pages", "docs", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=without)
    shutil.copytree(ROOT / "tests" / "browser", copy / "tests" / "browser")
    for name in ("dashboard.py", "pyproject.toml", "data", ".streamlit"):
        (copy / name).symlink_to(ROOT / name)
    shutil.copy(NEW / "tool.py", copy / "sok_metrics" / "nouns")
    shutil.copy(NEW / "looks_at_the_tool.py", copy / "tests" / "pages" / "test_tool.py")
    run(copy, "docs.make_migration", "tools_can_be_lent")
    return copy


def run(folder, *module):
    """Run a module in a folder; what goes wrong there is told here."""
    command = [sys.executable, "-m", *module]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.full
@pytest.mark.timeout(600)
def test_forms_history_files_search_and_privacy_know_a_noun_that_was_only_described(project):
    # In a folder of its own: else it would tidy up those of the tests around it.
    own = ["-p", "no:cacheprovider", f"--basetemp={project / 'temporary'}"]
    run(project, "pytest", "-q", *own, "tests/pages/test_tool.py")
