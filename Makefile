# `make graph` turns the seed documents into build/; `make help` lists the rest. Python 3.11 or newer, make and git are enough.
PYTHON ?= python3
DOCS ?= seeds
OUT ?= build
SETS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links

# Bytecode is written where a module is first used: compiling all of pandas and spaCy on installing costs more than it saves.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := graph
.PHONY: graph test lint serve notebooks scorecard pages wheel lock clean help

graph: .venv/installed  ## build the knowledge graph of seeds/ into build/ (DOCS=folder OUT=folder for others)
	$(BIN)/spacepact build $(DOCS) -o $(OUT)

test: .venv/developing  ## run the whole test suite
	$(BIN)/python -m pytest

lint: .venv/developing  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/mypy

serve: .venv/developing  ## answer SPARQL over HTTP from build/
	$(BIN)/spacepact serve -g $(OUT)

notebooks: .venv/developing  ## run every notebook from top to bottom
	$(BIN)/jupyter-execute notebooks/*.ipynb

scorecard: .venv/developing  ## score the extraction into docs/scorecard.md and README.md (SETS="NAME=DOCUMENTS=GOLD …" for more sets)
	$(BIN)/python benchmarks/scorecard.py $(SETS)
	$(BIN)/python tools/readme_figures.py

pages: .venv/developing  ## write the pages that docs/ shows of the seeds: questions with answers, notebooks as they run
	$(BIN)/python tools/make_pages.py

wheel: .venv/developing  ## a wheel that works from any folder, in dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

lock: .venv/developing  ## renew the locks from pyproject.toml (UPGRADE=--upgrade for newer versions)
	$(PIP) install uv
	$(UV_COMPILE) $(UPGRADE) --extra build pyproject.toml --output-file requirements.lock
	$(UV_COMPILE) $(UPGRADE) --all-extras --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

clean:  ## remove the environment and everything that was built
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --no-compile --require-hashes -r requirements.lock
	$(PIP) install --no-compile --no-deps --no-build-isolation --editable .
	@touch $@

.venv/developing: requirements-dev.lock .venv/installed
	$(PIP) install --no-compile --require-hashes -r requirements-dev.lock
	@touch $@
