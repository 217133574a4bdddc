"""A citation into its parts: marked ones (pages, year, place …), quoted titles and free text."""

import re
from collections.abc import Iterator

from pipeline.citing import anchors, context, inverted, knowledge, masking, names, shortforms
from pipeline.citing.anchors import Atom

_TRIM = " ,.:;\t\n–—"
_LEFT = re.compile(r"(?P<head>[^\s.]{1,9}\.?\s?[\w/–-]{1,9}?)(?:\.\s*|\s+)(?=\S)")
_IMPRINT_ONLY = frozenset({
    "year", "place", "publisher", "pages", "edition", "thesis", "translators", "editors", "month",
    "volume", "issue", "date", "access", "url", "monthonly", "pair", "volumeissue",
    "years", "quoted",
})  # fmt: skip
_THESIS = re.compile(r"(?i:\b(?:tez|thes[ie]s|dissertation|diss|dissertatsiya|tezi|avtoreferat)\b)")
_NAME_FIRST = re.compile(
    r"[A-ZÇĞİÖŞÜ][\w’'-]+(?:\s[A-ZÇĞİÖŞÜ][\w’'-]+)?\s+(?:[A-ZÇĞİÖŞÜ][a-z]?\.\s?-?){1,3}"
    r"(?:,\s[A-ZÇĞİÖŞÜ][\w’'-]+\s+(?:[A-ZÇĞİÖŞÜ][a-z]?\.\s?){1,3}){0,3}(?=[A-ZÇĞİÖŞÜ][\w’'-]{2,}|[A-ZÇĞİÖŞÜ]\s)"
)
_SLASHES = re.compile(r"\s//\s")
_BRACKET_AFTER = re.compile(r"\s\([^()]{3,30}\)$")  # "3. Kitap (Birinci Bölüm)"
_PERSONS_COLON = re.compile(r"(?P<persons>[^:“”\"«()\d]{2,40},[^:“”\"«()\d]{2,80}?)\s?:\s+(?=\S)")
_COLON = re.compile(r"\s?:\s")
_PLACE_YEAR = re.compile(
    rf"(?P<left>.*?[^\s,–-])(?P<gap>[\s,–/-]+)(?P<year>{anchors.YEARS}|{anchors.NO_YEAR})\Z"
)


def read(text: str) -> tuple[Atom, ...]:
    """The parts of one citation in the order they stand.

    >>> [(a.kind, a.value) for a in read("Andrew Mango, Atatürk, L., 1999, s. 287")][1:]
    [('text', 'Atatürk'), ('place', 'L.'), ('year', '1999'), ('pages', '287')]
    >>> [(a.kind, a.value) for a in read("H. İnalcık, Devlet (İstanbul: YKY, 2003), 45")][2:]
    [('place', 'İstanbul'), ('publisher', 'YKY'), ('year', '2003'), ('number', '45')]
    """
    return context.settle(text, unsettled(text))


def unsettled(text: str) -> tuple[Atom, ...]:
    """The parts of a stretch, each for itself."""
    if slashes := _SLASHES.search(text):
        return _slashed(text, slashes)
    found = _persons_before_colon(text)
    at = found[-1].end + 1 if found else 0
    for start, end in _pieces(text[at:]):
        found += _piece(text, at + start, at + end)
    return tuple(_joined_dates(found))


def _persons_before_colon(text: str) -> list[Atom]:
    """ "ÜNVER, Ömer: Köy Enstitüleri": practice of law, family names first and a colon."""
    head = _PERSONS_COLON.match(text)
    persons = inverted.parse(head["persons"]) if head else ()
    if not head or not persons or not all(map(inverted.is_marked, persons)):
        return []
    return [Atom("authors", "; ".join(persons), 0, head.end("persons"))]


