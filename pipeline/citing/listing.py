"""Entries of a bibliography.

An entry parts its fields by full stops (İSNAD, Chicago, APA) or by commas (TTK); what stands after
the author tells which.
"""

import re
from collections.abc import Iterator

from pipeline.citing import (
    anchors,
    archives,
    assembling,
    atoms,
    context,
    holding,
    inverted,
    kinds,
    masking,
    reading,
)
from pipeline.citing.anchors import Atom
from pipeline.citing.reading import Reading

_NUMBER = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)]|[•●▪–*-])\s+(?=[^\d\s])")
_SAME = re.compile(r"\s*(?:[—–_-]{2,}|—)[.,]?\s*")
_YEAR = re.compile(
    rf"\s*\((?P<year>{anchors.YEARS}|{anchors.NO_YEAR})(?P<more>,[^()]{{3,30}})?\)[.,:]?\s*"
)
_STOP = re.compile(r"(?<=[^\s.])[.?!]\s+(?=[^\W_]|[“\"«(\[])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:[A-ZÇĞİÖŞÜ]|[Çç]ev|[Ee]ds?|[Hh]az|[Dd]er|[Yy]ay|[Nn]şr|[Vv]ol|[Nn]o|[Nn]r|[CSTcsp]|ss|pp|Dr|Prof|St|Gl|bs|[Tt]rans|trc|vd|[Yy]y|gg|vb|Doç|Haz|Hz)$"
)
_ACRONYM_FIRST = re.compile(r"[A-ZÇĞİÖŞÜ]{2,8}(?:\s[A-ZÇĞİÖŞÜ]{2,4})?,\s(?=[A-ZÇĞİÖŞÜ][a-zçğıöşü])")
_SUBHEAD_WORDS = 6
MAX_HEAD = 160  # characters in which the persons of an entry end


def entries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the entries of a bibliography stand: its paragraphs, without headings.

    >>> text = "Kitaplar\\n\\nİnalcık, H. Devlet. Ankara, 2009.\\n\\nOrtaylı, İ. Ad. Ankara, 1999."
    >>> [text[a:b][:7] for a, b in entries(text, 0, len(text))]
    ['İnalcık', 'Ortaylı']
    """
    for found in re.finditer(r"[^\n]+", text[start:end]):
        a, b = start + found.start(), start + found.end()
        line = text[a:b].strip()
        if line and not _is_heading(line):
            a += len(text[a:b]) - len(text[a:b].lstrip())
            number = _NUMBER.match(text, a, b)
            yield (number.end() if number else a), a + len(line) if not number else b


def _is_heading(line: str) -> bool:
    """A sub-heading ("Arşiv Kaynakları", "A. Kitaplar"): short, without a year or a full stop."""
    bare = re.sub(r"^(?:[A-Z]|[IVX]+|\d)[.)-]\s*", "", line).strip(" :")
    return len(bare.split()) <= _SUBHEAD_WORDS and not re.search(r"\d|\.\s|,|“|https?:", bare)


def read(text: str, before: Reading | None = None) -> Reading:
    """Read one entry; `before` gives its author to an entry that begins with a dash.

    >>> made = read("Xydis, Stephen G. Cyprus: Reluctant Republic. The Hague: Mouton, 1973.")
    >>> made.fields["authors"], made.fields["title"], made.fields["publisher"]
    ('Xydis, Stephen G.', 'Cyprus: Reluctant Republic', 'Mouton')
    >>> made = read("Karpat, K. H. (2002). Osmanlı modernleşmesi. Belleten, 12(3), 45-67.")
    >>> made.type, made.fields["container_title"], made.fields["issue"], made.pages
    ('article', 'Belleten', '3', '45-67')
    """
    body = text.strip().rstrip(".")
    if shelf := archives.read(_flat(body)):
        return Reading(type="archival", shelf=shelf)
    persons, role, at, year = _head(body, before)
    if persons is None:
        return _unheaded(body)
    rest = body[at:]
    commas = at >= 1 and body[:at].rstrip().endswith(",")
    parts = atoms.read(rest) if commas else _sentences(rest)
    return _assembled(rest, parts, persons, role, year)


def _flat(body: str) -> str:
    """An archive's entry with commas for its full stops."""
    return re.sub(r"(?<=[\w\])]{2})\.\s+(?=[A-ZÇĞİÖŞÜ\[\d])", ", ", body)


