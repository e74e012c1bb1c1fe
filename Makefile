# Everything runs in .venv, so nothing of yours is touched. PYTHON is the interpreter that makes it.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt

.PHONY: check test lint bench clean

# Exit status 1 says that something has not passed yet: the normal state of an exercise, and no failure of make.
check: .venv/installed
	@$(BIN)/pytest autograder/ || test $$? -eq 1

test: .venv/installed-dev
	@$(BIN)/pytest -n auto --dist worksteal

lint: .venv/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy

bench: .venv/installed-dev
	@$(BIN)/python -m tests.benchmarks

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gradkit needs Python 3.11 or newer; type: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) -e .
	@touch $@

.venv/installed-dev: .venv/installed
	$(PIP) -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist *.egg-info