def _slashed(text: str, slashes: re.Match[str]) -> tuple[Atom, ...]:
    """Russian practice: two strokes stand between an article and what holds it."""
    author = _author_before_title(text[: slashes.start()])
    head = [Atom("text", text[:author], 0, author)] if author else []
    start, end = _trimmed(text, author, slashes.start())
    if not author:
        *persons, last = _pieces(text[:end])
        head = [atom for a, b in persons for atom in _piece(text, a, b)]
        start, end = _trimmed(text, *last)
    title = Atom("quoted", text[start:end].strip(' “”".'), start, end)
    rest: list[Atom] = []
    for a, b in _pieces(text[slashes.end() :]):
        rest += _piece(text, slashes.end() + a, slashes.end() + b)
    return (*head, title, *_joined_dates(rest))


def _pieces(text: str) -> list[tuple[int, int]]:
    """Between commas; a city with its state is one piece."""
    spans = [tuple(span) for span in masking.part(text, ",;")]
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and text[merged[-1][0] : end].strip(" .") in knowledge.places():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _piece(text: str, start: int, end: int) -> list[Atom]:
    """The parts of a stretch without commas."""
    start, end = _trimmed(text, start, end)
    if start >= end:
        return []
    phrase = text[start:end]
    if quoted := _quoted(text, start, end):
        return quoted
    if grouped := _grouped(text, start, end):
        return grouped
    if colon := _colon(text, start, end):
        return colon
    if whole := _whole(phrase, start):
        return whole
    if role := _role_after_stroke(text, start, end):
        return role
    if names.surely_person(phrase):
        return [_free(phrase, start)]
    return _peeled(text, start, end) or [_free(phrase, start)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in " ,:;\t\n":
        end -= 1
    return start, end


def _quoted(text: str, start: int, end: int) -> list[Atom]:
    for a, b in masking.quotes(text[start:end]):
        a, b = start + a, start + b
        inner_start, inner_end = a + 1, b - (text[b - 1] in '”»"“’')
        inner_start, inner_end = _trimmed(text, inner_start, inner_end)
        title = text[inner_start:inner_end].rstrip(".,")
        atom = Atom("quoted", title, inner_start, inner_start + len(title))
        return [*_piece(text, start, a), atom, *_piece(text, b, end)]
    return []


def _grouped(text: str, start: int, end: int) -> list[Atom]:
    """Split around a bracket that holds an imprint, a role or a date."""
    for a, b in masking.brackets(text[start:end]):
        a, b = start + a, start + b
        if text[a] == "(" and (inner := _imprint(text, a + 1, b - 1)):
            if (
                a > start
                and text[a - 1].isdigit()
                and re.fullmatch(r"[\d\s–-]+", text[a + 1 : b - 1])
            ):
                continue
            return [*_piece(text, start, a), *inner, *_piece(text, b, end)]
    return []


def _imprint(text: str, start: int, end: int) -> list[Atom]:
    """The parts of a bracket if it holds nothing but marked parts."""
    inner: list[Atom] = []
    for a, b in masking.part(text[start:end], ",;"):
        inner += _piece(text, start + a, start + b)
    inner = list(_joined_dates(inner))
    kinds = {atom.kind for atom in inner}
    if not inner or kinds <= {"years", "number", "text", "quoted"}:
        return []
    if "text" not in kinds:
        return inner if kinds & _IMPRINT_ONLY else []
    dated = kinds & {"year", "thesis"} and inner[0].kind != "year"
    return (
        [_as_publisher(atom) for atom in inner]
        if dated and kinds & {"place", "publisher", "year", "thesis"}
        else []
    )


def _as_publisher(atom: Atom) -> Atom:
    return atom._replace(kind="publisher") if atom.kind == "text" else atom


def _whole(phrase: str, start: int) -> list[Atom]:
    """The phrase as one marked part."""
    if form := shortforms.find(phrase):
        return _short(phrase, start, form)
    bare = phrase.rstrip(" .")
    for tried in (phrase, bare, _BRACKET_AFTER.sub("", phrase)):
        if found := anchors.read(tried):
            kind, value, a, b = found
            kind = "volume" if kind == "volumetitle" else kind
            return [Atom(kind, value, start + a, start + b)]
    if _THESIS.search(phrase) and len(phrase) < 90:
        return [Atom("thesis", bare, start, start + len(bare))]
    if is_publisher(bare):
        return list(_place_in_publisher(phrase, bare, start))
    return []


def _short(phrase: str, start: int, found: shortforms.Found) -> list[Atom]:
    _, a, b = found
    return (
        [
            *_piece(phrase, 0, a),
            Atom("short", phrase[a:b], a, b),
            *_piece(phrase, b, len(phrase)),
        ]
        if start == 0
        else [_moved(atom, start) for atom in _short(phrase, 0, found)]
    )


def _moved(atom: Atom, by: int) -> Atom:
    return atom._replace(start=atom.start + by, end=atom.end + by)


def is_publisher(phrase: str) -> bool:
    """Whether the words of `phrase` make it a publisher.

    >>> is_publisher("Türk Tarih Kurumu Basımevi"), is_publisher("Oxford University Press")
    (True, True)
    >>> is_publisher("Osmanlı Tarihi"), is_publisher("Remzi"), is_publisher("Remzi Beyin Evi Yok")
    (False, True, False)
    """
    words = [word.rstrip(".,") for word in phrase.split()]
    if not words or len(words) > 9 or phrase[:1].islower() or "“" in phrase:
        return False
    if words[-1] in knowledge.word_set("publisher_ends") or phrase in knowledge.word_set(
        "publisher_names"
    ):
        return len(words) > 1 or phrase in knowledge.word_set("publisher_names")
    cues = knowledge.word_set("publishers")
    return any(word in cues for word in words)


def _place_in_publisher(phrase: str, bare: str, start: int) -> Iterator[Atom]:
    """A publisher, and the place or year that stands beside it without a comma."""
    if place_year := _place_year(bare, start):
        yield from place_year
        return
    left, gap, right = bare.rpartition(" ")
    if gap and anchors.is_place(right) and is_publisher(left):
        yield Atom("publisher", left, start, start + len(left))
        yield Atom("place", right, start + len(left) + 1, start + len(bare))
    elif (colon := _COLON.search(bare)) and len(bare[: colon.start()].split()) <= 3:
        yield Atom("place", bare[: colon.start()], start, start + colon.start())
        yield Atom("publisher", bare[colon.end() :], start + colon.end(), start + len(bare))
    else:
        value = phrase if phrase.endswith(("Yay.", "yay.", "Co.", "Ltd.", "Inc.")) else bare
        yield Atom("publisher", value, start, start + len(value))


def _place_year(bare: str, start: int) -> list[Atom]:
    """ "İstanbul 1999", "Remzi Kitabevi İstanbul 1999": the year, and what stands before it."""
    found = _PLACE_YEAR.match(bare)
    if not found:
        return []
    left = found["left"].rstrip(" ,.:")
    year = Atom("year", found["year"], start + found.start("year"), start + found.end("year"))
    if found["left"].endswith(".") and anchors.is_place(f"{left}."):
        left = f"{left}."
    if anchors.is_place(left) or anchors.is_place(f"{left}."):
        return [Atom("place", left, start, start + len(left)), year]
    words = left.split()
    for take in range(1, min(3, len(words) - 1) + 1):
        place = " ".join(words[-take:])
        rest = left[: len(left) - len(place)].rstrip(" ,–-/")
        if anchors.is_place(place) and is_publisher(rest):
            at = start + len(left) - len(place)
            publisher = Atom("publisher", rest, start, start + len(rest))
            return [publisher, Atom("place", place, at, start + len(left)), year]
    return [Atom("publisher", left, start, start + len(left)), year] if is_publisher(left) else []


def _peeled(text: str, start: int, end: int) -> list[Atom]:
    """Marked parts at the end or the head of a longer phrase, taken off one by one."""
    phrase = text[start:end]
    bare = phrase.rstrip(" .")
    if place_year := _place_year(bare, start):
        return place_year
    if found := anchors.read_suffix(phrase):
        kind, value, a, b, at = found
        if at > 0 and (kind not in {"chapter", "volume"} or _free_to_peel(phrase, at)):
            return [*_piece(text, start, start + at), Atom(kind, value, start + a, start + b)]
    if place := _last_place(phrase):
        return [
            *_piece(text, start, start + place),
            Atom("place", phrase[place:], start + place, end),
        ]
    return _peeled_left(text, start, end)


def _role_after_stroke(text: str, start: int, end: int) -> list[Atom]:
    """ "Vostoçnıy vopros / Otv. red. N. S. Kinyapina. M.": the editor after a stroke."""
    for found in re.finditer(r"\s/\s", text[start:end]):
        at, stop = start + found.end(), end
        for tail in re.finditer(r"(?<=[^\W\d_]{3})\.\s+", text[at:end]):
            if names.parse(re.sub(r"^(?:\w+\.\s)+", "", text[at : at + tail.start()])):
                stop = at + tail.start()
        role = anchors.read(text[at:stop].rstrip(" ."))
        if role and role[0] in ("editors", "translators") and role[1]:
            rest = _piece(text, stop, end) if stop < end else []
            made = Atom(role[0], role[1], at + role[2], at + role[3])
            return [*_piece(text, start, start + found.start()), made, *rest]
    return []


def _free_to_peel(phrase: str, at: int) -> bool:
    """A lone letter before a number is a mark only after a stop or in a note of numbers."""
    return (
        phrase[:at].rstrip()[-1:] in ".,:)”"
        or phrase[at : at + 2].strip(".").isalpha()
        or phrase[at].isupper()
    )


def _last_place(phrase: str) -> int:
    """Where a place begins that ends a phrase after a number: "No 1. M."; 0 if there is none."""
    for found in re.finditer(r"(?<=[\d)?IVXLC])[.,\s]+(?=[A-ZÇĞİÖŞÜ])", phrase):
        place = phrase[found.end() :].strip()
        if len(place) <= 24 and anchors.is_place(place):
            return found.end()
    return 0


def _peeled_left(text: str, start: int, end: int) -> list[Atom]:
    phrase = text[start:end]
    for found in re.finditer(r"\.\s+|(?<=\d)\s+|(?<=[IVX])\s+", phrase):
        head = phrase[: found.start()].strip()
        if len(head) > 30:
            break
        read = anchors.read(head)
        if read and read[0] in {
            "volume",
            "issue",
            "volumeissue",
            "year",
            "date",
            "edition",
            "session",
            "pages",
        }:
            kind, value, a, b = read
            rest = _piece(text, start + found.end(), end)
            if rest and kind != "year":
                return [Atom(kind, value, start + a, start + b), *rest]
            if rest and rest[0].kind != "text":
                return [Atom(kind, value, start + a, start + b), *rest]
    if author := _author_before_title(phrase):
        return [
            Atom("text", phrase[:author], start, start + author),
            *_piece(text, start + author, end),
        ]
    return []


def _author_before_title(phrase: str) -> int:
    """ "Lenin V. İ. Polnoe sobranie": where the name ends; 0 if there is none."""
    found = _NAME_FIRST.match(phrase)
    if not found or names.surely_person(phrase) or len(names.parse(phrase)) > 1:
        return 0
    return len(found[0].rstrip()) if names.parse(found[0].strip()) else 0


def _colon(text: str, start: int, end: int) -> list[Atom]:
    """ "İstanbul: İletişim": a place and its publisher; "12: 45" is a pair and read before."""
    phrase = text[start:end]
    found = _COLON.search(phrase)
    if found and anchors.is_place(phrase[: found.start()].strip()):
        at, value = start + found.end(), phrase[found.end() :].rstrip(" .")
        return [
            Atom("place", phrase[: found.start()], start, start + found.start()),
            *(_place_year(value, at) or [Atom("publisher", value, at, at + len(value))]),
        ]
    return []


def _free(phrase: str, start: int) -> Atom:
    bare = phrase.rstrip(" .") if not names.parse(phrase) else phrase
    return Atom("text", bare, start, start + len(bare))


def _joined_dates(found: list[Atom]) -> Iterator[Atom]:
    """ "March 5" and "1923" are one date."""
    at = 0
    while at < len(found):
        atom = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        if atom.kind == "daymonth" and following and following.kind == "year":
            yield Atom("date", f"{atom.value}, {following.value}", atom.start, following.end)
            at += 1
        elif atom.kind == "year" and following and following.kind == "daymonth":
            yield Atom("date", f"{following.value} {atom.value}", atom.start, following.end)
            at += 1
        else:
            yield atom
        at += 1
