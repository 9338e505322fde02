# `make run` needs Python 3.11 or newer and make; everything else is fetched into .venv.
# On Windows without make: start.bat.

PYTHON ?= python3
PORT ?= 8501
# More options for pytest, for example: make test ARGS="--cov -k indicator"
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CHROMIUM := $(or $(SOK_CHROMIUM),/usr/bin/chromium)

# $(call debian,PACKAGES,WHAT TO SAY OTHERWISE): install Debian packages as root, else run or say the second.
debian = if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $(1); \
	else $(2); fi

.DELETE_ON_ERROR:
.PHONY: help run test check texts screenshots bench test-full test-measuring test-office migration release clean distclean chromium nginx libreoffice

help:
	@echo "make run          start the dashboard on http://127.0.0.1:$(PORT)   (other port: make run PORT=8600)"
	@echo "make check        format, lint, types and import rules"
	@echo "make test         the tests, with a real browser"
	@echo "make test-full    the tests that are slow by nature"
	@echo "make test-measuring  try the benchmarks that start servers"
	@echo "make test-office  open the workbook in LibreOffice"
	@echo "make migration NAME=...  the next step of the schema, after a change in the description of the tables"
	@echo "make texts        all sentences in sok_metrics/locale, for who translates them"
	@echo "make release VERSION=...  date what CHANGELOG.md has unreleased, raise the version, commit and tag it"
	@echo "make hooks        let git check format, lint and types before each commit"
	@echo "make screenshots  pictures of the pages, made by the dashboard itself"
	@echo "make bench        measure pages, queries and export"
	@echo "make clean        remove caches and reports (never data); make distclean also removes $(VENV)"

run: $(RUNTIME)
	$(BIN)/streamlit run dashboard.py --server.address 127.0.0.1 --server.port $(PORT)

# A file goes to one worker as a whole, so that a server started for its tests starts once. Three workers: the
# tests with a browser often wait.
test: $(DEV) chromium nginx
	$(BIN)/python -m pytest -n 3 --dist loadfile $(ARGS)

# What is slow by nature, and of what is made up by chance much more than `make test` tries.
test-full: $(DEV) chromium nginx
	$(BIN)/python -m pytest -n 3 --dist loadfile -m "(full or hypothesis) and not office and not measuring" --hypothesis-profile=thorough $(ARGS)

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_imports.py tests/test_conventions.py

test-measuring: $(DEV) chromium
	$(BIN)/python -m pytest -m measuring $(ARGS)

test-office: $(DEV) libreoffice
	$(BIN)/python -m pytest -m office $(ARGS)

# For example: make migration NAME=meetings_have_a_chair
migration: $(DEV)
	$(BIN)/python -m docs.make_migration $(NAME)

# For example: make release VERSION=1.2.0
release: $(DEV)
	@$(BIN)/python -m docs.make_release $(VERSION)

texts: $(DEV)
	$(BIN)/python -m docs.make_texts

screenshots: $(DEV) chromium
	$(BIN)/python -m tests.screenshots

bench: $(DEV) chromium
	$(BIN)/python -m benchmarks --with-visitors

clean:
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.* htmlcov
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed. Is it there under another name? make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		$(call debian,python3-venv,{ echo "This Python cannot make virtual environments. First: sudo apt install python3-venv"; exit 1; })
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "Installing what the dashboard needs in $(VENV) (the first time: a minute or two) ..."
	$(PIP) -r requirements.txt
	@touch $@

$(DEV): requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing what development needs in $(VENV) ..."
	$(PIP) -r requirements-dev.txt
	@touch $@

chromium: $(DEV)
	@test -x "$(CHROMIUM)" || $(call debian,chromium fonts-liberation,$(BIN)/playwright install chromium)

# For the files in deploy/. Where it cannot be had, the tests with it are skipped.
nginx:
	@PATH="$$PATH:/usr/sbin:/usr/local/sbin" command -v nginx >/dev/null || \
		{ $(call debian,nginx-light,false); } || \
		echo "Without nginx the tests of deploy/nginx.conf are skipped. To have them: sudo apt install nginx-light"

libreoffice:
	@command -v soffice >/dev/null || \
		$(call debian,libreoffice-calc-nogui,{ echo "LibreOffice Calc is needed for this test. First: sudo apt install libreoffice-calc-nogui"; exit 1; })
