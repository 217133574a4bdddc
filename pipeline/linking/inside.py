"""Who is who inside one article and one language: short names to full ones, variants, brackets."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import combinations, pairwise

from pipeline.languages import items, rows
from pipeline.linking import persons
from pipeline.linking.forms import CLASSES, Form, key
from pipeline.linking.given import given_names
from pipeline.linking.groups import Groups, Join
from pipeline.linking.readings import similarity
from pipeline.linking.spelling import SAME_NAME, name_similarity
from pipeline.records import Document

EQUAL, ALIAS, BRACKET, FULL, SHORT = 0.99, 0.95, 0.9, 0.95, 0.9
FOREIGN, SHORT_ORGANISATION, SPELLING, INTRODUCED = 0.8, 0.75, 0.9, 0.7
NEAR = 0.7  # likeness of letters below which two names are not compared by their sounds
LONGEST, WORDS = 9, 3  # letters of an abbreviation, words of a name that has one
_BETWEEN = re.compile(r"(?:[’'ʼ][^\W\d_]{1,6})? ?\(")  # Demokrat Parti’yi (DP)


@cache
def aliases() -> dict[tuple[str, str], str]:
    """Class and key of a name to the key of the name that the table gives for it."""
    made = {}
    for label, form, full in rows("names", "aliases"):
        kind = CLASSES[label]
        made[kind, key(form, "tr", kind)] = key(full, "tr", kind)
    return made


def group_forms(document: Document, forms: Sequence[Form], groups: Groups[Form]) -> None:
    """Put the forms of one article that name one thing together, language by language."""
    _equal_keys(forms, groups)
    _known_aliases(forms, groups)
    _brackets(document, forms, groups)
    _short_organisations(forms, groups)
    for lang in sorted({form.lang for form in forms}):
        people = [f for f in forms if f.kind == "person" and f.lang == lang]
        _spelled_alike(people, groups)
        _short_names(people, _rulers(document, people), groups)


def _equal_keys(forms: Sequence[Form], groups: Groups[Form]) -> None:
    first: dict[tuple[str, str, str], Form] = {}
    for form in forms:
        groups.add(form)
        place = (form.lang, form.kind, form.key)
        if form.key and place in first:
            groups.join(Join(first[place], form, "same-name", EQUAL))
        first.setdefault(place, form)


def _known_aliases(forms: Sequence[Form], groups: Groups[Form]) -> None:
    first: dict[tuple[str, str], Form] = {}
    for form in forms:
        full = aliases().get((form.kind, form.key), form.key)
        place = (form.kind, full)
        if place in first and full in aliases().values():
            groups.join(Join(first[place], form, "alias", ALIAS))
        first.setdefault(place, form)


def _brackets(document: Document, forms: Sequence[Form], groups: Groups[Form]) -> None:
    """A name in brackets behind one of its class is the same: Bekir Sami Bey (Kunduk), … (TBMM)."""
    of_mention = {m.mention_id: form for form in forms for m in form.mentions}
    mentions = sorted((m for f in forms for m in f.mentions), key=lambda m: m.start)
    text = document.article.text
    for a, b in pairwise(mentions):
        x, y = of_mention[a.mention_id], of_mention[b.mention_id]
        opened = _BETWEEN.fullmatch(text, a.end, b.start) and text[b.end : b.end + 1] == ")"
        if not opened or x.kind != y.kind:
            continue
        if x.kind == "person" or _abbreviates(y.name, x.name) or _abbreviates(x.name, y.name):
            groups.join(Join(x, y, "brackets", BRACKET))
        elif x.kind == "organisation" and (_foreign(y.name, x.name) or _foreign(x.name, y.name)):
            groups.join(Join(x, y, "brackets", FOREIGN))


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` begin words of `long`, in order.

    >>> _abbreviates("TBMM", "Türkiye Büyük Millet Meclisi")
    True
    """
    letters = [char for char in short if char.isalpha()]
    initials = [word[0] for word in long.split()]
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        if at == len(initials):
            return False
        at += 1
    return len(letters) >= 2


def _foreign(short: str, long: str) -> bool:
    """Whether `short` may be the letters of `long` in its own language.

    >>> _foreign("RGVİA", "Rusya Devlet Askerî Tarih Arşivi"), _foreign("Kunduk", "Sami Bey")
    (True, False)
    >>> _foreign("TsGA RUz", "Özbekistan Cumhuriyeti Merkezî Devlet Arşivi")
    True
    """
    capitals = [sum(char.isupper() for char in word) for word in short.split()]
    letters = sum(char.isalpha() for char in short)
    return min(capitals) >= 2 and 3 <= letters <= LONGEST and len(long.split()) >= WORDS


def _short_organisations(forms: Sequence[Form], groups: Groups[Form]) -> None:
    """Türkiye İş Bankası is İş Bankası, if the article knows no other bank of that name."""
    lists = [(form, form.name.split()) for form in forms if form.kind == "organisation"]
    for form, words in lists:
        fuller = {
            groups.find(other): other
            for other, longer in lists
            if other.lang == form.lang
            and WORDS <= len(words) + 1 <= len(longer)
            and longer[-len(words) :] == words
        }
        [other] = fuller.values() if len(fuller) == 1 else [None]
        if other and " ".join(other.name.split()[: -len(words)]) in items("names", "home"):
            groups.join(Join(other, form, "short-name", SHORT_ORGANISATION))


