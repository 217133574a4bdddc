"""Common words whose only capital is that of their sentence: "Telgrafta …" names nothing."""

from collections.abc import Iterator, Sequence

from pipeline.tagging.akana_engine import KNOWN, analyses
from pipeline.tagging.consistency import Found
from pipeline.tagging.known import kinds
from pipeline.text.casing import lower


def without_openers(
    text: str, found: Sequence[Found], keys: Sequence[str], starts: set[int]
) -> Iterator[Found]:
    """`found` without single common words at the head of Turkish sentences.

    `keys` are folded base forms, `starts` where the Turkish sentences begin. A word stays if it is
    named inside a sentence too, if a table names it, or if the lexicon knows it as a name.

    >>> text = "Telgrafta yazıyordu. Ankara sustu."
    >>> found = [(0, 9, "PERSON", 0.9), (21, 27, "GPE", 0.9)]
    >>> list(without_openers(text, found, ["telgraf", "ankara"], {0, 21}))
    [(21, 27, 'GPE', 0.9)]
    """
    inside = {key for each, key in zip(found, keys, strict=True) if each[0] not in starts}
    for each, key in zip(found, keys, strict=True):
        word = text[each[0] : each[1]]
        alone = each[0] in starts and each[2] != "DATE" and word.isalpha()
        if not (alone and key not in inside and key not in kinds() and _is_common(word)):
            yield each


def _is_common(word: str) -> bool:
    """Whether the lexicon knows the word, and never as a name or an abbreviation."""
    known = analyses(lower(word, "tr"))
    names = any(each["secondary_pos"] in ("Prop", "Abbrv") for each in known)
    return not names and any(each["score"] >= KNOWN for each in known)
