"""The earlier citation that a short reference stands for: by title, author, words or place."""

import re
from dataclasses import replace

from rapidfuzz.distance import JaroWinkler

from pipeline.citing import identity, likeness, linking_years, names, shortforms, titles
from pipeline.citing.past import (
    CONTAINER,
    LISTED,
    SHORTER,
    Choice,
    Earlier,
    Past,
    container_persons,
)
from pipeline.citing.reading import Reading
from pipeline.records import Citation

LEAST_OF_AUTHOR = 0.4  # share of common words that is enough if the author is the same
LEAST_WORDS = 3  # an author and two words of a title
LIKE_FAMILY = 0.9  # Jaro-Winkler of two family names: a slip of the pen or of the scanner
_BOOKISH = frozenset({"book", "thesis", "document_collection", "other"})
_ARTICLES = frozenset({"article", "chapter", "newspaper"})


def from_list(citation: Citation, past: Past, choice: Choice) -> Choice:
    """An entry of the bibliography, for a short form without an earlier citation."""
    if choice.found or not past.entries:
        return choice
    matches = linking_years.entries_of(citation, past.entries)
    if not matches:
        return choice
    earlier = Earlier(matches[0], LISTED, tuple(reading_names(matches[0])))
    rivals = tuple(entry.citation_id for entry in matches[1:])
    warning = "several entries of the bibliography fit" if rivals else ""
    return Choice(earlier, "entry of the bibliography", rivals, 0.7 if rivals else 0.9, warning)


def reading_names(citation: Citation) -> list[str]:
    """The names in the authors, or else editors, of a citation."""
    return [name for name in (citation.authors or citation.editors).split("; ") if name]


def by_name(citation: Citation, past: Past, authors: str = "") -> Choice | None:
    """An earlier citation of the work that this one names: by author and title, or by file.

    None if it names a work for the first time.
    """
    face = identity.face(citation, authors)
    if face.kind == "archival":
        earlier = past.by_shelf.get(face.shelf)
        if earlier is None:
            return None
        shorter = len(citation.shelfmark) + SHORTER < len(earlier.citation.shelfmark)
        return Choice(earlier, "same file" if shorter else "cited in full before")
    if not citation.title:
        return by_author(citation, past, "surname alone", "") if face.persons else None
    for earlier in reversed(_candidates(face, past)):
        if any(identity.same_work(face, other) for other in past.faces[earlier.work]):
            rule = "same title, no imprint" if face.short else "cited in full before"
            return Choice(earlier, rule)
    if alias := past.by_alias.get(citation.title.strip()):
        return Choice(alias, "abbreviation defined before")
    if not face.short:
        return None
    choice = _by_short_title(face, past)
    if (
        choice is None
        and face.persons
        and not any(re.search(r"[,\s]", person) for person in face.persons)
    ):
        choice = from_list(citation, past, Choice(None, ""))
    return choice if choice and choice.found else None


def _candidates(face: identity.Face, past: Past) -> list[Earlier]:
    if face.persons:
        found = past.by_family.get(face.families[0], [])
    else:
        first = titles.words(face.title)[:1]
        found = past.by_title.get(first[0], []) if first else []
    latest = {
        earlier.work: (order, earlier) for order, earlier in enumerate(found) if earlier.work >= 0
    }
    wanted = set(face.families)
    shared = {
        work: len(wanted & set(map(names.family, e.persons))) for work, (_, e) in latest.items()
    }
    ordered = sorted(latest, key=lambda work: (shared[work], latest[work][0]))
    return [latest[work][1] for work in ordered]


def _by_short_title(face: identity.Face, past: Past) -> Choice | None:
    """ "İnalcık, Devlet-i Aliyye, 46": words of a title of the same author, in order."""
    matches = []
    for earlier in reversed(past.by_family.get(face.families[0], []) if face.families else []):
        longer = [f.title for f in past.faces.get(earlier.work, ()) if f.title]
        if any(titles.within(face.title, title) for title in longer) and _fits_person(
            face, earlier
        ):
            matches.append(earlier)
    wanted = set(face.families)
    matches.sort(key=lambda e: -len(wanted & {names.family(p) for p in e.persons}))
    works = list(dict.fromkeys(earlier.work for earlier in matches))
    if not works:
        return None
    rivals = tuple(past.firsts[work].citation_id for work in works[1:])
    warning = "several titles of this author have these words" if rivals else ""
    return Choice(matches[0], "author and short title", rivals, 0.9, warning)


