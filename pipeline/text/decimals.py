"""Numbers as each language writes them: 0.95 in English, 0,95 in Turkish."""

from babel.numbers import format_decimal


def decimal(value: float, lang: str, digits: int = 2) -> str:
    """A number with so many decimals.

    >>> decimal(0.9, "en"), decimal(0.9, "tr"), decimal(-1234.5, "tr")
    ('0.90', '0,90', '-1234,50')
    """
    return format_decimal(value, format=f"0.{'0' * digits}", locale=lang)


def probability(thousandths: int, lang: str) -> str:
    """A p-value given in thousandths.

    >>> probability(12, "tr"), probability(0, "en")
    ('0,012', '< 0.001')
    """
    return decimal(thousandths / 1000, lang, 3) if thousandths else f"< {decimal(0.001, lang, 3)}"
