PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PYTHONUTF8 = 1

.PHONY: catalogues constraints demo test test-long test-lowest test-pythons bench docs clean

# Editable, so that the tests see the tree they stand in.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS)) --editable '.[dev]'
	touch $@

# What is said in other languages, compiled where a catalogue was changed.
CATALOGUES := $(wildcard src/mgmtsys/locale/*/LC_MESSAGES/mgmtsys.po)
COMPILED := $(CATALOGUES:.po=.mo)
src/mgmtsys/locale/%.mo: src/mgmtsys/locale/%.po $(VENV)/.ready
	$(BIN)/python tools/catalogues.py --compile

# Brings the catalogues up to what the code says, and names what a language lacks.
catalogues: $(VENV)/.ready
	$(BIN)/python tools/catalogues.py

# The versions that the last green run used; `make test CONSTRAINTS=constraints.txt` uses them again.
constraints: $(VENV)/.ready
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

# Clause matrices, the year, a crosswalk and an assessment, in English and in Chinese.
LITHERA := examples/lithera_2026
demo: $(VENV)/.ready $(COMPILED)
	@set -e; for lang in en zh; do export MGMTSYS_LANG=$$lang; \
	for standard in iso14001:2015 cts-q-zg040:2023; do \
	    $(BIN)/mgmtsys matrix $(LITHERA)/system.yaml --standard $$standard --under 6.2 \
	        --on 2026-06-30 --format text; \
	done; \
	$(BIN)/mgmtsys form QEF-24-03 $(LITHERA)/system.yaml --readings $(LITHERA)/readings.csv \
	    --register $(LITHERA)/register.yaml --period 2026 --on 2027-01-10 --format text; \
	$(BIN)/mgmtsys crosswalk cts-q-zg040:2023 iso14001:2015 --under 6.2 --format text; \
	$(BIN)/mgmtsys score examples/she_assessment/assessment.yaml --format text; \
	done

# Lint, types, the house contract, the laws, and every other test with the coverage of the core.
# The pages and the modules run whole, each on one worker; the laws are dealt out one by one.
LAWS := -n auto --dist worksteal tests/laws
OTHERS := -n auto --dist loadfile --ignore tests/laws
test: $(VENV)/.ready $(COMPILED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(LAWS)
	$(BIN)/python -m pytest $(OTHERS) --cov --cov-report=term-missing:skip-covered

# The laws with many more examples, and 2,000 damaged files of each kind.
test-long: $(VENV)/.ready $(COMPILED)
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n auto --dist worksteal tests/fuzz tests/laws

# The tests with the oldest Python and the lowest versions that pyproject.toml allows.
test-lowest: $(VENV)/.ready
	$(BIN)/uv venv --quiet --clear --seed --python python3.11 $(VENV)-lowest
	$(BIN)/uv pip install --quiet --python $(VENV)-lowest --resolution lowest-direct --editable '.[dev]'
	$(VENV)-lowest/bin/python -m pytest $(LAWS)
	$(VENV)-lowest/bin/python -m pytest $(OTHERS)

# The whole of `make test` with every Python that the library is for and the machine has.
test-pythons:
	@set -e; for python in python3.11 python3.12 python3.13 python3.14; do \
	    if $$python -c '' 2>/dev/null; then $(MAKE) test PYTHON=$$python VENV=.venv-$$python; fi; \
	done

bench: $(VENV)/.ready $(COMPILED)
	$(BIN)/python -m pytest benchmarks --benchmark-columns=min,median,max -q -s

docs: $(VENV)/.ready $(COMPILED)
	$(BIN)/sphinx-build -W -b html docs docs/_build/html

clean:
	rm -rf .venv .venv-* docs/_build .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
