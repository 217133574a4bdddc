"""Whether a language knows a word form: the evidence for joining a word cut by a line."""

from functools import lru_cache

from wordfreq import zipf_frequency

from pipeline.tagging.akana_engine import is_known
from pipeline.text.casing import lower

RARE = 1.5  # Zipf frequency below which wordfreq's lists hold as much noise as words


@lru_cache(maxsize=65536)
def is_word(word: str, lang: str) -> bool:
    """Whether `word` is a word of `lang`, by a frequency list or, in Turkish, by morphology.

    >>> is_word("belgelerine", "tr"), is_word("belgele", "en"), is_word("relations", "en")
    (True, False, True)
    """
    low = lower(word, lang)
    if zipf_frequency(low, "tr" if lang == "tr" else "en") >= RARE:
        return True
    return lang == "tr" and is_known(low)
