# Everything runs in .venv, so nothing of yours is touched. PYTHON is the interpreter that makes it; another one at the same
# time wants a folder of its own: make test PYTHON=python3.13 VENV=.venv-3.13
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
# What has to be typed once in every new terminal; nothing where it was.
ACTIVATE = $(if $(filter $(abspath $(VENV)),$(VIRTUAL_ENV)),,. $(BIN)/activate && )

.PHONY: check test test-core lint bench clean

# Exit status 1 says that something has not passed yet: the normal state of an exercise, and no failure of make.
check: $(VENV)/installed
	@$(BIN)/pytest autograder/ || test $$? -eq 1
	@echo; echo "Next, type:  $(ACTIVATE)gradkit watch"

test: $(VENV)/installed-dev
	@$(BIN)/pytest -n auto --dist loadgroup --no-loadscope-reorder

# What most depends on the interpreter and on the build of torch.
test-core: $(VENV)/installed-dev
	@$(BIN)/pytest -n auto --dist loadgroup --no-loadscope-reorder tests/unit tests/test_submissions.py tests/test_wall.py tests/test_command_line.py

lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy

bench: $(VENV)/installed-dev
	@$(BIN)/python -m tests.benchmarks

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gradkit needs Python 3.11 or newer; type: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing PyTorch and the kit into $(VENV), once: this takes some minutes."
	$(PIP) -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv .venv-* build dist *.egg-info
