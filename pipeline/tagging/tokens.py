"""Tokens of a sentence: spaCy's tokenizers of the two languages."""

from functools import cache
from typing import Any


@cache
def tokenizer(lang: str) -> Any:
    """A pipeline of spaCy that only tokenizes; other languages are split as English is."""
    import spacy  # seconds, which commands without a model need not wait

    return spacy.blank("tr" if lang == "tr" else "en")


def split_tokens(text: str, lang: str) -> list[tuple[int, int]]:
    """Spans of the tokens of a sentence; a suffix after an apostrophe stays in its token.

    >>> text = "Lozan’da M.İ. Kalinin ve Türk-Sovyet"
    >>> [text[a:b] for a, b in split_tokens(text, "tr")]
    ['Lozan’da', 'M.İ.', 'Kalinin', 've', 'Türk', '-', 'Sovyet']
    """
    document = tokenizer(lang).make_doc(text)
    return [(token.idx, token.idx + len(token)) for token in document if not token.is_space]
