"""Short references to what they stand for.

One pass in reading order. A short form points backwards only; what cannot be settled stays without
an antecedent; what is settled against doubt carries a warning.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import JaroWinkler

from pipeline.citing import anchors, identity, likeness, linking_years, names, shortforms, titles
from pipeline.citing.reading import Reading
from pipeline.records import Citation, Resolution
from pipeline.text import casing

LISTED = -2  # the work of an entry of the bibliography that no note has cited yet
CARRIED = "carried over from the citation before"
CONTAINER = "container cited before"  # the book is known, the chapter is another
LEAST_OF_AUTHOR = 0.4  # share of common words that is enough if the author is the same
NEAR_FILE = "another file of the same fond"
FAR_NOTES = 30  # a short form this far from its antecedent is worth a look
SHORTER = 4  # characters that a shelfmark must lose to count as abridged
_ALIAS = re.compile(r"\(([A-ZÇĞİÖŞÜ][A-ZÇĞİÖŞÜ. ]{1,12})\)")
LIKE_FAMILY = 0.9  # Jaro-Winkler of two family names: a slip of the pen or of the scanner
NEARBY_NOTES = 8  # in which another work whose pages go on is looked for
_BOOKISH = frozenset({"book", "thesis", "document_collection", "other"})
_ARTICLES = frozenset({"article", "chapter", "newspaper"})


Pair = tuple[Citation, Reading]


@dataclass(slots=True)
class Earlier:
    """A citation already passed, and the work it turned out to name."""

    citation: Citation
    work: int  # number of the work within the article; -1 if unknown
    persons: tuple[str, ...]
    shelf: tuple[str, ...] = ()


@dataclass(slots=True)
class Past:
    """What has been cited so far in an article."""

    entries: list[Citation] = field(default_factory=list)  # of the bibliography
    all: list[Earlier] = field(default_factory=list)
    by_family: dict[str, list[Earlier]] = field(default_factory=lambda: defaultdict(list))
    by_title: dict[str, list[Earlier]] = field(default_factory=lambda: defaultdict(list))
    by_work: dict[int, list[Earlier]] = field(default_factory=lambda: defaultdict(list))
    by_alias: dict[str, Earlier] = field(default_factory=dict)  # "TBMM ZC" as a note defined it
    by_shelf: dict[tuple[str, ...], Earlier] = field(default_factory=dict)
    faces: dict[int, list[identity.Face]] = field(default_factory=lambda: defaultdict(list))
    firsts: dict[int, Citation] = field(default_factory=dict)
    index: likeness.Index = field(default_factory=likeness.Index)
    unknown: set[int] = field(default_factory=set)  # works of short forms without antecedent
    extents: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Choice:
    """An antecedent and the reason for it."""

    found: Earlier | None
    rule: str
    rivals: tuple[str, ...] = ()
    confidence: float = 0.95
    warning: str = ""


def resolve(
    cited: Sequence[Pair], listed: Sequence[Pair] = (), in_text: Sequence[Pair] = ()
) -> tuple[tuple[Citation, ...], tuple[Resolution, ...]]:
    """Citations of one article with form and type told, and what the short ones stand for.

    `cited` are those of the notes in reading order, `listed` the entries of the bibliography,
    `in_text` the author–year citations.
    """
    past = Past(entries=[entry for entry, _ in listed])
    citations: list[Citation] = []
    resolutions: list[Resolution] = []
    for citation, reading in cited:
        told, resolution = _one(citation, reading, past)
        citations.append(told)
        if resolution:
            resolutions.append(resolution)
    texts, linked = linking_years.link(in_text, past.entries)
    return (*texts, *citations, *past.entries), (*linked, *resolutions)


def _one(citation: Citation, reading: Reading, past: Past) -> tuple[Citation, Resolution | None]:
    if reading.rule == "idem" and citation.title:
        return _idem(citation, past)
    if reading.rule and reading.shelf:
        return _file_near(citation, past)
    if reading.rule:
        return _anaphor(citation, reading, past)
    if _carried_over(citation):
        return _settle(citation, _preceding(citation, past, reading, CARRIED), past, "anaphoric")
    choice = _named(citation, past)
    if choice is None:
        _remember(past, citation, len(past.faces))
        return citation, None
    if choice.found is None or choice.rule == "cited in full before":
        return _repeat(citation, choice, past)
    return _settle(citation, choice, past, "repeat_short")


def _carried_over(citation: Citation) -> bool:
    """ "; C. II, s. 5": it begins with a volume or page, so the work before goes on."""
    if citation.authors or citation.archive or citation.url or citation.container_title:
        return False
    head = re.split(r"[,;]|\.\s(?!\d)", citation.raw.strip(" .,;"), maxsplit=1)[0].strip()
    found = anchors.read(head)
    return found is not None and found[0] in ("volume", "pages") and not citation.year


def _idem(citation: Citation, past: Past) -> tuple[Citation, Resolution | None]:
    """The author of the citation before, a new work."""
    before = past.all[-1] if past.all else None
    authors = "; ".join(before.persons) if before else ""
    known = _named(citation, past, authors)
    if known and known.found and known.rule != "cited in full before":
        return _settle(citation, known, past, "repeat_short")
    work = known.found.work if known and known.found else len(past.faces)
    _remember(past, citation, work, authors)
    warning = "" if authors else "no author before it"
    found = before.citation.citation_id if before else ""
    return citation, Resolution(
        citation.citation_id, found, "idem", (), 0.9 if found else 0.0, warning
    )


def _file_near(citation: Citation, past: Past) -> tuple[Citation, Resolution]:
    """ "Tam je. d. 118, l. 2": the file before, or another file of its fond."""
    before = past.all[-1] if past.all else None
    if before is None or before.work < 0 or before.citation.type != "archival":
        return _settle(
            citation,
            Choice(None, "the citation before", (), 0.0, "no file was cited before it"),
            past,
            "anaphoric",
        )
    shelf = identity.moved(before.shelf, citation)
    if shelf == before.shelf:
        return _settle(citation, Choice(before, "the citation before"), past, "anaphoric")
    known = past.by_shelf.get(shelf)
    told = replace(citation, ref_form="anaphoric", type="archival")
    _remember(past, told, known.work if known else len(past.faces), shelf=shelf)
    return told, Resolution(
        citation.citation_id, before.citation.citation_id, NEAR_FILE, (), 0.95, ""
    )


def _repeat(citation: Citation, choice: Choice, past: Past) -> tuple[Citation, Resolution | None]:
    if choice.found is None:
        return _settle(citation, choice, past, "repeat_short")
    told = replace(citation, ref_form="repeat_full")
    _remember(past, told, choice.found.work)
    return told, None


def _listed(citation: Citation, past: Past, choice: Choice) -> Choice:
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


def _settle(
    citation: Citation, choice: Choice, past: Past, form: str
) -> tuple[Citation, Resolution]:
    """Record what a short reference stands for."""
    choice = _same_volume(citation, past, _listed(citation, past, choice))
    if choice.rule == CONTAINER and choice.found:
        return _new_in_container(citation, choice, past)
    found = choice.found
    work = found.work if found else -1
    if work == LISTED:
        work = len(past.faces)
    elif work < 0:
        work = len(past.faces)
        past.unknown.add(work)
    told = replace(citation, ref_form=form, type=_type_of(citation, found))
    warnings = [choice.warning] if choice.warning else []
    rivals = choice.rivals
    if found and found.work >= 0:
        doubts, others = _doubts(citation, found, past)
        warnings += doubts
        rivals = tuple(dict.fromkeys((*rivals, *others)))
    _remember(
        past, told, work, "; ".join(found.persons) if found else "", found.shelf if found else ()
    )
    confidence = round(choice.confidence * 0.8 ** len(warnings), 4) if found else 0.0
    return told, Resolution(
        citation.citation_id, found.citation.citation_id if found else "", choice.rule,
        rivals, confidence, "; ".join(warnings),
    )  # fmt: skip


def _new_in_container(
    citation: Citation, choice: Choice, past: Past
) -> tuple[Citation, Resolution]:
    told = replace(citation, type="chapter")
    _remember(past, told, len(past.faces))
    found = choice.found.citation.citation_id if choice.found else ""
    return told, Resolution(
        citation.citation_id, found, CONTAINER, (), choice.confidence, choice.warning
    )


def _same_volume(citation: Citation, past: Past, choice: Choice) -> Choice:
    """The latest citation of the same volume of the work that was chosen."""
    found = choice.found
    volume = _volume(citation)
    if not found or not volume or _volume(found.citation) == volume:
        return choice
    for earlier in reversed(past.by_work.get(found.work, ())):
        if _volume(earlier.citation) == volume:
            return replace(choice, found=earlier)
    return choice


def _volume(citation: Citation) -> str:
    return "".join(re.findall(r"\w+", casing.fold(citation.volume.split("/")[0])))


def _type_of(citation: Citation, found: Earlier | None) -> str:
    return found.citation.type if found else citation.type


def _remember(
    past: Past, citation: Citation, work: int, authors: str = "", shelf: tuple[str, ...] = ()
) -> None:
    face = identity.face(citation, authors)
    if shelf:
        face = replace(face, shelf=shelf)
    earlier = Earlier(citation, work, face.persons, face.shelf)
    past.all.append(earlier)
    past.index.add(
        likeness.words(citation.raw) if not citation.short_marker or citation.title else ()
    )
    for family in dict.fromkeys((*face.families, *map(names.family, _container_persons(citation)))):
        past.by_family[family].append(earlier)
    if work < 0:
        return
    if citation.title:
        past.by_title[
            titles.words(citation.title)[0] if titles.words(citation.title) else ""
        ].append(earlier)
    if citation.type == "archival" and face.shelf:
        past.by_shelf.setdefault(face.shelf, earlier)
    past.by_work[work].append(earlier)
    past.firsts.setdefault(work, citation)
    for alias in _ALIAS.findall(citation.raw):
        past.by_alias.setdefault(alias.strip(), earlier)
    past.faces[work].append(face)
    if citation.pages:
        past.extents[work].append(citation.pages)


def _container_persons(citation: Citation) -> tuple[str, ...]:
    people = f"{citation.editors}; {citation.translators}" if not citation.authors else ""
    return tuple(name for name in people.split("; ") if name)


def _named(citation: Citation, past: Past, authors: str = "") -> Choice | None:
    """An earlier citation of the work that this one names by author and title, by title, or by file.

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
        return _by_author(citation, past, "surname alone", "") if face.persons else None
    for earlier in reversed(_candidates(face, past)):
        if any(identity.same_work(face, other) for other in past.faces[earlier.work]):
            rule = (
                "same title, no imprint"
                if face.short and _had_imprint(earlier, past)
                else "cited in full before"
            )
            return Choice(earlier, rule)
    if alias := past.by_alias.get(citation.title.strip()):
        return Choice(alias, "abbreviation defined before")
    if not face.short:
        return None
    choice = _by_short_title(face, past)
    if choice is None and face.persons and not any(re.search(r"[,\s]", person) for person in face.persons):
        choice = _listed(citation, past, Choice(None, ""))
    return choice if choice and choice.found else None


