"""The closed sets of the tables (types of works, kinds of evidence) as the report says them."""

from functools import cache
from pathlib import Path

from pipeline.languages import read_rows

HERE = Path(__file__).parent
JOINER = " + "


@cache
def words() -> dict[str, dict[str, str]]:
    """Every word of the report by key, in English and Turkish."""
    return {key: {"en": en, "tr": tr} for key, en, tr in read_rows(HERE / "words.tsv")}


@cache
def captions() -> dict[str, dict[str, str]]:
    """What each chart shows, in English and Turkish."""
    return {key: {"en": en, "tr": tr} for key, en, tr in read_rows(HERE / "captions.tsv")}


def both(group: str, value: str, separator: str = "|") -> list[str]:
    """A value of a closed set, or several, in English and Turkish; what no word says stays.

    >>> both("type", "archival"), both("evidence", "table|vector")
    (['archival file', 'arşiv belgesi'], ['table + vectors', 'tablo + vektörler'])
    >>> both("type", "")
    ['', '']
    """
    said = words()
    parts = [said.get(f"{group}_{part}", {"en": part, "tr": part})
             for part in value.split(separator)]  # fmt: skip
    return [JOINER.join(part[lang] for part in parts) for lang in ("en", "tr")]
