"""Turkish morphology by akana: rules and a lexicon, no training, some ten thousand words a second.

akana lists every analysis of a word. Which one holds here is settled by a few preferences:
a lexicon entry before a guess, the longer known root, and the third person before the second,
which scholarly prose hardly uses.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import akana

from pipeline.languages import read_rows
from pipeline.tagging.analysis import Analysis, Voices
from pipeline.text.casing import lower

MODEL = "akana-0.8"
KNOWN = 0.9  # akana scores what stands in its lexicon at .95 and more, guesses at .6
APOSTROPHES = "’'ʼ‘´`"
UNLIKELY = ("P2sg", "P2pl", "A2sg", "A2pl", "Imp", "P1sg")
_PUNCTUATION = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"[\d.,/]+|[IVXLC]+\.")


@cache
def morphology() -> akana.Morphology:
    """akana's analyser and generator, loaded once."""
    return akana.Morphology()


def analyses(word: str) -> list[Mapping[str, Any]]:
    """Every analysis that akana has of a word."""
    return list(morphology().analyze(word))


@cache
def _ud() -> dict[str, tuple[str, str]]:
    rows = read_rows(Path(__file__).with_name("ud.tsv"))
    return {morpheme: (kind, value) for morpheme, kind, value in rows}


def is_known(word: str) -> bool:
    """Whether akana's lexicon accounts for the whole word.

    >>> is_known("gelişimini"), is_known("gelişimzqx")
    (True, False)
    """
    return any(each["score"] >= KNOWN for each in morphology().analyze(word))


@lru_cache(maxsize=65536)
def analyze_word(word: str) -> Analysis:
    """The likeliest analysis of a word out of context.

    >>> analyze_word("Hükümetinin").lemma, analyze_word("geldiğini").upos
    ('hükümet', 'VERB')
    """
    if _PUNCTUATION.fullmatch(word):
        return Analysis(word, "PUNCT", "")
    if _NUMBER.fullmatch(word):
        return Analysis(word, "NUM", "")
    found = morphology().analyze(word)
    if not found:
        return Analysis(_without_suffix(word), "PROPN" if word[:1].isupper() else "X", "")
    best = min(found, key=_rank)
    proper = best["secondary_pos"] == "Prop"
    return Analysis(_lemma(word, best["lemma"], proper), _upos(best), _feats(best["morphemes"]))


@lru_cache(maxsize=65536)
def possible(word: str) -> frozenset[str]:
    """Every part of speech that the lexicon allows a word.

    >>> sorted(possible("yüz"))
    ['NOUN', 'NUM', 'VERB']
    """
    return frozenset(_upos(each) for each in analyses(word) if each["score"] >= KNOWN)


def analyze(
    sentences: Sequence[Sequence[str]], voices: Sequence[Voices] = ()
) -> list[list[Analysis]]:
    """Analyses of the tokens of each sentence, out of context: no voice is heard."""
    return [[analyze_word(word) for word in words] for words in sentences]


def _rank(each: Mapping[str, Any]) -> tuple[float, int, int, int, str]:
    morphemes = each["morphemes"]
    unlikely = sum(m in UNLIKELY for m in morphemes)
    infinitive = each["lemma"].endswith(("mak", "mek")) and each["primary_pos"] == "Verb"
    return (-round(each["score"], 2), unlikely, len(morphemes), int(infinitive), each["formatted"])


def _upos(each: Mapping[str, Any]) -> str:
    if each["secondary_pos"] == "Prop":
        return "PROPN"
    kind, value = _ud().get(each["primary_pos"], ("upos", "X"))
    return value if kind == "upos" else "X"


def _feats(morphemes: Sequence[str]) -> str:
    ud = _ud()
    parts: dict[str, str] = {}
    for morpheme in morphemes:
        kind, value = ud.get(morpheme, ("", ""))
        if kind == "feat":
            for part in value.split("|"):
                name, _, held = part.partition("=")
                parts[name] = held
    return "|".join(f"{name}={parts[name]}" for name in sorted(parts, key=lambda n: lower(n, "en")))


def _lemma(word: str, lemma: str, proper: bool) -> str:
    """A proper name keeps the capitals that the text gives it."""
    if proper and lower(word, "tr").startswith(lemma):
        return word[: len(lemma)]
    return lemma


def _without_suffix(word: str) -> str:
    for mark in APOSTROPHES:
        head, found, _ = word.partition(mark)
        if found and head:
            return head
    return word