def _had_imprint(earlier: Earlier, past: Past) -> bool:
    return any(not face.short for face in past.faces[earlier.work]) or True


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


def _anaphor(citation: Citation, reading: Reading, past: Past) -> tuple[Citation, Resolution]:
    """A short form: by its title if it prints one, by its author, or the citation before."""
    persons = bool(citation.authors or citation.editors)
    if not persons and not citation.title:
        return _settle(citation, _preceding(citation, past, reading), past, "anaphoric")
    choice = _by_title(citation, past) if citation.title else None
    choice = choice or _in_container(citation, past, reading)
    if choice is None and persons:
        choice = _by_author(citation, past, "last work of the author", reading.short_type)
        if choice.found is None:
            choice = _by_words(citation, past) or choice
        elif citation.title:
            choice = replace(
                choice, confidence=0.5, warning="its title differs from those of the author"
            )
    if choice is None and reading.rule in ("previous", "place"):
        choice = _preceding(citation, past, reading)
    choice = choice or Choice(
        None, "title beside a short form", (), 0.0, "no earlier citation has its words"
    )
    return _settle(citation, choice, past, "anaphoric")


def _by_title(citation: Citation, past: Past) -> Choice | None:
    """A short form beside a title: the work that the title names."""
    choice = _named(citation, past)
    if choice and choice.found:
        return replace(choice, rule="title beside a short form")
    return _by_words(citation, past)


