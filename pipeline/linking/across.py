"""Who is who over the corpus: the groups of articles joined by full names and by tables."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from pipeline.linking import persons
from pipeline.linking.equivalents import exonyms
from pipeline.linking.forms import Form, main_name
from pipeline.linking.groups import Groups, Join
from pipeline.linking.inside import aliases
from pipeline.records import Entity
from pipeline.text.casing import fold, lower

SAME, TABLE, ONLY_BEARER = 0.97, 0.95, 0.8
_SLUG_LENGTH = 40
Group = Sequence[Form]


def join_articles(groups: Groups[Form], members: Sequence[Group]) -> None:
    """Join groups of different articles that bear the same full name."""
    by_key: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for group in members:
        for place in _names(group):
            by_key[place].append(group[0])
    for (kind, name), holders in sorted(by_key.items()):
        if kind == "person" and len(name.split()) == 1:
            continue
        for other in holders[1:]:
            groups.join(Join(holders[0], other, "same-name", SAME))
    _initialled(groups, members)
    _single_names(groups, members)


def _initialled(groups: Groups[Form], members: Sequence[Group]) -> None:
    """ "A. Mango" joins the one Mango of the corpus whose name begins so; if none does, its like.

    With two such bearers it stays apart: nothing tells which of them is meant.
    """
    bearers: dict[tuple[str, str], list[tuple[Form, persons.PersonName]]] = defaultdict(list)
    short: dict[tuple[tuple[str, ...], str], list[Form]] = defaultdict(list)
    names: dict[tuple[tuple[str, ...], str], persons.PersonName] = {}
    for group in members:
        if group[0].kind != "person":
            continue
        parsed = [persons.parse(form.name, form.lang) for form in group]
        for name in parsed:
            if len(name.words) > 1:
                bearers[name.words[0][0], name.words[-1]].append((group[0], name))
        # "A. M." alone has nothing to be found by
        named = [name for name in parsed if name.initials and name.words]
        if all(map(_is_short, parsed)) and named:
            name = named[0]
            place = (name.initials, name.words[-1])
            short[place].append(group[0])
            names[place] = name
    for place, holders in sorted(short.items()):
        able = bearers[place[0][0], place[1]]
        fitting = (form for form, name in able if persons.compatible(names[place], name))
        known = list({groups.find(form): form for form in fitting}.values())
        if len(known) > 1:
            continue
        first = known[0] if known else holders[0]
        for other in holders:
            if other is not first:
                groups.join(Join(first, other, "only-bearer", ONLY_BEARER))


def _is_short(name: persons.PersonName) -> bool:
    return len(name.words) <= 1


def _names(group: Group) -> list[tuple[str, str]]:
    """Class and keys under which a group may be found in another article.

    A person is found by a full name only; initials and single names are told later. An English
    name of several peoples (Greek: Rum, Yunan) bridges no articles where the Turkish name tells
    them apart.
    """
    found = set()
    turkish = any(form.lang == "tr" for form in group)
    for form in group:
        if turkish and form.lang != "tr" and form.kind == "group" and form.key in _ambiguous():
            continue
        if form.kind == "person" and _has_initials(form):
            continue
        if form.key:
            found.add((form.kind, form.key))
            found.add((form.kind, aliases().get((form.kind, form.key), form.key)))
            if form.lang == "tr":
                others = exonyms().get(form.key, frozenset())
                if form.kind == "group":
                    others -= _ambiguous()
                found |= {(form.kind, f"en:{name}") for name in others}
            else:
                found.add((form.kind, f"en:{form.key}"))
    return sorted(found)


def _has_initials(form: Form) -> bool:
    """Whether given names are initials only."""
    name = persons.parse(form.name, form.lang)
    return bool(name.initials) and len(name.words) <= 1


@cache
def _ambiguous() -> frozenset[str]:
    """English keys that several Turkish names have in the table."""
    counts = Counter(name for names in exonyms().values() for name in names)
    return frozenset(name for name, count in counts.items() if count > 1)


def _single_names(groups: Groups[Form], members: Sequence[Group]) -> None:
    """A single name joins the one person of the corpus who bears it, if there is only one."""
    bearers: dict[str, dict[Form, Form]] = defaultdict(dict)
    single: list[tuple[str, Form]] = []
    for group in members:
        if group[0].kind != "person":
            continue
        parsed = [persons.parse(form.name, form.lang) for form in group]
        words = {word for name in parsed for word in name.words}
        for word in words:
            bearers[word].setdefault(groups.find(group[0]), group[0])
        if all(_is_bare(name) for name in parsed):
            single.append((parsed[0].words[0], group[0]))
    for word, form in sorted(single, key=lambda item: (item[0], item[1].doc_id)):
        apart = {groups.find(holder) for holder in bearers[word].values()}
        if len(apart) == 2 and groups.find(form) in apart:
            other = next(h for h in bearers[word].values() if groups.find(h) != groups.find(form))
            if other.doc_id != form.doc_id:  # inside an article this was settled before
                groups.join(Join(other, form, "only-bearer", ONLY_BEARER))


def _is_bare(name: persons.PersonName) -> bool:
    """Whether nothing but one word is there: II. Mahmud is no Mahmut Makal."""
    return len(name.words) == 1 and not (name.titles or name.numeral or name.initials)


def to_entities(members: Sequence[Group]) -> list[tuple[Entity, Group]]:
    """An entity of every group, with ids made of label and name."""
    made: list[tuple[Entity, Group]] = []
    drafts = [_draft(group) for group in members]
    ids = [_slug(label, name) for label, name, _, _ in drafts]
    counts = Counter(ids)
    for group, (label, name, name_tr, name_en), plain in zip(members, drafts, ids, strict=True):
        mention_ids = sorted(m.mention_id for form in group for m in form.mentions)
        entity_id = plain
        if counts[plain] > 1:
            entity_id += "-" + hashlib.sha256(mention_ids[0].encode()).hexdigest()[:6]
        variants = tuple(sorted({form.name for form in group}))
        entity = Entity(entity_id, label, name, name_tr, name_en, variants, tuple(mention_ids))
        made.append((entity, group))
    return sorted(made, key=lambda item: item[0].entity_id)


def _draft(group: Group) -> tuple[str, str, str, str]:
    turkish = main_name([f for f in group if f.lang == "tr"])
    english = main_name([f for f in group if f.lang != "tr"])
    votes: dict[str, int] = defaultdict(int)
    for form in group:
        for mention in form.mentions:
            votes[mention.label] += 1
    label = min(votes, key=lambda name: (-votes[name], name))
    return label, turkish or english, turkish, english


def _slug(label: str, name: str) -> str:
    """An id made of label and name.

    >>> _slug("PERSON", "İsmet İnönü")
    'person-ismet-inonu'
    """
    letters = "".join(char if char.isascii() and char.isalnum() else "-" for char in fold(name))
    words = "-".join(part for part in letters.split("-") if part)
    if not words:
        words = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{lower(label, 'en').replace('_', '-')}-{words[:_SLUG_LENGTH].strip('-')}"
