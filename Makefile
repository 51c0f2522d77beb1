# Everything a developer or a server needs; each target does its own set-up and is quick when nothing changed.
# PYTHON names the interpreter to build .venv from, VAR_DIR and PORT a second instance: VAR_DIR=/srv/b PORT=8001 make run

PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do command -v $$p && break; done)
IN_VENV := .venv/bin/python

.PHONY: run setup setup-tests test bench lint format

run: setup
	@$(IN_VENV) manage.py serve

setup:
	@$(PYTHON) config/bootstrap.py

setup-tests:
	@$(PYTHON) config/bootstrap.py --tests

test: lint
	@$(IN_VENV) -m config.run_tests

bench: setup-tests
	@$(IN_VENV) -m pytest tests/bench -o addopts= --strict-markers --import-mode=importlib -rA

lint: setup-tests
	@$(IN_VENV) -m config.lint

format: setup-tests
	@$(IN_VENV) -m config.lint --fix