def _in_container(citation: Citation, past: Past, reading: Reading) -> Choice | None:
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


def _by_words(citation: Citation, past: Past) -> Choice | None:
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


def _by_author(citation: Citation, past: Past, rule: str, type_: str) -> Choice:
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
    persons = (*earlier.persons, *_container_persons(earlier.citation))
    return any(names.same_person(face.persons[0], person) for person in persons)


def _like_author(face: identity.Face, past: Past) -> list[Earlier]:
    """Works of an author whose family name differs by a slip."""
    wanted = face.families[0]
    near = [
        family for family in past.by_family
        if JaroWinkler.normalized_similarity(wanted, family) >= LIKE_FAMILY and family[:1] == wanted[:1]
        and min(len(wanted), len(family)) >= 5
    ]  # fmt: skip
    return [e for e in past.by_family[near[0]] if e.work >= 0] if len(near) == 1 else []


def _fits_type(wanted: str, type_: str) -> bool:
    if wanted == "book":
        return type_ in _BOOKISH
    if wanted == "article":
        return type_ in _ARTICLES
    return not wanted or wanted == type_


def _preceding(
    citation: Citation, past: Past, reading: Reading, rule: str = "the citation before"
) -> Choice:
    if not past.all:
        return Choice(None, rule, (), 0.0, "nothing was cited before it")
    before = past.all[-1]
    if before.work in past.unknown:
        return Choice(before, rule, (), 0.3, "the citation before it is itself unresolved")
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


