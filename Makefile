# Two commands matter: `make run` and `make test`. Both set up what they need, once.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
NODE := $(shell command -v npm >/dev/null && node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null && echo node)
BIN := .venv/bin
DATA_DIR ?= var
PORT ?= 8000
export DATA_DIR PORT
FRONT := $(shell find static/src static/icons static/build.mjs app/templates app/web app/activities/topics.py -type f ! -name '*.pyc' 2>/dev/null)

.PHONY: help
help: ## Show the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: tools
tools:
	@test -n "$(PYTHON)" || { echo "Alongside needs Python 3.11 or newer with venv. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@test -n "$(NODE)" || { echo "Alongside needs Node 20 or newer with npm. See nodejs.org, or on Debian: apt-get install nodejs npm"; exit 1; }

.venv/base.stamp: requirements/base.txt | tools
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the Python packages ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

# One after the other: two of them at once in one folder would meet.
.venv/places.stamp: requirements/places.txt .venv/base.stamp
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/places.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp | .venv/places.stamp
	@echo "Installing the packages for the tests ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.stamp: package-lock.json .npmrc | tools
	@echo "Installing the front-end packages ..."
	@npm ci --ignore-scripts --silent
	@touch $@

static/dist/manifest.json: node_modules/.stamp $(FRONT)
	@node static/build.mjs

$(DATA_DIR)/places.stamp: requirements/places.txt app/places/build.py app/places/store.py app/places/names.py app/places/regions.py app/places/sources.py .venv/base.stamp | .venv/places.stamp
	@mkdir -p $(DATA_DIR)
	@$(BIN)/flask places build
	@touch $@

.PHONY: setup
setup: .venv/base.stamp static/dist/manifest.json $(DATA_DIR)/places.stamp

.PHONY: run
run: setup ## Set up, load the example towns at first, and serve on http://localhost:8000
	@$(BIN)/python -c 'import os, socket; socket.create_server((os.environ.get("HOST", "127.0.0.1"), int("$(PORT)")))' 2>/dev/null \
		|| { echo "Port $(PORT) is taken, perhaps by Alongside itself. Choose another: make run PORT=8001"; exit 1; }
	@$(BIN)/flask db upgrade
	@$(BIN)/flask schedule extend
	@$(BIN)/flask demo --on-start
	@$(BIN)/flask worker --with-parent & exec $(BIN)/gunicorn

.PHONY: test
test: check ## Run everything: checks, both databases, scripts, a real browser
	@$(BIN)/python tests/run.py

.PHONY: check
check: ## Lint, format, types, import rules
	@$(MAKE) --no-print-directory -j2 setup check-types
	@$(MAKE) --no-print-directory -j2 --output-sync=target check-style check-rules check-scripts check-worker

.PHONY: check-style check-types check-rules check-scripts check-worker
check-types: .venv/dev.stamp
	@$(BIN)/mypy --no-error-summary

check-style: .venv/dev.stamp
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

check-rules: .venv/dev.stamp
	@$(BIN)/lint-imports --no-cache > .import-rules.log || { cat .import-rules.log; exit 1; }
	@rm -f .import-rules.log

check-scripts: node_modules/.stamp
	@node_modules/.bin/tsc --noEmit

check-worker: node_modules/.stamp
	@node_modules/.bin/tsc --noEmit -p tsconfig.worker.json

.PHONY: fmt
fmt: .venv/dev.stamp ## Format the code
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json | tools
	@echo "Installing what drives the browser ..."
	@cd tests/browser && npm ci --ignore-scripts --silent
	@touch $@

.PHONY: screenshots
screenshots: setup tests/browser/node_modules/.package-lock.json ## Take pictures of every screen; SCREENS="help nearby" of some
	@cd tests/browser && node screenshots.mjs $(SCREENS)

.PHONY: bench
bench: setup ## Measure speed, as ratios in one run (docs/benchmarks.md)
	@$(BIN)/python -m benchmarks $(ARGS)

.PHONY: faults
faults: setup .venv/dev.stamp ## Kill, lock and starve a server while people hold places (docs/reliability.md)
	@$(BIN)/python -m tests.faults $(ARGS)

.PHONY: soak
soak: setup .venv/dev.stamp ## A hundred thousand chance operations on held places, against a model
	@SOAK=$${SOAK:-100000} $(BIN)/python -m pytest tests/attendance/test_states.py -n 0

.PHONY: spam
spam: setup .venv/dev.stamp ## Five hundred pieces of spam through HTTP; says what of it is public unread
	@$(BIN)/python -m tests.spam $(ARGS)

.PHONY: requirements
requirements: .venv/dev.stamp ## Compile the hashed requirements anew
	@for name in base places dev; do $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header -o requirements/$$name.txt requirements/$$name.in; done
