# `make run` starts lumbar, `make test` runs every check and test. Both need Python 3.11 or later, nothing else.
# `make wheel-test` builds the wheel, installs it into a venv of its own and runs the quick part of the suite against it.
# `make coverage` runs the tests and names the lines and branches that none of them reaches.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed
WHEEL_VENV := .venv-wheel
ARGS ?=

.PHONY: run test check unit wheel-test coverage clean

run: $(READY)
	@$(BIN)/lumbar $(ARGS)

test: check unit

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/python -m pytest -n 3 --dist worksteal

wheel-test: $(READY)
	PYTHONPATH=tests $(BIN)/python -m support.wheel dist $(WHEEL_VENV)
	$(WHEEL_VENV)/bin/python -m pytest -n 2 -p no:cacheprovider tests/domain tests/report tests/cli

coverage: $(READY)
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "lumbar needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	$(BIN)/python -m compileall -q src
	@touch $@

clean:
	rm -rf $(VENV) $(WHEEL_VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