def _head(body: str, before: Reading | None) -> tuple[tuple[str, ...] | None, str, int, str]:
    """Persons at the head, their role, where the rest begins, and a year in brackets."""
    if same := _SAME.match(body):
        persons = reading.author_names(
            (before.fields.get("authors") or before.fields.get("editors", "")) if before else ""
        )
        year = _YEAR.match(body, same.end())
        return persons, "", year.end() if year else same.end(), year["year"] if year else ""
    if (year := _YEAR.search(body[:MAX_HEAD])) and year.start():
        head, role = inverted.role_after(body[: year.start()])
        if persons := inverted.parse(
            head.strip(" .,") + ("." if re.search(r"\b[A-ZÇĞİÖŞÜ]\.,?\s*$", head) else "")
        ):
            return persons, role, year.end(), year["year"]
        if not re.search(r"[.“\"]\s", head) and len(head.split()) <= 8:
            return (head.strip(" .,"),), role, year.end(), year["year"]
    return (*_printed_head(body), "")


def _printed_head(body: str) -> tuple[tuple[str, ...] | None, str, int]:
    """Persons up to a full stop, or up to the comma before a title."""
    best: tuple[tuple[str, ...], str, int] | None = None
    for found in re.finditer(r"\.\s+|,\s+(?=[“\"«])", body[:MAX_HEAD]):
        left = body[: found.start() + (body[found.start()] == ".")]
        head, role = inverted.role_after(left.rstrip("."))
        initial = re.search(r"\b[A-ZÇĞİÖŞÜ][a-z]?\.$", left)
        persons = inverted.parse(left if initial and not role else head)
        if (persons and "," in left) or (persons and best is None and len(left.split()) > 1):
            best = (persons, role, found.end())
    if best:
        return best
    commas = [m.end() for m in re.finditer(r",\s+", body[:MAX_HEAD])]
    for at in reversed(commas[:6]):
        head, role = inverted.role_after(body[:at].rstrip(" ,"))
        persons = inverted.parse(head)
        if (persons and (len(persons) * 2 >= head.count(",") + 1) and "," in head) or (
            persons and head.split()[0].isupper()
        ):
            return persons, role, at
    return None, "", 0


def _unheaded(body: str) -> Reading:
    """An entry without a person: by its title, or by the name of a newspaper."""
    if acronym := _ACRONYM_FIRST.match(body):  # "BM, Birleşmiş Milletler. …"
        body = body[acronym.end() :]
    parts = _sentences(body)
    if not any(atom.kind in ("year", "place", "publisher") for atom in parts) or "," in body[:40]:
        plain = atoms.read(body)
        if len({a.kind for a in plain}) > len({a.kind for a in parts}):
            parts = plain
    newspaper = kinds.has_cue("newspaper", "container", parts[0].value) or any(
        atom.kind == "date" for atom in parts
    )
    if parts and parts[0].kind == "title":
        parts = (parts[0]._replace(kind="text"), *parts[1:])
    if len(parts) > 1 and parts[0].kind == "text" and parts[1].kind == "quoted" and newspaper:
        parts = (parts[1], parts[0], *parts[2:])  # "Cumhuriyet. “Başlık” (18 Şubat 1959), 1"
        return _assembled(body, parts, (), "", "")
    return _assembled(body, parts, (), "", "")