def _fits_person(face: identity.Face, earlier: Earlier) -> bool:
    return any(names.same_person(face.persons[0], person) for person in earlier.persons)


def by_title(citation: Citation, past: Past) -> Choice | None:
    """A short form beside a title: the work that the title names."""
    choice = by_name(citation, past)
    if choice and choice.found:
        return replace(choice, rule="title beside a short form")
    return by_words(citation, past)


def in_container(citation: Citation, past: Past, reading: Reading) -> Choice | None:
    """ "Benzoni, L’arte, in Storia di Venezia, cit.": the book is known, the chapter new."""
    head = _before_mark(citation.raw)
    parts = re.split(r"[,\s]\s?(?:in|içinde)\s", f"{head} ")
    if reading.rule in ("previous", "place") and citation.authors and citation.title and past.all:
        return Choice(past.all[-1], CONTAINER, (), 0.7)
    if len(parts) < 2:
        return None
    wanted = likeness.words(parts[-1]) or likeness.words(_after_mark(citation.raw, head))
    if wanted:
        ranked = past.index.best(wanted)
        return Choice(past.all[ranked[0][1]], CONTAINER, (), 0.7) if ranked else None
    holders = (e for e in reversed(past.all) if re.search(r"[,\s]in\s|içinde", e.citation.raw))
    found = next(holders, None)
    return Choice(found, CONTAINER, (), 0.5) if found else None


def _after_mark(raw: str, head: str) -> str:
    """What follows the short form, without the form itself."""
    found = shortforms.find(raw[len(head) :].split(",")[0])
    return raw[len(head) + (found.end if found else 0) :]


def by_words(citation: Citation, past: Past) -> Choice | None:
    """The earlier citation that has the words of this one; the latest among equals."""
    wanted = likeness.words(_before_mark(citation.raw)) or likeness.words(citation.title)
    if not wanted:
        return None
    if len(wanted) == 1:
        return _by_first_word(wanted[0], past)
    ranked = past.index.best(wanted)
    if citation.authors:
        family = names.family(citation.authors.split("; ")[0]).split()[-1:]
        own = set(past.index.beginning(family[0])) if family else set()
        ranked = [r for r in past.index.best(wanted, LEAST_OF_AUTHOR) if r[1] in own] or ranked
    if not ranked:
        return None
    top = ranked[0][0]
    best = [past.all[number] for share, number in ranked[:40] if share >= top - 0.02]
    works = list(dict.fromkeys(earlier.work for earlier in best))
    rivals = tuple(past.firsts[work].citation_id for work in works[1:] if work in past.firsts)
    warning = "several works have these words: the most recent was taken" if rivals else ""
    return Choice(best[0], "words in common", rivals, round(0.6 + 0.3 * top, 4), warning)


def by_all_words(citation: Citation, past: Past) -> Choice | None:
    """The earlier citation that has every word of this one, which prints no imprint.

    For "Yıldırım. Taşra Yönetimi, 111", whose marks are damaged so that no author is seen.
    """
    imprint = (citation.year, citation.place, citation.publisher, citation.container_title)
    if any(imprint) or citation.archive or citation.url or citation.type == "newspaper":
        return None
    wanted = likeness.words(citation.raw)
    if len(wanted) < LEAST_WORDS:
        return None
    own = set(past.index.beginning(wanted[0]))
    ranked = [number for _, number in past.index.best(wanted, 1.0) if number in own]
    return Choice(past.all[ranked[0]], "all its words", (), 0.8) if ranked else None


def _by_first_word(word: str, past: Past) -> Choice | None:
    found = past.index.beginning(word) or [n for _, n in past.index.best((word,))]
    return Choice(past.all[found[0]], "words in common", (), 0.7) if found else None


def _before_mark(raw: str) -> str:
    """The text before the short form: the author and title that it stands beside."""
    at = 0
    for piece in re.split(r"(?<=[,;(])|(?<=\.\.\.)|(?<=…)", raw):
        if found := shortforms.find(piece.strip(" ,;()")):
            lead = len(piece) - len(piece.lstrip(" ,;()"))
            return raw[: at + lead + found.start]
        at += len(piece)
    return raw


