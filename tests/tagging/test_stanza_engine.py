"""Turkish morphology by Stanza, on the models that come with the program."""

import pytest

from pipeline.config import TurkishSettings
from pipeline.errors import PipelineError
from pipeline.tagging import stanza_engine, turkish_engine

SENTENCE = ["Lozan", "Konferansında", "Türk", "heyetinin", "tezleri", "kabul", "edildi", "."]


@pytest.fixture(scope="module")
def analyze():
    return turkish_engine(TurkishSettings())


def test_every_token_gets_an_analysis(analyze):
    [found, nothing] = analyze([SENTENCE, []])
    assert nothing == []
    assert found[1].lemma == "konferans"
    assert found[3].lemma == "heyet" and "Case=Gen" in found[3].feats
    assert found[6].upos == "VERB" and "Tense=Past" in found[6].feats
    assert found[-1].upos == "PUNCT" and found[-1].lemma == "."


def test_white_space_in_a_token_does_not_split_it(analyze):
    [found] = analyze([["A. M.", "Ankara’ya", "geldi"]])
    assert len(found) == 3


def test_a_sentence_is_analysed_as_it_is_beside_others(analyze):
    alone = analyze([SENTENCE])[0]
    beside = analyze([["Kısa", "."], SENTENCE, ["Bir", "başka", "cümle", "daha", "var", "."]])[1]
    assert alone == beside


def test_missing_models_say_what_to_do(tmp_path):
    with pytest.raises(PipelineError, match=r"turkish\.morphology"):
        stanza_engine.load(tmp_path)


def test_nothing_is_downloaded_into_the_program_itself():
    with pytest.raises(PipelineError, match="E_CONFIG"):
        stanza_engine.load(None, download=True)
