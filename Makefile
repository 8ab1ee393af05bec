# The tool belt. Plain `make` runs the tests and the linter.
# Every target first brings .venv up to date from the lock files; stamps make that free when nothing changed.

VENV := .venv
BIN := $(VENV)/bin
# --use-pep517 and no build isolation: what builds a source package is locked too (requirements-build.txt).
# --quiet twice: pip before 23.3 warns that lxml lacks an extra, whose name it does not know as the same; errors stay.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
LOCKED := install --require-hashes --no-build-isolation --use-pep517 --requirement
Q ?= koalisi Rusia

.DEFAULT_GOAL := all
.PHONY: all help search serve index test lint types docs messages audit bench lock clean

all: test lint ## what to run before every commit

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand --tabs=10

search: index ## index seeds/ and ask it for Q
	$(BIN)/search "$(Q)"

serve: index ## the search page on http://127.0.0.1:8000
	$(BIN)/search serve

index: $(VENV)/.ready-run ## put the five seed articles into the index
	$(BIN)/search index add seeds

test: $(VENV)/.ready-dev ## every test, doctests included
	$(BIN)/python -m pytest

lint: $(VENV)/.ready-dev ## ruff, the linter
	$(BIN)/ruff check .

types: $(VENV)/.ready-dev ## mypy --strict
	$(BIN)/mypy

docs: $(VENV)/.ready-dev ## make docs/cli.md, and run every code block of README.md and docs/
	$(BIN)/python -m search.cli.reference > docs/cli.made && mv docs/cli.made docs/cli.md
	$(BIN)/python -m pytest tests/test_docs.py

messages: $(VENV)/.ready-dev ## compile what readers are told, after a change of a .po file
	$(BIN)/pybabel --quiet compile --directory search/messages --domain telusur

audit: requirements.txt ## look the locked packages up for known weaknesses
	$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --disable-pip-version-check --quiet install pip-audit
	$(VENV)/audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.txt

bench: $(VENV)/.ready-dev ## one table: our engines beside others; benchmarks/README.md names what else is measured
	$(BIN)/python benchmarks/engines.py --json benchmarks/engines.json

# The order of installation: the builders, the libraries, then the project itself, which fetches nothing.
$(VENV)/.ready-run: pyproject.toml requirements-build.txt requirements.txt .ci/venv
	.ci/venv $(VENV)
	$(PIP) $(LOCKED) requirements-build.txt
	$(PIP) $(LOCKED) requirements.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready-run requirements-dev.txt
	$(PIP) $(LOCKED) requirements-dev.txt
	touch $@

# Renew the lock files within the bounds of pyproject.toml. Run it with the oldest Python we support.
COMPILE := $(VENV)/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --upgrade \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
export CUSTOM_COMPILE_COMMAND := make lock
lock: $(VENV)/.ready-run ## renew the lock files
	$(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --disable-pip-version-check --quiet install pip-tools
	$(COMPILE) --output-file requirements-build.txt requirements-build.in
	$(COMPILE) --output-file requirements.txt --extra all pyproject.toml
	$(COMPILE) --output-file requirements-dev.txt --extra dev --constraint requirements.txt pyproject.toml

clean: ## remove what make made, but never an index
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find search web tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
