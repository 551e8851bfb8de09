# Every target works in a folder of any name; nothing here names an absolute path.
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo serve test suite e2e lint types fmt lock messages tables nightly plants release-check clean-demo
MAKEFLAGS += --no-print-directory
unexport PYTHONDONTWRITEBYTECODE# every process of the program and of its tests would compile all of it anew, three seconds each

RUN := .venv/bin/python -m career_relay
PY := .venv/bin/python -m
CODE := career_relay tests bench manage.py
CATALOGUE := locale/ja/LC_MESSAGES/django.mo
HTML := $(wildcard templates career_relay)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv and install what the program needs
	@bin/setup

setup-dev: ## the same, and what tests and checks need
	@bin/setup dev

demo: setup $(CATALOGUE) ## a living demonstration network in the foreground; RESET=1 starts it afresh
	@$(RUN) demo $(if $(RESET),--reset)

serve: setup $(CATALOGUE) ## the program without demonstration data
	@$(RUN) serve

test: setup-dev $(CATALOGUE) ## all checks and tests that belong to a change (about a quarter of an hour on two cores)
	@bin/browser
	@bin/imap
	@$(MAKE) -j 2 lint suite

suite: ## the tests of `make test` alone, where all is set up; lint beside them takes what they leave of the second core
	@$(PY) pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not nightly"

e2e: setup-dev $(CATALOGUE) ## the browser tests alone
	@bin/browser
	@$(PY) pytest tests/e2e

nightly: setup-dev $(CATALOGUE) ## the long tests
	@bin/browser
	@bin/imap
	@$(PY) pytest -n 2 --dist loadfile -m nightly

plants: setup-dev $(CATALOGUE) ## plant fifteen bugs, one at a time, and see which tests find each
	@$(PY) tests.plants

lint: setup-dev ## style, layers, templates, types, lock files, translations
	@$(PY) ruff check $(wildcard $(CODE))
	@$(PY) ruff format --check --quiet $(wildcard $(CODE))
	@.venv/bin/lint-imports
	@$(PY) djlint --lint --quiet $(HTML)
	@find $(HTML) -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	@! grep -nE 'https?://' requirements.txt requirements-dev.txt
	@$(PY) career_relay.base.catalogue --check
	@$(MAKE) types

types: setup-dev ## mypy
	@$(PY) mypy career_relay manage.py

fmt: setup-dev ## put code and templates into shape
	@$(PY) ruff check --fix-only --quiet $(wildcard $(CODE))
	@$(PY) ruff format --quiet $(wildcard $(CODE))
	@find $(HTML) -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

lock: setup-dev ## renew both lock files from pyproject.toml
	@UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header --quiet -o requirements.txt
	@UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header --quiet --extra dev -c requirements.txt -o requirements-dev.txt

tables: setup ## write down what the migrations make of an empty database
	@$(PY) career_relay.embedded.tables

messages: setup ## put the translations together and compile them
	@$(PY) career_relay.base.catalogue

$(CATALOGUE): $(wildcard locale/fragments/*.po)
	@$(PY) career_relay.base.catalogue

clean-demo: setup ## throw the demonstration data away
	@$(RUN) demo --clean

release-check: ## what must be true before a release: clean tree, all tests, the long ones too
	@test -z "$$(git status --porcelain)" || { git status --short; echo "Commit or drop these first." >&2; exit 1; }
	@$(MAKE) test
	@$(MAKE) nightly
	@$(RUN) doctor
