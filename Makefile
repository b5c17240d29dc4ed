# `make` lists what can be made. All of it happens in .venv, which is made from requirements/*.txt on first use.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check -qq
DEMO_READY := $(VENV)/.runtime
REPORT_READY := $(VENV)/.report
READY := $(VENV)/.dev
BENCH_READY := $(VENV)/.bench
CODE := $(wildcard outcome_lint tests tools benchmarks accuracy)

step = @printf '\n── %s\n' '$(1)'

.PHONY: help demo demo-report test lint fresh bench bench-fetch bench-report docs schemas accuracy pins clean

help:  ## this list
	@awk -F ':.*## *' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(DEMO_READY)  ## lint the demo portfolio and look at the report
	@$(VENV)/bin/outcome-lint check --demo || [ $$? -eq 1 ]  # 1 = it found something, which is what a demo is for

demo-report: $(REPORT_READY)  ## play the demo's last half year, and write its weekly report
	@$(PY) tools/demo_report.py

test: lint fresh  ## everything that CI checks: lint, generated files, accuracy, tests
	$(call step,accuracy)
	@$(PY) accuracy/score.py --check
	$(call step,pytest)
	@$(PY) -m pytest --numprocesses 2 --dist loadfile --hypothesis-profile ci

lint: $(READY)  ## ruff, mypy --strict, the arrows between the rooms, workflows and the Action
	$(call step,ruff)
	@$(PY) -m ruff check $(CODE)
	@$(PY) -m ruff format --check $(CODE)
	$(call step,mypy)
	@$(PY) -m mypy
	$(call step,import-linter)
	@$(VENV)/bin/lint-imports --no-logo
	$(call step,workflows)
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml examples/workflows/*.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-actions action.yml
	@$(VENV)/bin/zizmor --offline --quiet action.yml .github examples/workflows

fresh: $(READY)  # are the generated files what their tool would write now?
	$(call step,generated files)
	@for tool in $(wildcard tools/docs.py tools/schemas.py); do $(PY) $$tool --check || exit 1; done

docs: $(READY)  ## write the generated pages (one a rule)
	@$(PY) tools/docs.py

schemas: $(READY)  ## write the JSON Schemas
	@$(PY) tools/schemas.py

bench: $(BENCH_READY)  ## measure speed and memory side by side with other tools (N=10000 for a quick look)
	@$(PY) benchmarks/run.py $(if $(N),--items $(N)) $(ARGS)

bench-fetch: $(READY)  ## measure fetching from trackers beside their usual libraries (ARGS=--write for the docs)
	@$(PY) benchmarks/fetch.py $(ARGS)

bench-report: $(READY)  ## measure the report beside the lint alone, with two years of history (ARGS=--write for the docs)
	@$(PY) benchmarks/report.py $(if $(N),--items $(N)) $(ARGS)

accuracy: $(READY)  ## score the text rules against the labelled texts
	@$(PY) accuracy/score.py

# The five files are compiled in this order so that a package has one version in all of them.
PIN := build/pins/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links

pins: $(PY)  ## refresh requirements/*.txt with the newest versions that pyproject.toml and requirements/*.in allow
	@$(PY) -m venv build/pins && build/pins/bin/python -m pip --disable-pip-version-check --quiet install uv
	@$(PIN) pyproject.toml --output-file requirements/runtime.txt
	@$(PIN) pyproject.toml --extra report --constraints requirements/runtime.txt --output-file requirements/report.txt
	@$(PIN) requirements/build.in --constraints requirements/runtime.txt --output-file requirements/build.txt
	@$(PIN) pyproject.toml requirements/build.in requirements/dev.in \
		--constraints requirements/report.txt --constraints requirements/build.txt --output-file requirements/dev.txt
	@$(PIN) requirements/bench.in --constraints requirements/dev.txt --output-file requirements/bench.txt

clean:  ## remove what was built or cached, but not .venv
	@rm -rf build dist site .coverage .hypothesis .benchmarks .*_cache
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# A version manager may put names on the PATH that don't run, and a system Python may come without ensurepip.
# `make PYTHON=... test` chooses another one.
$(PY):
	@for python in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
		if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Setting up $(VENV) with $$python, once"; \
			exec $$python -m venv --clear $(VENV); \
		fi; \
	done; echo "Python 3.11 or newer with its venv module is needed; none was found on the PATH" >&2; exit 1

# What a user has, plus what puts the tree itself in place of the package: enough for the demo.
$(DEMO_READY): requirements/runtime.txt requirements/build.txt pyproject.toml $(PY)
	@$(PIP) install --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The same, with what draws the report's pictures.
$(REPORT_READY): requirements/report.txt $(DEMO_READY)
	@$(PIP) install --require-hashes -r requirements/report.txt
	@touch $@

$(READY): requirements/dev.txt $(DEMO_READY)
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH_READY): requirements/bench.txt $(DEMO_READY)
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@
