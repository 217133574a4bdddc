"""Tokens of a sentence: spaCy's tokenizers of the two languages."""

from functools import cache

import spacy
from spacy.language import Language


@cache
def tokenizer(lang: str) -> Language:
    """A pipeline of spaCy that only tokenizes; other languages are split as English is."""
    return spacy.blank("tr" if lang == "tr" else "en")


def split_tokens(text: str, lang: str) -> list[tuple[int, int]]:
    """Spans of the tokens of a sentence; a suffix after an apostrophe stays in its token.

    >>> text = "Lozan’da M.İ. Kalinin ve Türk-Sovyet"
    >>> [text[a:b] for a, b in split_tokens(text, "tr")]
    ['Lozan’da', 'M.İ.', 'Kalinin', 've', 'Türk', '-', 'Sovyet']
    """
    document = tokenizer(lang).make_doc(text)
    return [(token.idx, token.idx + len(token)) for token in document if not token.is_space]
