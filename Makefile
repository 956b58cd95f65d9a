# Two commands after a clone: `make run` and `make test`. Each says what it does and skips what is done.
PYTHON_IN_VENV := .venv/bin/python

.PHONY: help run test evaluate faults attack pdf lint shots bench bundle wheel freeze forms words lock setup-run \
	setup-test setup-bundle

help:            ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: setup-run   ## opens the practice school; without a screen, does the main job in build/demo
	@scripts/run.sh

test: setup-test ## every test: forms, lint, types, contracts, unit, journeys
	@scripts/test.sh

lint: setup-test ## the quick half of `make test`, with the layer contracts
	@$(PYTHON_IN_VENV) -m ruff check .
	@$(PYTHON_IN_VENV) -m ruff format --check -q .
	@$(PYTHON_IN_VENV) -m mypy
	@.venv/bin/lint-imports --no-logo

forms: setup-test ## compiles ui/*.ui into narvaro_desktop/gui/forms
	@$(PYTHON_IN_VENV) -m narvaro_desktop.gui.compile_forms

words: setup-test ## brings resources/i18n/en.po and en.mo up to the words in the source
	@$(PYTHON_IN_VENV) scripts/words.py

lock: setup-test ## writes the lock files anew from requirements*.in
	@scripts/lock.sh

shots: setup-test ## a picture of every page, light and dark, in build/shots
	@$(PYTHON_IN_VENV) -m scripts.shots

bundle: setup-bundle ## dist/narvaro, a folder that runs without Python, tried in an empty folder
	@scripts/bundle.sh

wheel: setup-test ## build/wheel/*.whl, tried in a venv of its own
	@scripts/wheel.sh

freeze: setup-test ## once for each version: migration 0001 in full, and its vaults in tests/vaults
	@$(PYTHON_IN_VENV) -m scripts.freeze

bench: setup-test ## the figures, each beside its floor; also in build/bench.json
	@env -u PYTHONDONTWRITEBYTECODE scripts/under_x.sh $(PYTHON_IN_VENV) -m benchmarks $(PARTS)

evaluate: setup-test ## many simulated schools against what is known of real ones, and how early signals find pupils
	@$(PYTHON_IN_VENV) -m pytest -q -m evaluate tests/simulation
	@$(PYTHON_IN_VENV) -m benchmarks.evaluate

faults: setup-test ## what must never happen: kills, power cuts, flipped bits, old copies; also in build/faults.json
	@env QT_QPA_PLATFORM=offscreen RESUME=$(RESUME) $(PYTHON_IN_VENV) -m scripts.faults $(PARTS)

attack: setup-test ## every attack on a sealed package: accepted 0, crashes 0; also in build/attack.json
	@$(PYTHON_IN_VENV) -m scripts.attack $(PARTS)

pdf: setup-test ## every paper, also with 400 rows, held to PDF/A and PDF/UA by veraPDF
	@NARVARO_EVERY_ROW=1 NARVARO_REQUIRE_VERAPDF=1 $(PYTHON_IN_VENV) -m pytest -q tests/documents

setup-run:
	@scripts/setup.sh run

setup-test:
	@scripts/setup.sh test

setup-bundle:
	@scripts/setup.sh bundle
