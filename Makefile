# make playground   the bot in a browser page that looks like Discord: no token, no download
# make test         every test but the slow ones
# make test-slow    the slow ones: full-size networks, real worker processes killed half-way
# make lint         ruff and mypy
# make bench        the benchmarks, and docs/performance.md from their figures
# make lock         requirements.lock anew, from pyproject.toml

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check
BENCHMARKS ?= latency loop_lag accepts load delivery startup throughput overhead memory device_memory speed quality
FIGURES := docs/performance

.PHONY: playground test test-slow lint bench lock

playground: $(INSTALLED)
	$(BIN)/imagine-bot playground

test: $(INSTALLED)
	$(BIN)/python -m pytest -m "not slow"

test-slow: $(INSTALLED)
	$(BIN)/python -m pytest -m slow

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(INSTALLED)
	@missed=; for name in $(BENCHMARKS); do \
	    $(BIN)/python -m benchmarks.$$name --save $(FIGURES) || missed="$$missed $$name"; \
	done; \
	$(BIN)/python -m benchmarks.document --figures $(FIGURES) && \
	    { test -z "$$missed" || { echo "Failed, or missed a target:$$missed"; exit 1; }; }

lock: $(INSTALLED)
	$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 \
	    --extra playground --extra postgresql --extra dev --extra training --extra bench \
	    --generate-hashes --no-emit-index-url --no-header --no-annotate --output-file requirements.lock

# The lock brings setuptools, so that the last line needs no build environment of its own.
$(INSTALLED): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@
