"""Short references to what they stand for.

One pass in reading order. A short form points backwards only; what cannot be settled stays without
an antecedent; what is settled against doubt carries a warning.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.citing import anchors, identity, linking_years
from pipeline.citing.choosing import (
    by_all_words,
    by_author,
    by_name,
    by_title,
    by_words,
    from_list,
    in_container,
    of_note,
    preceding,
)
from pipeline.citing.doubts import doubts_on
from pipeline.citing.past import (
    CARRIED,
    CONTAINER,
    LISTED,
    NEAR_FILE,
    Choice,
    Earlier,
    Pair,
    Past,
    remember,
)
from pipeline.citing.reading import Reading
from pipeline.records import Citation, Resolution
from pipeline.text import casing


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
    if reading.rule == "note":
        return _settle(citation, of_note(citation, past, reading.note), past, "anaphoric")
    if reading.rule and reading.shelf:
        return _file_near(citation, past)
    if reading.rule:
        return _anaphor(citation, reading, past)
    if _carried_over(citation):
        return _settle(citation, preceding(citation, past, reading, CARRIED), past, "anaphoric")
    choice = by_name(citation, past) or by_all_words(citation, past)
    if choice is None:
        remember(past, citation, len(past.faces))
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
    known = by_name(citation, past, authors)
    if known and known.found and known.rule != "cited in full before":
        return _settle(citation, known, past, "repeat_short")
    work = known.found.work if known and known.found else len(past.faces)
    remember(past, citation, work, authors)
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
    remember(past, told, known.work if known else len(past.faces), shelf=shelf)
    return told, Resolution(
        citation.citation_id, before.citation.citation_id, NEAR_FILE, (), 0.95, ""
    )


def _repeat(citation: Citation, choice: Choice, past: Past) -> tuple[Citation, Resolution | None]:
    if choice.found is None:
        return _settle(citation, choice, past, "repeat_short")
    told = replace(citation, ref_form="repeat_full")
    remember(past, told, choice.found.work)
    return told, None


def _settle(
    citation: Citation, choice: Choice, past: Past, form: str
) -> tuple[Citation, Resolution]:
    """Record what a short reference stands for."""
    choice = _same_volume(citation, past, from_list(citation, past, choice))
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
        doubts, others = doubts_on(citation, found, past)
        warnings += doubts
        rivals = tuple(dict.fromkeys((*rivals, *others)))
    remember(
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
    remember(past, told, len(past.faces))
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


def _anaphor(citation: Citation, reading: Reading, past: Past) -> tuple[Citation, Resolution]:
    """A short form: by its title if it prints one, by its author, or the citation before."""
    persons = bool(citation.authors or citation.editors)
    if not persons and not citation.title:
        return _settle(citation, preceding(citation, past, reading), past, "anaphoric")
    choice = by_title(citation, past) if citation.title else None
    choice = choice or in_container(citation, past, reading)
    if choice is None and persons:
        choice = by_author(citation, past, "last work of the author", reading.short_type)
        if choice.found is None:
            choice = by_words(citation, past) or choice
        elif citation.title:
            choice = replace(
                choice, confidence=0.5, warning="its title differs from those of the author"
            )
    if choice is None and reading.rule in ("previous", "place"):
        choice = preceding(citation, past, reading)
    choice = choice or Choice(
        None, "title beside a short form", (), 0.0, "no earlier citation has its words"
    )
    return _settle(citation, choice, past, "anaphoric")
