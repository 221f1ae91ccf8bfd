# Hai lệnh là đủ: `make demo` chạy thử, `make test` kiểm tra tất cả.
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
export PYTHON

.PHONY: demo test check bench lint packages-demo packages-test requirements

demo: packages-demo $(VENV)/.base
	@exec env DEMO=$${DEMO:-1} $(BIN)/python manage.py up

# Everything a change must pass, from system packages to the browser.
test: packages-test $(VENV)/.dev lint
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: test

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py compilemessages --verbosity 0 --ignore .venv

bench: packages-demo $(VENV)/.dev
	$(BIN)/python -m bench $(SIZES)
	$(BIN)/python -m bench.share

packages-demo:
	@tools/system-packages.sh demo

packages-test:
	@tools/system-packages.sh test

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt | $(BIN)/python
	@echo "Đang cài thư viện Python (một đến hai phút, chỉ lần đầu)…"
	@$(PIP) -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(BIN)/python
	@echo "Đang cài thư viện Python cho thử nghiệm (chỉ lần đầu)…"
	@$(PIP) -r requirements/dev.txt
	@touch $(VENV)/.base $@

# Pin again after a change of a *.in file.
requirements: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements/base.txt requirements/base.in
	$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements/base.txt -o requirements/dev.txt requirements/dev.in
