# Two commands do everything on a fresh machine: make build, make test.

PYTEST = .venv/bin/python -m pytest

.PHONY: help build test check verify soak bench cluster-demo setup setup-test lock interface

help:
	@echo "make build    set up, and make every section's pages, texts and letters into build/"
	@echo "make test     set up, and run all tests"
	@echo "make verify   prove that every language of this workspace builds"
	@echo "make check    ruff, mypy and the tests"
	@echo "make soak     the long campaigns: mutants, kills, payloads, whole"
	@echo "make bench    speed beside the peers"
	@echo "make lock     write the lock files anew"

setup:
	@scripts/setup.sh run

setup-test:
	@scripts/setup.sh test

build: setup
	@.venv/bin/appeal build --jobs 2

test: setup-test
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check .
	@.venv/bin/mypy --no-error-summary
	@$(PYTEST) -q -n 2

verify: setup-test
	@.venv/bin/appeal verify

check: test

soak: setup-test
	@APPEAL_SOAK=1 $(PYTEST) -q -n 2 --durations=20

cluster-demo: setup-test
	@.venv/bin/python -m scripts.cluster_demo

bench: setup-test
	@.venv/bin/python -m scripts.bench

interface: setup
	@.venv/bin/python scripts/interface.py

# pip-compile comes from pip-tools; hashes of every platform's wheels go into the files.
lock:
	@python3 -m venv .venv-lock && .venv-lock/bin/pip install --quiet pip-tools
	@cd . && for extra in "" "--extra dev"; do \
	  name=requirements$${extra:+-dev}.lock; \
	  .venv-lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	    --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	    --no-emit-trusted-host --no-emit-options --all-build-deps $$extra \
	    -o $$name pyproject.toml; \
	done
