"""Names of persons, in any order, as they stand in citations."""

import re
from functools import lru_cache

from pipeline.citing import knowledge
from pipeline.text import casing

_INITIALS = re.compile(r"(?:[A-ZÇĞİÖŞÜÂÎÛА-Я][a-zа-я]?\.(?:\s?-\s?)?)+")
_LONE_INITIAL = re.compile(r"[A-ZÇĞİÖŞÜ]")
_WORD = re.compile(
    r"(?:(?:al|el|ed|et|ez|es|er|eş|ibn|İbn|bin|d|O|L|M|D)[-’'])?[^\W\d_][\w’'ʿʾ‘\-]*"
)
_JOINTS = re.compile(
    r"\s+(?:[-–—&/]|ve|and|und|et|i|with)\s+|\s?/\s?|\s?;\s?|\s?&\s?|(?<=\w)–(?=\w)"
)
_OTHERS = re.compile(
    r"[,\s]*\b(?:vd|vdğr|v\.?\s?dğr|ve\s+diğ(?:erleri|er|\.)?|et\s+al|ve\s+ark|v\.d|i\s+dr)\b\.?|\s…$"
)
_SUFFIX = re.compile(r"(?<=[\w.])[’'](?:d[ae]n|t[ae]n|[ıiuü]n|n[ıiuü]n|d[ae]|t[ae]|y?[ae])\s*$")
_ARTICLE = re.compile(r"^(?:[ae][lstnzrdş]|[ae]s)-(?=\w)")  # "es-Serahsî" is found under Serahsî
_BREAK = re.compile(r"(?<=[^\W\d_])- {1,3}(?=[^\W\d_])")  # what a line's end leaves
MAX_WORDS = 6


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> tuple[str, ...]:
    """The persons named in `text` as "Family, Given"; none if it is not all names.

    >>> parse("Yeremeyev D.E."), parse("Andrew Mango"), parse("AYDEMİR Şevket Süreyya")
    (('Yeremeyev, D. E.',), ('Mango, Andrew',), ('AYDEMİR, Şevket Süreyya',))
    >>> parse("Halil İnalcık - Mehmet Seyitdanlıoğlu")
    ('İnalcık, Halil', 'Seyitdanlıoğlu, Mehmet')
    >>> parse("Noveyşaya istoriya Turtsii"), parse("Türk Tarih Kurumu")
    ((), ())
    """
    text = _BREAK.sub("", text)
    whole = _SUFFIX.sub("", _OTHERS.sub("", text)).strip(" ,:")
    made = []
    for part in _JOINTS.split(whole):
        name = one(part)
        if not name:
            return ()
        made.append(name)
    return tuple(made)


def one(text: str) -> str:
    """A single person as "Family, Given", or "" if `text` is no name."""
    words = _words(_BREAK.sub("", text))
    if not words or not any(_is_full(word) for word in words) or _is_acronym(words):
        return ""
    if len(words) == 1:
        return words[0]
    if words[-1] in knowledge.word_set("literal_titles"):
        return " ".join(words)
    family, given = _split(words)
    return f"{' '.join(family)}, {spaced(' '.join(given))}" if given else " ".join(family)


def _is_acronym(words: list[str]) -> bool:
    """ "TBMM ZC" has no vowels to speak of."""
    return all(w.isupper() for w in words) and any(
        len(w) > 1 and not re.search("[AEIİOÖUÜÂÎÛ.]", w) for w in words
    )


def _words(text: str) -> list[str]:
    """The words of a name; empty if one of them cannot be a part of a name."""
    raw = [w for w in re.sub(r"(?<=\.)(?=[^\W\d_])", " ", text).split() if w]
    words = [w for w in raw if w not in knowledge.word_set("honorifics")]
    if not words or len(words) > MAX_WORDS:
        return []
    return words if all(_is_part(word) for word in words) else []


def _is_part(word: str) -> bool:
    if _is_initial(word) or word in knowledge.word_set("particles"):
        return True
    return _is_full(word)


def _is_initial(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word) or _LONE_INITIAL.fullmatch(word))


def _is_full(word: str) -> bool:
    if _is_initial(word) or not _WORD.fullmatch(word):
        return False
    first = word[2:3] if word[1:2] in "’'" else word[:1]
    if re.search(r"[’'](?:n?[ıiuü]n|[dt][ae]n?|y[ae])$", word):  # "Atatürk’ün" leads on too
        return False
    if re.search(r"-y?[ıiuü]$", word):  # "Salnâme-i" leads on to another noun
        return False
    starts = (
        first.isupper()
        or word[:1].isupper()
        or ("-" in word[:4] and word.partition("-")[2][:1].isupper())
    )
    return starts and not _never_named(word)


def _never_named(word: str) -> bool:
    if word in knowledge.word_set("not_names"):
        return True
    return word.isupper() and casing.title(word, "tr") in knowledge.word_set("not_names")


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Family and given names. Initials at the end, or a family name in capitals, tell the order."""
    initial = [_is_initial(word) for word in words]
    if initial[-1]:
        at = next(i for i in range(len(words)) if all(initial[i:]))
        return words[:at], words[at:]
    caps = [
        len(word) > 1 and word.isupper() and not first
        for word, first in zip(words, initial, strict=True)
    ]
    if any(caps) and not all(caps[i] or initial[i] for i in range(len(words))):
        family = [word for word, capital in zip(words, caps, strict=True) if capital]
        return family, [word for word in words if word not in family]
    at = len(words) - 1
    while at > 1 and words[at - 1] in knowledge.word_set("particles"):
        at -= 1
    if at == 1 and words[0] in knowledge.word_set("particles"):
        return words, []
    return words[at:], words[:at]


def spaced(given: str) -> str:
    """Initials with a space between them.

    >>> spaced("D.E.")
    'D. E.'
    """
    return re.sub(r"(?<=\.)(?=[^\W\d_])", " ", given)


def surely_person(text: str) -> bool:
    """Whether `text` shows by an initial or a known given name that it names a person.

    >>> surely_person("Kirkwood K."), surely_person("Mehmet Öz"), surely_person("Tek Adam")
    (True, True, False)
    """
    words = _words(_BREAK.sub("", text.strip(" ,")))
    if len(words) < 2 or not one(text):
        return False
    known = knowledge.word_set("given_names")
    return any(_is_initial(w) for w in words) or any(
        w in known or casing.title(w, "tr") in known for w in words[:-1]
    )


def family(name: str) -> str:
    """The folded family name of "Family, Given".

    >>> family("Lenin, V. İ."), family("es-Serahsî"), family("Ahmed Cevdet Paşa")
    ('lenin', 'serahsi', 'ahmed cevdet pasa')
    """
    return _ARTICLE.sub("", casing.fold(name.partition(",")[0].strip()))


def initials(name: str) -> str:
    """The folded first letters of the given names.

    >>> initials("Lenin, Vladimir İlyiç") == initials("Lenin, V. İ.") == "vi"
    True
    """
    given = name.partition(",")[2]
    return "".join(casing.fold(word)[:1] for word in re.findall(r"[^\W\d_]+", given))


def same_person(one_name: str, other: str) -> bool:
    """Whether two names can be one person: same family name, no initial against it.

    >>> same_person("Lenin, V. İ.", "Lenin, Vladimir İlyiç")
    True
    >>> same_person("Shaw, S. J.", "Shaw, E. K.")
    False
    """
    if family(one_name) != family(other):
        return False
    a, b = initials(one_name), initials(other)
    return not a or not b or (a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a[:2] == b[:2]))
