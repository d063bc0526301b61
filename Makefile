# make demo   set up, then read the reports in examples/
# make test   set up, then every check
# make train  make the model again from the data (ONRECORD_DATA, hours on two cores)
PYTHON ?= python3
ONRECORD_DATA ?= ../shared/data
BIN := .venv/bin
TRAIN := .venv-training/bin
RUN := .build/train

.PHONY: demo test bench bench-ledger bench-explorer bench-follow faults gates train lock clean

demo: .venv/installed
	@$(BIN)/onrecord read examples/reports

test: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile

bench: .venv/installed .venv-training/installed
	$(BIN)/python -m bench

# A ledger of a million statements asked, 100,000 records added: about an hour on two cores.
bench-ledger: .venv/installed
	$(BIN)/python -m bench.ledger
	$(BIN)/python -m bench.adding --records 100000 --articles 1000

# The explorer on ledgers of 100,000 and a million statements: about an hour, nearly all of it to fill them.
bench-explorer: .venv/installed
	$(BIN)/python -m bench.grouping --statements 100000 1000000 --keep .build/bench
	$(BIN)/python -m bench.explorer .build/bench/grouping-100000.db
	$(BIN)/python -m bench.explorer .build/bench/grouping-1000000.db

# What new statements change for 1,000 topics, and how soon a published page is seen and told: two minutes.
bench-follow: .venv/installed
	$(BIN)/python -m bench.following
	$(BIN)/python -m bench.running

faults: .venv/installed
	$(BIN)/python -m faults 100

gates: .venv/installed
	ONRECORD_DATA=$(ONRECORD_DATA) $(BIN)/python -m gates

# Two teachers, their pupil, and the pupil trained on with the project's own texts, which is shipped; then
# the vectors of contents and the judge of stance: about four and a half hours on two cores.
train: .venv-training/installed
	$(TRAIN)/python -m training.train $(ONRECORD_DATA) $(RUN)/1 --epochs 8 --seed 1
	$(TRAIN)/python -m training.train $(ONRECORD_DATA) $(RUN)/2 --epochs 7 --seed 2
	$(TRAIN)/python -m training.train $(ONRECORD_DATA) $(RUN)/3 --epochs 7 --seed 3 \
	  --teachers $(RUN)/1/reader.pt $(RUN)/2/reader.pt
	$(TRAIN)/python -m training.train $(ONRECORD_DATA) $(RUN) --epochs 2 --seed 4 --own \
	  --start $(RUN)/3/reader.pt
	$(TRAIN)/python -m training.export $(ONRECORD_DATA) $(RUN) src/onrecord/statements/reader
	$(TRAIN)/python -m training.measure $(ONRECORD_DATA)
	$(TRAIN)/python -m training.frequencies $(ONRECORD_DATA) > $(RUN)/frequencies.tsv
	mv $(RUN)/frequencies.tsv src/onrecord/claims/frequencies.tsv
	$(TRAIN)/python -m training.vectors $(ONRECORD_DATA) $(RUN)/vectors src/onrecord/statements/reader/vectors.npy
	$(TRAIN)/python -m training.judge $(ONRECORD_DATA) $(RUN)/judge1 --epochs 4 --own --stories
	$(TRAIN)/python -m training.judge $(ONRECORD_DATA) $(RUN)/judge --epochs 3 --own --stories --seed 3 \
	  --start $(RUN)/judge1/judge.pt
	$(TRAIN)/python -m training.judge_export $(RUN)/judge
	$(TRAIN)/python -m training.judge_choose $(ONRECORD_DATA) --measure

.venv/installed: requirements/dev.txt pyproject.toml
	@echo "Setting up .venv (once, a minute or two)"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# torch by itself and first: the CPU build, where the index has one, keeps gigabytes of CUDA away.
.venv-training/installed: requirements/train.txt
	$(PYTHON) -m venv .venv-training
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/train.txt
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --quiet --upgrade pyproject.toml requirements/dev.in --output-file requirements/dev.txt

clean:
	rm -rf .venv .venv-training .build
