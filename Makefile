# make playground   the bot in a browser page that looks like Discord: no token, no GPU
# make test         every test but the slow ones
# make test-slow    the slow ones: full-size networks, real worker processes killed half-way
# make lint         ruff and mypy
# make bench        the benchmarks, and docs/performance.md from their figures
# make lock         all locks anew, from pyproject.toml

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev
BENCHMARKS ?= latency loop_lag accepts load delivery startup throughput overhead checking memory device_memory speed quality
FIGURES := docs/performance

.PHONY: playground test test-slow lint bench lock

playground: $(INSTALLED)
	@$(BIN)/imagine-bot playground

test: $(INSTALLED_DEV)
	$(BIN)/python -m pytest -m "not slow"

test-slow: $(INSTALLED_DEV)
	$(BIN)/python -m pytest -m slow

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(INSTALLED_DEV)
	@missed=; for name in $(BENCHMARKS); do \
	    $(BIN)/python -m benchmarks.$$name --save $(FIGURES) || missed="$$missed $$name"; \
	done; \
	$(BIN)/python -m benchmarks.document --figures $(FIGURES) && \
	    { test -z "$$missed" || { echo "Failed, or missed a target:$$missed"; exit 1; }; }

# What runs takes the versions that are tested.
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-header --no-annotate --extra playground --extra postgresql \
    --extra checker

lock: $(INSTALLED_DEV)
	$(BIN)/python -m pip --disable-pip-version-check install --quiet uv
	$(COMPILE) --extra dev --extra training --extra bench --output-file requirements-dev.lock
	$(COMPILE) --constraint requirements-dev.lock --output-file requirements.lock
	$(COMPILE) --extra gpu --constraint requirements.lock --output-file requirements-gpu.lock

$(INSTALLED): requirements.lock pyproject.toml install.py
	@$(PYTHON) install.py
	@touch $@

$(INSTALLED_DEV): requirements-dev.lock pyproject.toml install.py
	@$(PYTHON) install.py --dev
	@touch $(INSTALLED) $@
