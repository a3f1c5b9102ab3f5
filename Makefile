# The interpreter of the active environment, else of .venv, else the machine's.
PYTHON ?= $(if $(VIRTUAL_ENV),python,$(if $(wildcard .venv/bin/python),.venv/bin/python,python3))

.DEFAULT_GOAL := help
.PHONY: help check test deep docs schema samples pictures update bench

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

check: ## Check style, types and the direction of imports.
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -q tests/test_architecture.py

test: ## Run the tests.
	$(PYTHON) -m pytest -q -n auto

deep: ## Run all tests, the slow and thorough ones too.
	$(PYTHON) -m pytest -q -n auto --deep

docs: ## Rewrite the generated pages and the outputs that README and docs show.
	$(PYTHON) -m pytest -q --update tests/test_docs.py

schema: ## Rewrite the JSON Schema.
	$(PYTHON) -m pytest -q --update tests/test_docs.py -k schema

samples: ## Lint, draw and simulate the samples as the tests do.
	$(PYTHON) -m pytest -q -n auto tests/samples

pictures: ## Redraw the pictures of README and docs.
	$(PYTHON) -m pytest -q --update tests/test_pictures.py

update: ## Rewrite every expected output; review the difference.
	$(PYTHON) -m pytest -q --update

bench: ## Measure how long the common commands take.
	$(PYTHON) -m tests.benchmarks
	$(PYTHON) -m tests.benchmarks.layouts
