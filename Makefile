# Two commands matter: `make run` and `make test`. Both set up what they need.
.PHONY: help setup run test check format lock pictures bench soak model fuzz translations \
    bundle update-key signed-bundle clean test-install

PYTHON ?= python3
FOLDS ?= 5
RUNS ?= 1000
MINUTES ?= 30
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

setup: $(VENV)/.installed ## Make .venv and install what the program needs

run: setup ## Run three hubs on http://localhost:8080, 8081 and 8082
	@exec $(BIN)/porchlight demo

test: check ## Check the code, then run every test
	@tests/ensure-browser box
	$(BIN)/pytest --numprocesses 4

check: setup $(VENV)/.installed-test ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-install: check ## As root: install into fresh Debian roots; the screen's session
	@tests/ensure-browser box
	$(BIN)/pytest --numprocesses 2 tests/install tests/kiosk/test_session.py

bundle: setup ## Pack everything for a box without internet (DEBS=--with-debs)
	@systemd/make-bundle $(VENV) build/bundle $(DEBS)

update-key: setup ## For publishers: make a pair of keys, KEY=FILE and FILE.pub
	@$(BIN)/python systemd/sign-bundle new-key "$(KEY)"

signed-bundle: bundle ## For publishers: the bundle, signed, in build/update (KEY=FILE)
	@$(BIN)/python systemd/sign-bundle sign --key "$(KEY)" \
	    "build/bundle/porchlight-$$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml).tar.gz" \
	    build/update

format: setup $(VENV)/.installed-test ## Mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: setup $(VENV)/.installed-test ## Take pictures of all pages, to look at and for the README
	@tests/ensure-browser fonts
	$(BIN)/python -m tests.pictures
	$(BIN)/python -m tests.pictograms

bench: setup $(VENV)/.installed-test ## Measure, in an hour (RUNS=100: in half of it); one JSON object a line
	@$(PIP) install --require-hashes -r requirements-bench.lock
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench_writes
	@$(BIN)/python -m tests.bench_frames
	@$(BIN)/python -m tests.bench_sync
	@$(BIN)/python -m tests.bench_airtime
	@$(BIN)/python -m tests.bench_runs --runs $(RUNS)
	@$(BIN)/python -m tests.bench_coding
	@$(BIN)/python -m tests.bench_shorttext --folds $(FOLDS)
	@$(BIN)/python -m tests.bench_texts
	@$(BIN)/python -m tests.bench_web
	@$(BIN)/python -m tests.bench_web_page

soak: setup $(VENV)/.installed-test ## Let radios and hubs fail for half an hour (MINUTES=5)
	@$(BIN)/python -m tests.soak --minutes $(MINUTES)

model: setup ## Make the model of short texts anew; takes minutes
	$(BIN)/python -m radio.training

fuzz: setup ## Throw mutated bytes at all that reads bytes, for five minutes
	$(PIP) install atheris
	$(BIN)/python -m tests.fuzz -max_total_time=300

translations: setup ## Bring the catalogues in kiosk/translations in step with the pages
	@mkdir -p build
	@set -e; for domain in porchlight sayings; do \
	    $(BIN)/pybabel --quiet extract --mapping-file kiosk/translations/$$domain.cfg \
	        --no-default-keywords --keywords _ --keywords phrase --keywords plural:1,2 \
	        --keywords ngettext:1,2 --add-location file --sort-by-file \
	        --project Porchlight --version 1 --output-file build/$$domain.pot . ; \
	    for each in kiosk/translations/*/; do $(BIN)/pybabel --quiet update \
	        --domain $$domain --locale $$(basename $$each) \
	        --output-dir kiosk/translations --input-file build/$$domain.pot \
	        --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	        --width 79; done; done

lock: ## Pin the newest versions that pyproject.toml allows
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile $(LOCK) --extra setup -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) --extra setup --extra test \
	    --constraint requirements.lock -o requirements-test.lock
	$(BIN)/uv pip compile $(LOCK) --extra setup --extra bench \
	    --constraint requirements.lock -o requirements-bench.lock
	echo pip | $(BIN)/uv pip compile $(PINNED) - -o systemd/pip.lock

PINNED := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
LOCK := $(PINNED) pyproject.toml

clean: ## Remove what was installed and built, but no data
	rm -rf $(VENV) build *.egg-info

$(VENV)/.installed: requirements.lock
	systemd/make-venv $(VENV) $(PYTHON)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-test: requirements-test.lock $(VENV)/.installed
	$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@
