"""Whether what follows an apostrophe is the grammar of the sentence or more of the name."""

import re
from functools import cache

from pipeline.languages import items
from pipeline.text.casing import lower

_HARMONY = {"A": "[ae]", "I": "[ıiuü]"}
POSSESSIVE = "s"  # of English


@cache
def _chain() -> re.Pattern[str]:
    atoms = ("".join(_HARMONY.get(letter, letter) for letter in atom) for atom in _suffixes())
    return re.compile(rf"(?:{'|'.join(atoms)})+")


def _suffixes() -> tuple[str, ...]:
    return tuple(items("tr", "suffixes"))


def is_suffix(letters: str) -> bool:
    """Whether `letters` are Turkish suffixes, or the English possessive, in small letters.

    >>> is_suffix("nın"), is_suffix("dekilerin"), is_suffix("s")
    (True, True, True)
    >>> is_suffix("minskiy"), is_suffix("d"), is_suffix("İn")  # Il’minskiy, Bartol’d
    (False, False, False)
    """
    small = letters == lower(letters, "tr")
    return letters == POSSESSIVE or (small and bool(_chain().fullmatch(letters)))
