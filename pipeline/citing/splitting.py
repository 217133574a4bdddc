"""A note into its citations and comments.

Semicolons part citations. A full stop parts them only where what stands before it is complete and
what follows begins something new: a lead-in, a sentence, another author.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.citing import (
    anchors,
    archives,
    atoms,
    knowledge,
    leading,
    masking,
    names,
    note_references,
    shortforms,
)
from pipeline.text import casing

_STOP = re.compile(r"(?<=[.!?…])[”\"’»)]?\s+(?=[^\s\W]|[“\"«„(])")
_PAGE = re.compile(r"(?<!\w)(?:s|ss|sh|sf|p|pp|str|vr|l)\s?[.:]\s{0,3}(?:\d|[ivxlc]+\b)")
_YEAR = re.compile(rf"[\s,(-]{anchors.YEAR}[a-f]?(?=[,.;:)\]\s]|$)")
_COMPLETE = re.compile(r"(?:\d[a-z]?|\bvd|\bvdd|\bff|[)\]”\"?]|\bpassim|\b[ivxlc]+)\s*\.?\s*$")
_URL = re.compile(r"https?://|www\.|doi\.org|\bdoi:")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:[’'][^\W\d_]+)?)[”\"’»)]?\s*[.!?…]?\s*$")
_JOINED = re.compile(
    r"(?<=[\d)])(?:,\s+|\s+(?:ve|and)\s+)(?=(?:[A-ZÇĞİÖŞÜ][\w.’'-]*\s?){1,5},\s+(?:[“\"]|a\.\s?g|op\.\s?cit))"
)
_CROSS_REFERENCE = re.compile(
    rf"(?:{'|'.join(knowledge.words('cross_references'))})(?:\W|$)|\d{{1,3}}(?:\.|\s(?:no|nu)[’\w]*)?\s(?:dip)?not"
)
MIN_COMMENT_WORDS = 3  # shorter stretches without a mark are rather pieces of a citation


_AFTER_QUOTED = re.compile(
    r"(?<=\d)[’'](?:d[ae]n|t[ae]n)\s+(?P<lead>(?:aktaran|nakleden|naklen|akt\.|zikreden|iktibasen)\s?:?)\s+(?=[A-ZÇĞİÖŞÜ])"
)


class Part(NamedTuple):
    """A stretch of a note: a citation with its lead-in, or a comment."""

    start: int
    end: int
    cites: bool
    signal: str = ""
    relation: str = ""


def split(note: str) -> tuple[Part, ...]:
    """The citations and comments of a note.

    >>> note = "Bkz. Mango, Atatürk, s. 5; Lenin, a.g.e., s. 7. Bu görüş tartışmalıdır."
    >>> parts = split(note)
    >>> [note[p.start:p.end] for p in parts]
    ['Mango, Atatürk, s. 5', 'Lenin, a.g.e., s. 7', 'Bu görüş tartışmalıdır.']
    >>> [p.signal for p in parts], [p.cites for p in parts]
    (['Bkz.', '', ''], [True, True, False])
    """
    parts: list[Part] = []
    carried = ""
    note = shortforms.mended(note)
    for start, end in _units(note):
        for part in _unit(note, start, end, carried):
            parts.append(part)
            if part.cites:
                shelf = archives.read(note[part.start : part.end], carried)
                carried = shelf.archive if shelf else ""
    return tuple(parts)


def _units(note: str) -> Iterator[tuple[int, int]]:
    for start, end in _semicolons(note):
        at = start
        for cut in _stops(note, start, end):
            yield at, cut
            at = cut
        yield at, end


def _semicolons(note: str) -> list[tuple[int, int]]:
    """Between semicolons; "M.; L." and a list of pages are not parted."""
    merged: list[tuple[int, int]] = []
    for start, end in masking.part(note, ";"):
        phrase = note[start:end].strip(" .")
        if merged and (_is_tail(phrase) or _is_head(note[merged[-1][0] : merged[-1][1]])):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _is_tail(phrase: str) -> bool:
    """What follows a semicolon but goes on with the citation before it: a second place, a page."""
    if not phrase:
        return True
    if re.fullmatch(r"[\d\s–-]+", phrase):
        return True
    head = re.split(r"[,:]", phrase, maxsplit=1)[0].strip()
    return anchors.is_place(head) and bool(_YEAR.search(f" {phrase[:40]}")) and "“" not in phrase


def _is_head(phrase: str) -> bool:
    """Whether a stretch before a semicolon is only the first of several authors."""
    phrase = phrase.strip()
    return (
        bool(re.fullmatch(r"[^\d,“\"]{3,40},\s[^\d,“\"]{1,30}", phrase))
        and names.surely_person(" ".join(reversed(phrase.rstrip(".").split(", "))))
        and shortforms.find(phrase) is None
    )


def _stops(note: str, start: int, end: int) -> Iterator[int]:
    """Where a full stop, or a comma before another author, ends a citation or a sentence."""
    mask = masking.protected(note)
    at = start
    candidates = sorted(
        {m.end() for m in _STOP.finditer(note, start, end)}
        | {m.end() for m in _JOINED.finditer(note, start, end)}
    )
    for index, cut in enumerate(candidates):
        if mask[cut - 1] and note[cut - 2] not in '”"’»)':
            continue
        if anchors.is_ordinal(note, note.rfind(".", at, cut)):
            continue
        following = candidates[index + 1] if index + 1 < len(candidates) else end
        if _parts(note[at:cut], note[cut:following], note[cut:end]):
            yield cut
            at = cut


def _parts(left: str, right: str, rest: str) -> bool:
    """Whether a citation or sentence ends between `left` and `right`."""
    if not left.strip(" .,;()"):
        return False
    if _ends_in_lead(left):
        return False
    if leading.begins(rest):
        return True
    if left.rstrip().endswith(","):
        return True
    if is_sentence(left) and not _ends_in_abbreviation(left):
        return True
    if not _COMPLETE.search(left.rstrip(" .")) and not shortforms.find(_last_phrase(left)):
        return False
    if not cites(left):
        return False
    if _continues(right) or _ends_in_initial(left):
        return False
    prose = is_sentence(right) or _is_prose(right)
    return (prose and not cites(right)) or _begins_citation(rest)


def _ends_in_lead(left: str) -> bool:
    """Whether the stop before a cut is the dot of a lead-in."""
    found = leading.find(f"{left.rstrip()} X")
    return found is not None and found.end >= len(left.rstrip())


def _is_prose(text: str) -> bool:
    """Whether most words begin in lower case, as no field of a citation does."""
    words = re.findall(r"[^\W\d_]+", text)
    small = sum(word[:1].islower() for word in words)
    return len(words) > MIN_COMMENT_WORDS and small * 10 >= len(words) * 7


def _last_phrase(text: str) -> str:
    return text.rstrip(" ").rpartition(",")[2]


def _ends_in_abbreviation(left: str) -> bool:
    return bool(
        re.search(r"(?:\b[A-ZÇĞİÖŞÜ]|\b(?:vb|vs|vd|bkz|Bkz|Dr|Prof|No|Nr|St|yy))\.\s*$", left)
    )


def _ends_in_initial(left: str) -> bool:
    """Whether the stop is that of an initial: "I.B. Tauris"."""
    return bool(re.search(r"(?<![\w])(?:[A-ZÇĞİÖŞÜ]\.\s?)*[A-ZÇĞİÖŞÜ]\.\s*$", left))


def _continues(right: str) -> bool:
    """Whether `right` begins with a mark that still belongs to the citation before it."""
    head = re.split(r"[.,]\s", right.strip(), maxsplit=2)[0].strip(" .,")
    if anchors.is_place(head) or anchors.is_place(head + "."):
        return True
    first = anchors.read(head)
    return (
        first is not None and first[0] not in ("editors", "translators", "date", "daymonth")
    ) or bool(re.match(r"(?:C|T|Vol|No|S|s|Gl|op|d|l|F|M|L|p|pp|ss)\.?\s?[\d,IVX]", right))


def _begins_citation(rest: str) -> bool:
    """Whether `rest` begins with an author or an archive and prints a mark of its own."""
    if not cites(rest):
        return False
    if archives.read(rest):
        return True
    head = masking.part(rest, ",")[0]
    return bool(names.parse(rest[head.start : head.end].strip()))


def is_sentence(text: str) -> bool:
    """Whether `text` is running prose: it ends in a verb, or has small words of prose.

    >>> is_sentence("13 Aralık 1922’de cumhuriyetlere dönüştürüldü.")
    True
    >>> is_sentence("Atatürk, L., 1999")
    False
    """
    stripped = text.strip()
    words = stripped.split()
    if len(words) < MIN_COMMENT_WORDS:
        return False
    last = _LAST_WORD.search(stripped)
    if last and last[1][:1].islower() and len(last[1]) > 3 and stripped[-1:] in ".!?…”)":
        low = casing.lower(last[1], "tr")
        if any(
            low.endswith(ending) for ending in knowledge.words("finite_endings")
        ) and not cites_loosely(last[0]):
            return not _PAGE.search(stripped[-25:])
    bare = [word.strip(",.;:()“”") for word in words]
    small = sum(word in knowledge.word_set("sentence_words") for word in bare)
    small += sum(word in knowledge.word_set("sentence_verbs") for word in bare)
    return small >= 2 and small * 12 >= len(words) and not _PAGE.search(stripped)


def cites_loosely(text: str) -> bool:
    """Whether there is any digit at the very end."""
    return text[-2:].strip(".")[-1:].isdigit()


@lru_cache(maxsize=1 << 16)
def cites(text: str) -> bool:
    """Whether `text` prints what only a citation prints.

    >>> cites("Mango, Atatürk, s. 5"), cites("Lenin, a.g.e."), cites("Bu, 1921’de oldu.")
    (True, True, False)
    """
    if _PAGE.search(text) or _URL.search(text) or archives.read(text):
        return True
    if note_references.find(text) and not is_sentence(text):
        return True
    pieces = [text[a:b].strip() for a, b in masking.part(text, ",;")]
    if any(shortforms.find(piece) for piece in pieces):
        return True
    kinds = [atom.kind for atom in atoms.read(text.strip())] if len(text) < 900 else []
    if "access" in kinds or "url" in kinds:
        return True
    imprint = {"year", "place", "publisher", "volume", "issue", "pages", "edition", "pair"} & set(
        kinds
    )
    if is_sentence(text):
        return "year" in kinds and len(imprint) >= 2 and kinds[-1] in ("year", "number", "pages")
    if "date" in kinds or "thesis" in kinds or "month" in kinds:
        return "text" in kinds or "quoted" in kinds
    if imprint and ("text" in kinds or "quoted" in kinds) and len(kinds) > 1:
        return True
    return kinds[-1:] == ["number"] and len(kinds) >= 2 and bool({"text", "quoted"} & set(kinds))


def _unit(note: str, start: int, end: int, carried: str) -> Iterator[Part]:
    """A stretch as a citation after its lead-in, or as a comment."""
    start, end = _trim(note, start, end)
    if start >= end:
        return
    lead = leading.find(note[start:end])
    chain = _AFTER_QUOTED.search(note, start, end)
    if chain and lead and start + lead.at > chain.start():
        lead = None
    if lead and (inside := _bracketed(note, start, end, start + lead.end)):
        yield from _in_brackets(
            note, start, end, start + lead.start, start + lead.end, inside, lead.relation
        )
        return
    body = start + lead.end if lead else start
    body, _ = _trim(note, body, end)
    text = note[body:end]
    if not text.strip(" .") or (lead and _points_nowhere(text, lead.relation)):
        yield Part(start, end, False)
        return
    if chain and cites(note[body : chain.start()]):
        signal = note[start : start + lead.end].strip() if lead else ""
        yield Part(body, chain.start(), True, signal, "original")
        yield Part(chain.end(), _without_stop(note, chain.end(), end), True, chain["lead"], "")
    elif lead or cites(text) or archives.read(text, carried):
        stop = _without_stop(note, body, end)
        signal = note[start : start + lead.end].strip() if lead else ""
        yield Part(body, stop, True, signal, lead.relation if lead else "")
    else:
        yield Part(start, end, False)


def _points_nowhere(text: str, relation: str) -> bool:
    """Whether a lead-in is followed by no source: a table, a note to come, a mere aside."""
    if _CROSS_REFERENCE.match(text):
        return note_references.find(text) is None
    return relation == "also" and not cites(text)


def _without_stop(note: str, body: int, end: int) -> int:
    stop = end
    while stop > body and note[stop - 1] in " .,;":
        stop -= 1
    return _with_stop(note, body, stop)


def _with_stop(note: str, body: int, stop: int) -> int:
    """Keep the dot of an abbreviation at the end: "a.g.e." """
    if (
        stop < len(note)
        and note[stop] == "."
        and shortforms.read(_last_phrase(note[body : stop + 1]))
    ):
        return stop + 1
    return stop


def _bracketed(note: str, start: int, end: int, at: int) -> int:
    """The end of the bracket that holds position `at`, or 0."""
    for a, b in masking.brackets(note[start:end]):
        if start + a < at < start + b and a > 0:
            return start + b - 1
    return 0


def _in_brackets(
    note: str, start: int, end: int, lead: int, body: int, close: int, relation: str
) -> Iterator[Part]:
    """ "Bu doğrudur (bkz. Mango, s. 5)." is a comment and a citation."""
    opening = note.rfind("(", start, lead + 1)
    yield Part(start, opening if opening > start else lead, False)
    a, b = _trim(note, body, close)
    yield Part(a, b, True, note[lead:body].strip(), relation)
    if note[close + 1 : end].strip(" ."):
        yield Part(close + 1, end, False)


def _trim(note: str, start: int, end: int) -> tuple[int, int]:
    while start < end and note[start] in " \t\n,;.":
        start += 1
    while end > start and note[end - 1] in " \t\n,;":
        end -= 1
    return start, end
