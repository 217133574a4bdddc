"""Letters that the typeface of the charts lacks: said by the name of their script, not as boxes."""

import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

from babel import Locale
from matplotlib.font_manager import FontProperties, findfont, get_font

from pipeline.languages import read_rows

HERE = Path(__file__).parent
FACE = "DejaVu Sans"  # Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian


@cache
def _drawn() -> frozenset[int]:
    """The code points that the typeface has."""
    return frozenset(get_font(findfont(FontProperties(family=FACE))).get_charmap())


@cache
def _scripts() -> dict[str, str]:
    rows = read_rows(HERE / "scripts.tsv")
    return {beginning: code for beginning, code, *_ in rows}


def legible(text: str, language: str = "both") -> str:
    """`text` with the name of the script for each run of letters that the typeface lacks.

    >>> legible("Sun Yat-sen (孫逸仙)", "en"), legible("Enver Paşa أنور"), legible("ไทย", "tr")
    ('Sun Yat-sen ([Han])', 'Enver Paşa أنور', '[Tay]')
    """
    if all(ord(letter) in _drawn() for letter in text):
        return text
    pieces = []
    for script, run in groupby(text, key=_script):
        pieces.append(_name(script, language) if script else "".join(run))
    return "".join(pieces)


def _script(letter: str) -> str:
    """A code of a script, or how the letter is called if none is known; empty for what is drawn."""
    if ord(letter) in _drawn():
        return ""
    if unicodedata.category(letter)[0] in "CZ":
        return " "
    name = unicodedata.name(letter, "")
    found = (code for beginning, code in _scripts().items() if name.startswith(beginning))
    return next(found, f"U+{ord(letter):04X}")


def _name(script: str, language: str) -> str:
    """The name of a script in brackets; a space for what is no letter."""
    languages = ("en", "tr") if language == "both" else (language,)
    names = [Locale(each).scripts.get(script) or _english(script) for each in languages]
    return f"[{' / '.join(dict.fromkeys(names))}]" if script != " " else " "


def _english(script: str) -> str:
    return str(Locale("en").scripts.get(script, script))
