"""Calendar expressions as ISO 8601 dates, where the words give enough."""

import re
from functools import cache

from pipeline.languages import items, rows
from pipeline.text.casing import fold, lower

_PARTS = re.compile(r"\d{1,4}|[^\W\d_]+")
_LAST_DAY = 31
# "12 (24) Nisan", "28 Kasım (10 Aralık)": the Gregorian day stands in brackets
_BOTH = re.compile(r"\d{1,2}(?: [^\W\d_]+)? ?\((\d{1,2}(?: [^\W\d_]+)?)\)")

_CONVERTED = re.compile(r"\(([^()]*\d{3,4}[^()]*)\)$")  # "27 Ramazan 1294 (5 Ekim 1877)"


@cache
def _months(lang: str) -> tuple[tuple[str, int], ...]:
    return tuple((lower(name, lang), int(number)) for name, number in rows(lang, "months"))


@cache
def _hijri() -> tuple[str, ...]:
    return tuple(fold(name) for lang in ("tr", "en") for name in items(lang, "hijri_months"))


def iso_date(text: str, lang: str) -> str:
    """The ISO date that `text` says, or ""; of the Muslim calendar only what brackets convert.

    >>> iso_date("16 Mart 1921", "tr"), iso_date("Nisan 1920", "tr"), iso_date("1923", "tr")
    ('1921-03-16', '1920-04', '1923')
    >>> iso_date("13 Eylül", "tr"), iso_date("March 16, 1921", "en")
    ('', '1921-03-16')
    >>> iso_date("12 (24) Nisan 1877", "tr"), iso_date("28 Kasım (10 Aralık) 1877", "tr")
    ('1877-04-24', '1877-12-10')
    >>> iso_date("27 Ramazan 1294", "tr"), iso_date("7 Safer 1284 (10 Haziran 1867)", "tr")
    ('', '1867-06-10')
    """
    if gregorian := _BOTH.search(text):
        text = text[: gregorian.start()] + gregorian[1] + text[gregorian.end() :]
    elif any(fold(part).startswith(_hijri()) for part in _PARTS.findall(text)):
        converted = _CONVERTED.search(text)
        return iso_date(converted[1], lang) if converted else ""
    year = month = day = 0
    for part in _PARTS.findall(text):
        if part.isdigit():
            number = int(part)
            if len(part) >= 3 and not year:
                year = number
            elif len(part) <= 2 and 1 <= number <= _LAST_DAY and not day:
                day = number
        elif not month:
            month = _month(part, "tr" if lang == "tr" else "en")
    if not year:
        return ""
    if month and day:
        return f"{year:04}-{month:02}-{day:02}"
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def _month(word: str, lang: str) -> int:
    """The month that a word names, inflected or not."""
    low = lower(word, lang)
    return next((number for name, number in _months(lang) if low.startswith(name)), 0)