def _doubts(citation: Citation, found: Earlier, past: Past) -> tuple[list[str], list[str]]:
    """What speaks against an antecedent, and other citations whose pages would fit."""
    doubts: list[str] = []
    others: list[str] = []
    extent = next((e for e in past.extents.get(found.work, ()) if outside(citation.locator, e)), "")
    if citation.locator == "?":
        doubts.append("the page is a question mark")
    elif extent:
        doubts.append(f"page {citation.locator} lies outside pages {extent}")
        others = _going_on(citation, found, past)
    first = past.firsts[found.work]
    if citation.short_marker and _clash(citation.short_marker, first.type):
        doubts.append(f"{citation.short_marker} stands for {_indefinite(first.type)}")
    if citation.note and found.citation.note and citation.note - found.citation.note > FAR_NOTES:
        doubts.append(f"its antecedent is {citation.note - found.citation.note} notes back")
    return doubts, others


def _indefinite(type_: str) -> str:
    return f"an {type_}" if type_[:1] in "aeo" else f"a {type_}"


def _clash(marker: str, type_: str) -> bool:
    """ "a.g.m." names an article; "a.g.e." for one is a slip that many make."""
    if marker == "a.g.e.":
        return type_ in ("article", "newspaper")
    return marker == "a.g.m." and type_ in ("book", "thesis")


def _going_on(citation: Citation, found: Earlier, past: Past) -> list[str]:
    """Nearby citations of other works whose pages this one would continue."""
    page = _first_page(citation.locator)
    near = []
    for earlier in reversed(past.all[-NEARBY_NOTES * 2 :]):
        last = _last_page(earlier.citation.locator)
        if earlier.work not in (found.work, -1) and page and last and 0 <= page - last <= 3:
            near.append(earlier.citation.citation_id)
    return near


def outside(locator: str, extent: str) -> bool:
    """Whether a page lies outside the pages of an article or chapter.

    >>> outside("291", "48-54"), outside("50", "48-54"), outside("xii", "48-54")
    (True, False, False)
    """
    page, bounds = _first_page(locator), re.fullmatch(r"(\d+)\s?[-–—]\s?(\d+)", extent)
    if not page or not bounds:
        return False
    first, last = bounds[1], bounds[2]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return not int(first) <= page <= int(last)


def _first_page(pages: str) -> int:
    found = re.match(r"\d+", pages)
    return int(found[0]) if found else 0


def _last_page(pages: str) -> int:
    found = re.findall(r"\d+", pages)
    return int(found[-1]) if found else 0
