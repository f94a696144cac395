# Every target sets up what it needs by itself, in .venv. Python 3.11 and make are enough.
PYTHON ?= python3
BIN := .venv/bin
# nbgrader calls alembic by name.
export PATH := $(CURDIR)/$(BIN):$(PATH)
PIP := $(BIN)/python -m pip --disable-pip-version-check
LAB ?=
EDITION ?=

.PHONY: lab test demo browser hostile mutants release handout wheel lock versions site bench lint clean

lab: .venv/student
	$(BIN)/python -m sheet_utils.lab $(LAB)

# A file's tests share what is slow to make, so they stay in one process; tests/conftest.py says which files come first.
# Three processes on two cores, since tests wait for other processes half of the time; one thread in each.
# Byte code and kernels first: hundreds of processes want them, and several at a time would make the same ones.
test: export OMP_NUM_THREADS ?= 1
# Where the shell forbids byte code, three processes would rewrite every file of tests anew.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/dev
	$(BIN)/python -m compileall -qq sheet_utils grading authoring tests
	$(BIN)/python -c "from sheet_utils import installation; installation.compile_kernels()"
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(TESTS)

release: .venv/dev
	$(BIN)/python -m authoring release

handout: .venv/dev
	$(BIN)/python -m authoring handout $(if $(EDITION),--edition $(EDITION))

wheel: .venv/dev
	$(BIN)/python -m authoring wheel

lock: .venv/lock
	$(BIN)/python -m authoring.lock

versions: .venv/dev
	$(BIN)/python -m authoring.versions

site: .venv/dev
	$(BIN)/python -m authoring site

demo: .venv/dev
	$(BIN)/python -m authoring demo $(DEMO)

browser: .venv/dev
	EVERY_NOTEBOOK=1 $(BIN)/python -m pytest tests/test_browser.py

hostile: .venv/dev
	$(BIN)/python -m tests.hostile

mutants: .venv/dev
	$(BIN)/python -m authoring.mutants

bench: .venv/bench
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.driven_spectra
	$(BIN)/python -m benchmarks.lapack_floor
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.seeds
	$(BIN)/python -m benchmarks.seeds --single
	$(BIN)/python -m benchmarks.calm
	$(BIN)/python -m benchmarks.gtf

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

clean:
	rm -rf .venv build dist *.egg-info

# One stamp per kind of install; requirements.lock pins every version. pip would compile on one core;
# a few files are for other Pythons and cannot be.
.venv/student: EXTRAS = fast
.venv/dev: EXTRAS = dev
.venv/bench: EXTRAS = dev,bench
.venv/lock: EXTRAS = lock
.venv/student .venv/dev .venv/bench .venv/lock: pyproject.toml setup.py requirements.lock | .venv
	$(PIP) install --quiet --no-compile --constraint requirements.lock --editable ".[$(EXTRAS)]"
	$(BIN)/python -m compileall -qq -j 0 .venv/lib || true
	touch $@

.venv:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; say which with: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
