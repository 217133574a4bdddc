"""Sentences and tokens of hard cases, written by hand."""

import json
from pathlib import Path

import pytest

from pipeline.tagging.sentences import split_sentences
from pipeline.tagging.tokens import split_tokens

GOLD = Path(__file__).parents[1] / "gold"


def rows(name):
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows("sentences.jsonl"), ids=lambda row: row["sentences"][0][:40])
def test_sentences(row):
    text = " ".join(row["sentences"])
    found = [text[a:b] for a, b in split_sentences(text, row["lang"])]
    assert found == row["sentences"]


@pytest.mark.parametrize("row", rows("tokens.jsonl"), ids=lambda row: row["text"][:40])
def test_tokens(row):
    text = row["text"]
    assert [text[a:b] for a, b in split_tokens(text, row["lang"])] == row["tokens"]
