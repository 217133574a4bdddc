"""The parts of a name, of whatever spelling: words, titles, numeral."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.languages import items, rows
from pipeline.text.casing import fold, lower

NEUTRAL = "ʉ"  # the vowel of -üddin, -eddin, ud-din: sounds.tsv takes it for any
_APOSTROPHES = str.maketrans(dict.fromkeys("ʿʾ‘’ʻʼ`´ʹ", "'"))
_NUMERAL = re.compile(r"(?=[IVXL])[IVXL]+\.?")
_INITIAL = re.compile(r"[^\W\d_]\.")  # behind another one: V. İ. Lenin
_SPLIT = re.compile(r"[\s–]+")
_AFTER_POINT = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_])")
_ARTICLE = r"(?:[aeuüoāа]?['’]?[lrdszthnşль]|[ae]sh|ath|adh)"
_RELIGION = (  # Cemalettin, Jamaladdin, Zhamaletdin
    (re.compile(r"(?<=\w\w)[aeiouüé](?:dd|tt|td)ine?\b"), f"{NEUTRAL}ddin"),
    (re.compile(r"(?<=\w\w)[аеиоу](?:дд|тт|тд)ин\b"), f"{NEUTRAL}ддин"),
)
_SUN = frozenset("tdrzsşnlṭḍẓṣšṯḏ")  # before these the article takes their sound


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart."""

    core: tuple[str, ...]  # words without titles and particles
    full: tuple[str, ...]  # with titles
    titles: frozenset[str]
    numeral: str


@cache
def _titles() -> dict[str, str]:
    return {fold(spelling): title for spelling, title in rows("names", "honorifics")}


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(word) for word in items("names", "particles"))


@cache
def _compound() -> tuple[re.Pattern[str], dict[str, str]]:
    table = rows("names", "particles_joined")

    def words(where: str) -> str:
        return "|".join(sorted((w for side, w, _ in table if side == where), key=lambda w: -len(w)))

    return re.compile(
        rf"\b(?P<head>{words('before')})(?:['\s-]+{_ARTICLE})?['\s-]+(?=\w)"
        rf"|\b(?P<linked>{words('with article')})['\s-]*{_ARTICLE}['\s-]+(?=\w)"
        rf"|(?<=\w)'?[\s-]+{_ARTICLE}[\s-]+(?P<tail>{words('after')})\b"
        rf"|(?<=\w)-(?=(?:{words('suffix')})\b)",
        re.IGNORECASE,
    ), {word: read for _, word, read in table}


@lru_cache(maxsize=65536)
def joined(name: str) -> str:
    """A name whose Arabic compounds are one word, with the article as it is spoken.

    >>> joined("Nasir al-Din al-Tusi"), joined("ʿAbd al-Rahman"), joined("Abdul Hamid")
    ('Nasirʉddin al-Tusi', 'abdʉrRahman', 'abdʉlHamid')
    >>> joined("Abu'l-Khayr"), joined("Abu Hanifa"), joined("Choban-zade")
    ('ebʉlKhayr', 'Abu Hanifa', 'Chobanzade')
    >>> joined("Cemalettin") == joined("Cemaleddin") == joined("Cemal al-Din")
    True
    """
    pattern, read = _compound()

    def glue(found: re.Match[str]) -> str:
        if not any(found.groupdict().values()):
            return ""  # Choban-zade
        word = found["head"] or found["linked"] or ""
        tail = read[lower(found["tail"], "en")] if found["tail"] else ""
        following = lower(tail or name_[found.end()], "en")[0]
        if "\u0400" <= following <= "\u04ff":
            return f"{read[lower(word, 'en')]}л"
        article = following if following in _SUN else "l"
        return f"{read[lower(word, 'en')] if word else ''}{NEUTRAL}{article}{tail}"

    name_ = re.sub(r"(?<!\w)'+", "", name.translate(_APOSTROPHES))
    made = pattern.sub(glue, name_)
    for ending, spoken in _RELIGION:
        made = ending.sub(spoken, made)
    return made


@lru_cache(maxsize=65536)
def parts(name: str) -> Parts:
    """The parts of a name.

    >>> parts("II. Sultan Mahmud").core, parts("Von der Goltz Paşa").core
    (('Mahmud',), ('Goltz',))
    >>> parts("T.E. Lawrence").core, parts("V. İ. Lenin").core
    (('T', 'E', 'Lawrence'), ('V', 'İ', 'Lenin'))
    """
    core: list[str] = []
    full: list[str] = []
    titles: set[str] = set()
    numeral = ""
    words = _SPLIT.split(_AFTER_POINT.sub(" ", joined(name)))
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if _NUMERAL.fullmatch(word) and not _INITIAL.fullmatch(following):
            numeral = word.rstrip(".")
            continue
        pieces = [piece for piece in word.strip(".,()[]").split("-") if piece.strip("'")]
        for piece in pieces:
            key = fold(piece)
            if key in _particles():
                continue
            title = _titles().get(key, "")
            inside = len(pieces) > 1 and piece is not pieces[-1]  # Sultan-Galiev bears no title
            if title and not inside:
                titles.add(title)
            else:
                core.append(piece)
            full.append(piece)
    return Parts(tuple(core or full), tuple(full), frozenset(titles), numeral)