def by_author(citation: Citation, past: Past, rule: str, type_: str) -> Choice:
    face = identity.face(citation)
    found = [e for e in past.by_family.get(face.families[0], []) if e.work >= 0 and _fits(face, e)]
    confidence, warning = 0.95, ""
    if not found and (first := face.families[0].split()[-1:]):
        found = [past.all[n] for n in sorted(past.index.beginning_with(first[0]))]
    if not found:
        found, warning = _like_author(face, past), "the author's name is spelled otherwise"
        confidence = 0.7
        if not found:
            why = "the author was not cited before"
            return Choice(None, rule, (), 0.0, why)
    preferred = [e for e in found if _fits_type(type_, past.firsts[e.work].type)] or found
    works = list(dict.fromkeys(e.work for e in reversed(preferred)))
    rivals = tuple(past.firsts[work].citation_id for work in works[1:])
    if rivals and (not warning):
        warning = f"the author has {len(works)} works before it: the most recent was taken"
        confidence = 0.8
    return Choice(preferred[-1], rule, rivals, confidence, warning)


def _fits(face: identity.Face, earlier: Earlier) -> bool:
    persons = (*earlier.persons, *container_persons(earlier.citation))
    return any(names.same_person(face.persons[0], person) for person in persons)


def _like_author(face: identity.Face, past: Past) -> list[Earlier]:
    """Works of an author whose family name differs by a slip."""
    wanted = face.families[0]
    near = [
        family for family in past.by_family
        if family[:1] == wanted[:1] and min(len(wanted), len(family)) >= 5
        and JaroWinkler.normalized_similarity(wanted, family) >= LIKE_FAMILY
    ]  # fmt: skip
    return [e for e in past.by_family[near[0]] if e.work >= 0] if len(near) == 1 else []


def _fits_type(wanted: str, type_: str) -> bool:
    if wanted == "book":
        return type_ in _BOOKISH
    if wanted == "article":
        return type_ in _ARTICLES
    return not wanted or wanted == type_


def preceding(
    citation: Citation, past: Past, reading: Reading, rule: str = "the citation before"
) -> Choice:
    if not past.all:
        return Choice(None, rule, (), 0.0, "nothing was cited before it")
    before = past.all[-1]
    if before.work in past.unknown:
        return Choice(before, rule, (), 0.3, "the citation before it is itself unresolved")
    if reading.short_type and citation.locator and before.citation.type == "archival":
        paged = next((e for e in reversed(past.all) if _is_paged(e)), None)
        if paged:
            doubt = "the citation before it is an archival document, which has no such pages"
            return Choice(paged, "the work before", (before.citation.citation_id,), 0.7, doubt)
    same_note = [
        e for e in past.all[-8:]
        if e.citation.note == before.citation.note and e.work != before.work
        and before.citation.note != citation.note and e.work >= 0
    ]  # fmt: skip
    rivals = tuple(dict.fromkeys(past.firsts[e.work].citation_id for e in same_note))
    if rivals and reading.short_type:
        fitting = [
            e for e in (*same_note, before) if _fits_type(reading.short_type, e.citation.type)
        ]
        if fitting and not _fits_type(reading.short_type, before.citation.type):
            before = fitting[-1]
    warning = "the note before it cites several works: the last was taken" if rivals else ""
    return Choice(before, rule, rivals, 0.7 if rivals else 0.95, warning)


def _is_paged(earlier: Earlier) -> bool:
    return earlier.work >= 0 and earlier.citation.type != "archival"


def of_note(citation: Citation, past: Past, note: int) -> Choice:
    """What note `note` cites, of the named author if one is named; the last of several, doubted."""
    rule = "the note it points to"
    there = [e for e in past.all if e.citation.note == note and e.work >= 0]
    families = identity.face(citation, "").families
    if families:
        there = [e for e in there if set(families) & set(identity.face(e.citation, "").families)]
    latest = {e.work: e for e in there}
    if not latest:
        return Choice(None, rule, (), 0.0, f"note {note} cites no such work")
    *others, found = sorted(latest.values(), key=lambda e: e.citation.position)
    rivals = tuple(e.citation.citation_id for e in others)
    warning = f"note {note} cites several works" if others else ""
    return Choice(found, rule, rivals, 0.5 if others else 0.95, warning)
