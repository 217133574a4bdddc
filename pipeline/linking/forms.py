"""The forms under which an article names things, with the keys by which they are compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.languages import rows
from pipeline.linking.readings import readings
from pipeline.records import Document, Mention
from pipeline.text.casing import fold, is_upper
from pipeline.text.numerals import from_roman

CLASSES = {
    "PERSON": "person", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "facility",
    "ORG": "organisation", "EVENT": "event", "LAW": "event", "WORK_OF_ART": "work", "DATE": "date",
}  # fmt: skip
_MARKS = re.compile(r"[^\w\s]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?")
_ARTICLE = "the "
MIN_STEM = 3
SHORT_NUMERALS = "IVX"  # "C Grubu" is no hundredth group
MOST_INITIALS = 4  # longer words in capitals are words: BEYRUT in a heading


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One base form of one class of names in one language of one document."""

    doc_id: str
    lang: str
    kind: str  # a value of CLASSES
    name: str
    key: str
    mentions: tuple[Mention, ...]

    @property
    def label(self) -> str:
        """The label that most of its mentions have."""
        labels = [mention.label for mention in self.mentions]
        return max(sorted(set(labels)), key=labels.count)


def forms_of(document: Document) -> list[Form]:
    """The forms of a document, by language, class and name."""
    found: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in document.mentions:
        kind = CLASSES[mention.label]
        found.setdefault((mention.lang, kind, mention.base_form), []).append(mention)
    return [
        Form(
            document.source.doc_id, lang, kind, name,
            _date_key(mentions[0]) if kind == "date" else key(name, lang, kind), tuple(mentions),
        )
        for (lang, kind, name), mentions in sorted(found.items())
    ]  # fmt: skip


def _date_key(mention: Mention) -> str:
    """The date with its season, which ISO 8601 has no place for: 1922 yazı is not 1922."""
    words = fold(mention.base_form).split()
    lang = "tr" if mention.lang == "tr" else "en"
    season = next(
        (s for stem, s in rows(lang, "seasons") for w in words if w.startswith(fold(stem))), ""
    )
    return f"{mention.date} {season}".strip() if mention.date else " ".join(words)


@lru_cache(maxsize=262144)
def key(name: str, lang: str, kind: str) -> str:
    """A name without what spelling, articles and plurals add; numbers stay.

    >>> key("Bolşevikler", "tr", "group") == key("Bolshevik", "en", "group")
    True
    >>> key("T.B.M.M.", "tr", "organisation"), key("TBMM", "tr", "organisation")
    ('tbmm', 'tbmm')
    >>> key("BEYRUT", "tr", "place") == key("Beyrut", "tr", "place")
    True
    >>> key("Birinci Cihan Harbi", "tr", "event") == key("I. Dünya Savaşı", "tr", "event")
    True
    >>> key("II. Kongre", "tr", "event"), key("Üçüncü Kongre", "tr", "event")
    ('2 kongre', '3 kongre')
    """
    acronym = is_upper(name) and name.isalpha() and len(name) <= MOST_INITIALS
    if acronym or _DOTTED.fullmatch(name):
        return fold(name.replace(".", ""))
    text = _MARKS.sub(" ", name)
    if lang == "en" and fold(text).startswith(_ARTICLE):
        text = text[len(_ARTICLE) :]
    same = _synonyms(lang, kind)
    named = (same.get(fold(word), word) for word in text.split())
    text = " ".join(_number(word, kind) for word in named)
    words = readings(text, lang)[0].split()
    if kind == "group" and words:
        words[-1] = _singular(words[-1], lang)
    return " ".join(words)


def _number(word: str, kind: str) -> str:
    """A numeral as digits, which no reading changes; one letter of a person is an initial."""
    if len(word) == 1 and (kind == "person" or word not in SHORT_NUMERALS):
        return word
    return str(from_roman(word) or word)


@cache
def _synonyms(lang: str, kind: str) -> dict[str, str]:
    table = rows("names", "synonyms")
    return {fold(w): other for of, kinds, w, other in table if of == lang and kind in kinds.split()}


def _singular(word: str, lang: str) -> str:
    for ending in _plurals(lang):
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            return word[: len(word) - len(ending)]
    return word


@cache
def _plurals(lang: str) -> tuple[str, ...]:
    endings = [ending for language, ending, _ in rows("names", "plurals") if language == lang]
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))


def main_name(forms: Sequence[Form]) -> str:
    """The name to show for forms of one language: the commonest; a person's, a full one.

    Of a group the singular is shown if the text has it.
    """

    def rank(form: Form) -> tuple[int, int, int, str]:
        full = form.kind == "person" and len(form.name.split()) > 1 and "." not in form.name
        plural = form.kind == "group" and _is_plural(form)
        return (-int(full), int(plural), -len(form.mentions), form.name)

    return min(forms, key=rank).name if forms else ""


def _is_plural(form: Form) -> bool:
    words = readings(_MARKS.sub(" ", form.name), form.lang)[0].split()
    return bool(words) and words[-1] != form.key.split()[-1:][0] if form.key else False