def _spelled_alike(people: Sequence[Form], groups: Groups[Form]) -> None:
    """Full names that two traditions of spelling make of one: Tevfik Rüştü and Tewfik Rushdi."""
    full = [form for form in people if len(persons.parse(form.name, form.lang).words) > 1]
    for x, y in combinations(full, 2):
        as_long = len(x.key.split()) == len(y.key.split())
        near = as_long and similarity(x.key, "en", y.key, "en") >= NEAR
        likeness = name_similarity(x.name, y.name) if near else 0.0
        if likeness >= SAME_NAME and not persons.titles_clash(*_parsed(x, y)):
            groups.join(Join(x, y, "spelling", round(SPELLING * likeness, 4)))


def _parsed(*forms: Form) -> list[persons.PersonName]:
    return [persons.parse(form.name, form.lang) for form in forms]


def _rulers(document: Document, people: Sequence[Form]) -> frozenset[Form]:
    """Names of one word that stand behind "Kral", "Şah": no short names of a commoner."""
    thrones = "|".join(map(re.escape, items("names", "thrones")))
    called = re.finditer(rf"(?<!\w)(?:{thrones})\s", document.article.text)
    behind = frozenset(match.end() for match in called)
    return frozenset(
        form
        for form in people
        if " " not in form.name and any(mention.start in behind for mention in form.mentions)
    )


def _short_names(
    people: Sequence[Form], rulers: Collection[Form], groups: Groups[Form]
) -> None:
    """Short to full: joined if only one person of the article can be meant."""
    parsed = {form: persons.parse(form.name, form.lang) for form in people}
    order = sorted(
        people, key=lambda f: (-len(parsed[f].words), -len(parsed[f].initials), -len(f.mentions))
    )
    for at, form in enumerate(order):
        fuller = [
            other
            for other in order[:at]
            if persons.compatible(parsed[form], parsed[other]) and _is_fuller(parsed, other, form)
        ]
        fuller = [f for f in fuller if not _clashes(form, f, people, parsed, groups)]
        if form in rulers:
            fuller = [f for f in fuller if len(parsed[f].words) == 1]  # II. Faysal, Faysal
        # the same words with initials or a title come before a longer name that holds them
        same = [other for other in fuller if parsed[other].words == parsed[form].words]
        if len({groups.find(other) for other in same}) == 1:
            fuller = same
        apart = {groups.find(other) for other in fuller}
        if len(apart) == 1:
            exact = parsed[form].words == parsed[fuller[0]].words
            groups.join(
                Join(fuller[0], form, "title" if exact else "short-name", FULL if exact else SHORT)
            )
        elif apart:
            _take_the_nearest(form, fuller, parsed, groups)


def _clashes(
    short: Form,
    full: Form,
    people: Sequence[Form],
    parsed: dict[Form, persons.PersonName],
    groups: Groups[Form],
) -> bool:
    """Whether a part of a name bears another title than the person has elsewhere.

    "Midhat Paşa" is not Ahmet Midhat, whom the article also calls Ahmet Midhat Efendi.
    """
    if len(parsed[short].words) == len(parsed[full].words):
        return False
    person = groups.find(full)
    return any(
        groups.find(other) == person and persons.titles_clash(parsed[short], parsed[other])
        for other in people
        if len(parsed[other].words) > len(parsed[short].words)
    )


def _is_fuller(parsed: dict[Form, persons.PersonName], long: Form, short: Form) -> bool:
    a, b = parsed[long], parsed[short]
    return len(a.words) > len(b.words) or (len(a.words) == len(b.words) and bool(b.words))


def _take_the_nearest(
    form: Form,
    fuller: Sequence[Form],
    parsed: dict[Form, persons.PersonName],
    groups: Groups[Form],
) -> None:
    """Among several candidates the only one that shares the family name; else the one introduced.

    Whom the article calls by the short name between naming him in full and naming a rival is meant
    by it (Kavalalı Mehmed Ali Paşa, long before Damad Mehmed Ali Paşa; Baykurt, before a brother).
    A bare given name stays apart: nothing on the page settles it.
    """
    name = parsed[form]
    family = [f for f in fuller if persons.same_words(parsed[f].words[-1], name.words[-1])]
    if len({groups.find(f) for f in family}) == 1:
        _join_apart(form, family, fuller, "family-name", 0.75, groups)
        return
    given = len(name.words) == 1 and given_names(form.name.split()[0])
    before = [] if given else _introduced(form, family, groups)
    if before:
        _join_apart(form, before, fuller, "introduced", INTRODUCED, groups)


def _introduced(form: Form, bearers: Sequence[Form], groups: Groups[Form]) -> list[Form]:
    """The bearers that are one person whom the short name calls before a rival is named."""
    ordered = sorted(bearers, key=lambda f: f.mentions[0].start)
    first = groups.find(ordered[0]) if ordered else None
    rivals = [f.mentions[0].start for f in ordered if groups.find(f) != first]
    if not rivals:
        return []
    between = any(ordered[0].mentions[0].start < m.start < min(rivals) for m in form.mentions)
    return [f for f in ordered if groups.find(f) == first] if between else []


def _join_apart(
    form: Form,
    chosen: Sequence[Form],
    able: Sequence[Form],
    rule: str,
    score: float,
    groups: Groups[Form],
) -> None:
    rivals = tuple(sorted({f.name for f in able} - {f.name for f in chosen}))
    groups.join(Join(chosen[0], form, rule, score, rivals))