def _sentences(rest: str) -> tuple[Atom, ...]:
    """The parts of what follows the author where full stops part the fields."""
    spans = _spans(rest)
    found: list[Atom] = []
    for index, (a, b) in enumerate(spans):
        found += (
            [Atom("title", rest[a:b].strip(), a, b)]
            if _is_title(rest, index, a, b)
            else [
                atom._replace(start=atom.start + a, end=atom.end + a)
                for atom in atoms.unsettled(rest[a:b])
            ]
        )
    return context.settle(rest, tuple(found))


def _spans(rest: str) -> list[tuple[int, int]]:
    mask = masking.protected(rest)
    cuts = [0]
    for found in _STOP.finditer(rest):
        at = found.start()
        if mask[at] or anchors.is_ordinal(rest, at):
            continue
        if _ABBREVIATION.search(rest[cuts[-1] : at]) and rest[at] == ".":
            continue
        cuts.append(found.end())
    ends = [*cuts[1:], len(rest)]
    spans = []
    for a, b in zip(cuts, ends, strict=True):
        while b > a and rest[b - 1] in " .":
            b -= 1
        if b > a:
            spans.append((a, b))
    return spans


def _is_title(rest: str, index: int, a: int, b: int) -> bool:
    """The first sentence is the title, whole, if nothing in it is quoted or an imprint."""
    if index or rest[a] in '“"«':
        return False
    return not re.search(
        r"\((?:[^()]*(?:[\s,:]\d{4}|[Ee]ds?\.)|\d{4}|[Çç]ev\.|[Cc]ilt|[Vv]ol|\d+\.\s?[Bb]as|[Hh]az\.)[^()]*\)\s*$|:\s[^:]+,\s\d{4}$",
        rest[a:b],
    )


def _assembled(
    text: str, parts: tuple[Atom, ...], persons: tuple[str, ...], role: str, year: str
) -> Reading:
    """A reading from the parts of an entry and what its head gave."""
    parts = _held(text, parts)
    parts = _marked_title(parts) if persons else parts
    draft = assembling.assemble(text, parts)
    fields = draft.fields
    if persons:
        fields[role or "authors"] = "; ".join(persons)
        if role:
            fields.pop("authors", None)
    if year:
        fields["year"] = year
    type_ = kinds.of(fields, draft.quoted, text)
    pages, locator = reading.extent(draft.pages, type_, False, True)
    if type_ == "newspaper" and not locator:
        pages, locator = "", pages
    return Reading(fields, type_, pages, locator, confidence=reading.confidence(fields, locator))


def _marked_title(parts: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The title of an entry is no person, whatever its capitals."""
    for at, atom in enumerate(parts):
        if atom.kind in ("quoted", "title"):
            return parts
        if atom.kind == "text":
            return (*parts[:at], atom._replace(kind="title"), *parts[at + 1 :])
    return parts


def _held(text: str, parts: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """An unquoted title whose next sentence is a journal with its numbers counts as quoted."""
    free = [at for at, atom in enumerate(parts) if atom.kind in ("text", "title", "quoted")]
    if (
        len(free) < 2
        or parts[free[0]].kind == "quoted"
        or any(parts[i].kind == "quoted" for i in free)
    ):
        return parts
    first, second = free[0], free[1]
    numbered = any(
        p.kind in ("volumeissue", "issue", "pair", "number", "volume") for p in parts[second + 1 :]
    )
    imprint = any(p.kind in ("publisher",) for p in parts)
    journal = kinds.has_cue("article", "container", parts[second].value)
    trailing = re.search(r"\s\d{1,4}(?:/\d{1,4})?$", parts[second].value)
    paged = any(p.kind == "pages" for p in parts[second + 1 :])
    inside = holding.is_inside(parts[second].value)
    if (
        inside
        or journal
        or ((numbered or trailing or paged) and not imprint and second == first + 1)
    ):
        return (*parts[:first], parts[first]._replace(kind="quoted"), *parts[first + 1 :])
    return parts
