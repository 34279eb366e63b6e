# A newcomer's two commands: make demo, make test. Everything lives in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: judge demo test check fix bench speed tables tables-check docs constraints clean

demo: $(VENV)/core.done ## read the sample page; keep a few, ask them, count over time, and merge what several tell
	$(BIN)/dateline read examples/harbour.txt
	rm -f demo.db
	$(BIN)/dateline add examples/harbour.txt examples/ceasefire.jsonl --db demo.db
	$(BIN)/dateline events --type ASSAULT --since 2024 --db demo.db
	$(BIN)/dateline trend --by month --since 2023-11 --until 2024-04 --db demo.db
	$(BIN)/dateline add examples/one-strike.jsonl --db demo.db
	$(BIN)/dateline merge --db demo.db
	$(BIN)/dateline happening 'examples/one-strike.jsonl:1#e1' --db demo.db
	$(BIN)/dateline export --as geojson --type ASSAULT --since 2024-05 --db demo.db

test: check ## lint, types, layers, then every test
	$(BIN)/python -m pytest

check: $(VENV)/test.done
	$(BIN)/ruff check src tests scripts benchmarks training
	$(BIN)/ruff format --check src tests scripts benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: $(VENV)/test.done ## let ruff mend what it can
	$(BIN)/ruff check --fix src tests scripts benchmarks
	$(BIN)/ruff format src tests scripts benchmarks

docs: $(VENV)/test.done ## rewrite the pages of docs/ that are made from the program
	$(BIN)/python scripts/make_docs.py

bench: $(VENV)/test.done ## every scorer of ../shared/score that is there
	$(BIN)/python benchmarks/accuracy.py

speed: $(VENV)/test.done ## pages a second and memory, by stage
	$(BIN)/python benchmarks/speed.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/core.done: constraints.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes --no-deps -r constraints.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/test.done: constraints-test.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes --no-deps -r constraints-test.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

.venv-tables/done: requirements-tables.txt
	$(PYTHON) -m venv .venv-tables
	.venv-tables/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-tables.txt
	touch $@

tables: .venv-tables/done ## rebuild the gazetteer from its sources
	.venv-tables/bin/python scripts/build_gazetteer.py

tables-check: .venv-tables/done ## rebuild it beside the shipped one and compare
	.venv-tables/bin/python scripts/build_gazetteer.py --check

UV_COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet
constraints: ## needs uv; rewrites both files of pinned packages
	$(UV_COMPILE) pyproject.toml -o constraints.txt
	$(UV_COMPILE) pyproject.toml --extra test -o constraints-test.txt
	$(UV_COMPILE) requirements-tables.in -o requirements-tables.txt
	$(UV_COMPILE) requirements-judge.in -o requirements-judge.txt

.venv-judge/done: requirements-judge.txt
	$(PYTHON) -m venv .venv-judge
	.venv-judge/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-judge.txt
	touch $@

judge: .venv-judge/done ## train the judge anew from ../shared/gold and training/sentences (an hour or two), and write it
	cd training && PYTHONPATH=../src ../.venv-judge/bin/python train_judge.py first last folds export

clean:
	rm -rf $(VENV) .venv-tables .venv-judge training/work demo.db build .mypy_cache .ruff_cache .pytest_cache .hypothesis
