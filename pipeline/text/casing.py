"""Turkish and English letters: case, comparison keys, alphabetical order.

The only place of the project where the case of a letter changes. ``str.lower`` knows no
languages: it makes a dotted i of ``I`` and two code points of ``İ``, so offsets shift and
"IŞIK" is no longer "ışık".
"""

import unicodedata
from functools import lru_cache

_TURKISH_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_TURKISH_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_APOSTROPHES = "'’ʼ‘´`′"
_ALPHABET = "aâbcçdefgğhıiîjklmnoöpqrsştuûüvwxyz"
_TITLE_WORDS = 3  # fewer words in capitals may be an abbreviation
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}


def lower(text: str, lang: str) -> str:
    """Lower-case `text` by the rules of its language, without changing its length.

    >>> lower("KIRIM", "tr"), lower("İSTANBUL", "tr"), lower("IRAN", "en")
    ('kırım', 'istanbul', 'iran')
    """
    if lang == "tr":
        text = text.translate(_TURKISH_LOWER)
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def upper(text: str, lang: str) -> str:
    """Upper-case `text` by the rules of its language, without changing its length.

    >>> upper("Dışişleri", "tr"), upper("Iran", "en")
    ('DIŞİŞLERİ', 'IRAN')
    """
    if lang == "tr":
        text = text.translate(_TURKISH_UPPER)
    return "".join(up if len(up := char.upper()) == 1 else char for char in text)


def capitalize(text: str, lang: str) -> str:
    """`text` with a capital first letter and the rest as it is.

    >>> capitalize("ilişkiler", "tr")
    'İlişkiler'
    """
    return upper(text[:1], lang) + text[1:]


def title(text: str, lang: str) -> str:
    """`text` with a capital at the head of each word and the rest in lower case.

    >>> title("AYDEMİR, ŞEVKET SÜREYYA", "tr")
    'Aydemir, Şevket Süreyya'
    """
    low = lower(text, lang)
    return "".join(
        upper(char, lang)
        if i == 0 or not (low[i - 1].isalpha() or low[i - 1] in _APOSTROPHES)
        else char
        for i, char in enumerate(low)
    )


def uncapitalized(text: str, lang: str, small: frozenset[str]) -> str:
    """A title in capitals as a sentence prints it; other text as it is. The length stays.

    `small` are words that stay small inside a title.

    >>> uncapitalized("ŞARK MESELESİ VE RUS TARİH YAZIMI", "tr", frozenset(("ve",)))
    'Şark Meselesi ve Rus Tarih Yazımı'
    >>> uncapitalized("TBMM açıldı", "tr", frozenset())
    'TBMM açıldı'
    """
    letters = [char for char in text if char.isalpha()]
    words = [word for word in text.split() if any(char.isalpha() for char in word)]
    if len(words) < _TITLE_WORDS or not all(char.isupper() for char in letters):
        return text
    said = " ".join(
        word if i and (word := lower(each, lang)) in small else title(each, lang)
        for i, each in enumerate(text.split(" "))
    )
    return said if len(said) == len(text) else text


def is_upper(text: str) -> bool:
    """Whether `text` has letters and all of them are capitals."""
    return text.isupper()


@lru_cache(maxsize=262144)
def fold(text: str) -> str:
    """A key that is the same in every spelling of a name: no case, marks, dots or apostrophes.

    For comparing only; it is never shown.

    >>> fold("Enver PAŞA") == fold("Enver Pasa") == "enver pasa"
    True
    >>> fold("IŞIK") == fold("ışık") == fold("Kâzım’ın")[:0] + "isik"
    True
    """
    text = text.replace("ı", "i").replace("İ", "i")
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(
        char for char in decomposed if not unicodedata.combining(char) and char not in _APOSTROPHES
    )
    return kept.casefold()


def sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """A key for Turkish alphabetical order: Çiçerin before Dumont, İsmet after Işık.

    >>> sorted(["Zeki", "İsmet", "Işık", "Çiçerin", "Dumont", "Cemal"], key=sort_key)
    ['Cemal', 'Çiçerin', 'Dumont', 'Işık', 'İsmet', 'Zeki']
    """
    low = lower(unicodedata.normalize("NFC", text), "tr")
    return tuple((_RANK.get(char, -1 if not char.isalpha() else len(_RANK)), char) for char in low)
