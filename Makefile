# Everything a developer or a server needs; each target does its own set-up and is quick when nothing changed.
# PYTHON names the interpreter to build .venv from, VAR_DIR and PORT a second instance: VAR_DIR=/srv/b PORT=8001 make run

NEW_ENOUGH := -c "import sys; sys.exit(sys.version_info < (3, 11))"
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p $(NEW_ENOUGH) 2>/dev/null && echo $$p && break; done)
BOOTSTRAP = @$(or $(PYTHON),echo "Python 3.11 or newer is needed: apt-get install python3"; exit 1;) config/bootstrap.py
IN_VENV := @.venv/bin/python

.PHONY: run setup setup-tests test bench lint format

run: setup
	$(IN_VENV) manage.py serve

setup:
	$(BOOTSTRAP)

setup-tests:
	$(BOOTSTRAP) --tests

test: lint
	$(IN_VENV) -m config.run_tests

bench: setup-tests
	$(IN_VENV) -m pytest tests/bench -o addopts= --ds=tests.settings --strict-markers --import-mode=importlib -rA

lint: setup-tests
	$(IN_VENV) -m config.lint

format: setup-tests
	$(IN_VENV) -m config.lint --fix
