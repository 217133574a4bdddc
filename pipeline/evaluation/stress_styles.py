"""How the stress set prints a work: conventions of notes, full and short."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.evaluation.stress_works import Invented
from pipeline.text import casing

Render = Callable[[Invented, str], tuple[str, dict[str, object]]]


@dataclass(frozen=True, slots=True)
class Style:
    """A convention: how a work is printed in full, by its short form, and after itself."""

    name: str
    langs: tuple[str, ...]
    full: Render
    short: Render  # with the author
    again: Render | None  # the work just cited; None if the convention has no such form
    lead: str
    told_by: str = "author"  # what a short form of this convention prints


def _names(work: Invented, joint: str, order: str = "given") -> str:
    pairs = list(zip(work.given, work.family, strict=True))
    if order == "caps":
        return joint.join(f"{casing.upper(f, 'tr')}, {g}" for g, f in pairs)
    if order == "initials":
        return ", ".join(f"{f} {g[0]}." for g, f in pairs)
    return joint.join(f"{g} {f}" for g, f in pairs)


def _fields(work: Invented, page: str, **printed: str) -> dict[str, object]:
    """What a full reference prints."""
    if work.kind == "archival":
        return {"printed": {}, "type": "archival", "form": "full",
                "archival": {"archive": "BOA", "shelfmark": work.shelfmark}}  # fmt: skip
    authors = [f"{f}, {g}" for g, f in zip(work.given, work.family, strict=True)]
    values: dict[str, object] = {"authors": authors, "title": work.title, "pages_all": [page]}
    values |= {name: value for name, value in printed.items() if value}
    return {"printed": values, "type": work.kind, "form": "full"}


def _short_fields(work: Invented, form: str, **printed: object) -> dict[str, object]:
    return {"printed": printed, "type": work.kind, "form": form}


def _archival(work: Invented) -> str:
    return f"BOA, {work.shelfmark}"


def _imprint(work: Invented) -> dict[str, str]:
    container = work.container if work.kind in ("article", "chapter") else ""
    volume = work.volume if work.kind in ("book", "article") else ""
    issue = work.issue if work.kind == "article" else ""
    return {"container_title": container, "volume": volume, "issue": issue, "year": work.year}


def comma(order: str, separator: str, volume: str, page: str, joint: str) -> Render:
    """Turkish classic: fields between commas, a quoted title in what holds it."""

    def render(work: Invented, at: str) -> tuple[str, dict[str, object]]:
        if work.kind == "archival":
            return _archival(work), _fields(work, at)
        who = _names(work, joint, order)
        place_year = f"{work.place}{separator}{work.year}"
        title = f"“{work.title}”" if work.kind in ("article", "chapter") else work.title
        parts = [who, title]
        printed = {**_imprint(work), "place": work.place, "publisher": ""}
        if work.kind in ("article", "chapter"):
            parts.append(work.container)
        if printed["volume"]:
            parts.append(f"{volume}{work.volume}")
        if printed["issue"]:
            parts.append(f"S. {work.issue}")
        if work.kind == "thesis":
            parts.append("Yayımlanmamış Doktora Tezi")
        elif work.kind != "article":
            parts.append(work.publisher)
            printed["publisher"] = work.publisher
        fields = _fields(work, at, **printed)
        if order == "caps" and isinstance(fields["printed"], dict):
            fields["printed"]["authors"] = _names(work, "; ", "caps").split("; ")
        if order == "initials" and isinstance(fields["printed"], dict):
            fields["printed"]["authors"] = [
                f"{f}, {g[0]}." for g, f in zip(work.given, work.family, strict=True)
            ]
        return ", ".join([*parts, place_year, f"{page}{at}"]), fields

    return render


def bracket(issue: str, joint: str, last: str) -> Render:
    """İSNAD and Chicago: the imprint in brackets."""

    def render(work: Invented, at: str) -> tuple[str, dict[str, object]]:
        if work.kind == "archival":
            return _archival(work), _fields(work, at)
        who = _names(work, joint)
        imprint = f"({work.place}: {work.publisher}, {work.year})"
        printed = {**_imprint(work), "place": work.place, "publisher": work.publisher}
        inside = issue == "/"
        close = "”," if inside else ",”"
        if work.kind == "article":
            printed |= {"place": "", "publisher": "", "volume": work.volume or "7"}
            between = "/" if inside else ", no. "
            number = f"{printed['volume']}{between}{work.issue}"
            text = f"{who}, “{work.title}{close} {work.container} {number} ({work.year}){last}{at}"
        elif work.kind == "chapter":
            link = "" if inside else "in "
            text = f"{who}, “{work.title}{close} {link}{work.container} {imprint}, {at}"
        elif work.kind == "thesis":
            school = f"({work.place}: Gazi Üniversitesi, Doktora Tezi, {work.year})"
            printed["publisher"] = "Gazi Üniversitesi"
            text = f"{who}, {work.title} {school}, {at}"
        else:
            printed["volume"] = ""
            text = f"{who}, {work.title} {imprint}, {at}"
        return text, _fields(work, at, **printed)

    return render


def gost(work: Invented, at: str) -> tuple[str, dict[str, object]]:
    """Russian: initials after the family name, full stops between fields."""
    if work.kind == "archival":
        return f"RGASPİ, F. {work.first}, op. {work.issue}, d. {work.last}", {
            "printed": {}, "type": "archival", "form": "full",
            "archival": {"archive": "RGASPİ", "fond": str(work.first), "opis": work.issue,
                         "delo": str(work.last)},
        }  # fmt: skip
    who = _names(work, ", ", "initials")
    authors = [f"{f}, {g[0]}." for g, f in zip(work.given, work.family, strict=True)]
    if work.kind in ("article", "chapter"):
        text = f"{who} {work.title} // {work.container}. {work.year}. № {work.issue}. s. {at}"
        printed = {"container_title": work.container, "year": work.year, "issue": work.issue}
    else:
        text = f"{who} {work.title}. {work.place}, {work.year}. s. {at}"
        printed = {"place": work.place, "year": work.year}
    fields = _fields(work, at, **printed)
    if isinstance(fields["printed"], dict):
        fields["printed"]["authors"] = authors
    return text, {**fields, "type": "article" if work.kind == "chapter" else work.kind}


def marked(forms: Mapping[str, str], page: str, order: str = "family") -> Render:
    """A short form after the author's family name."""

    def render(work: Invented, at: str) -> tuple[str, dict[str, object]]:
        family = casing.upper(work.family[0], "tr") if order == "caps" else work.family[0]
        who = f"{family} {work.given[0][0]}." if order == "initials" else family
        author = f"{family}, {work.given[0][0]}." if order == "initials" else family
        form = forms.get(work.kind, forms["book"])
        stop = ". " if order == "initials" and form == "Uk. soç" else ", "
        text = f"{who}, {form}{stop}{page}{at}"
        return text, _short_fields(work, "anaphoric", authors=[author], pages_all=[at])

    return render


def bare(form: str, page: str) -> Render:
    """A short form for the work just cited."""

    def render(work: Invented, at: str) -> tuple[str, dict[str, object]]:
        return f"{form}{page}{at}", _short_fields(work, "anaphoric", pages_all=[at])

    return render


def titled(page: str, quote: str, opening: str = "“") -> Render:
    """Family name and the first words of the title."""

    def render(work: Invented, at: str) -> tuple[str, dict[str, object]]:
        short = work.title.split(" (")[0].split(", 1")[0]
        words = short.split()
        short = " ".join(words[: max(3, min(4, len(words)))])
        held = work.kind in ("article", "chapter")
        title = f"{opening}{short}{quote}" if held else f"{short},"
        text = f"{' - '.join(work.family)}, {title} {page}{at}"
        return text, _short_fields(
            work, "repeat_short", authors=list(work.family), title=short, pages_all=[at]
        )

    return render


def surname(page: str) -> Render:
    """The family name alone, as in law."""

    def render(work: Invented, at: str) -> tuple[str, dict[str, object]]:
        return f"{work.family[0]}, {page}{at}", _short_fields(
            work, "repeat_short", authors=[work.family[0]], pages_all=[at]
        )

    return render


TURKISH = {"book": "a.g.e.", "article": "a.g.m.", "chapter": "a.g.m.", "thesis": "a.g.t."}
TTK = comma("given", " ", "C. ", "s. ", " - ")
SPACED = {"book": "a. g. e."}
UNDOTTED = {"book": "age", "article": "agm", "chapter": "agm", "thesis": "agt"}
STYLES = (
    Style("ttk", ("tr", "tr", "en"), TTK, marked(TURKISH, "s. "), bare("a.g.e., ", "s. "), "Bkz. "),
    Style(
        "ttk commas", ("tr", "en"), comma("given", ", ", "C. ", "s. ", " ve "),
        marked(TURKISH, "s. "), None, "bkz. ",
    ),
    Style(
        "age without dots", ("tr",), comma("given", ", ", "Cilt ", "ss. ", " - "),
        marked(UNDOTTED, "s. "), bare("age, ", "s. "), "bk. ",
    ),
    Style(
        "spaced out a. g. e.", ("tr",), comma("given", "-", "c. ", "sh. ", ", "),
        marked(SPACED, "sh. "), bare("Aynı eser, ", "sh. "), "Krş. ",
    ),
    Style(
        "capital family name", ("tr",), comma("caps", " ", "C. ", "s. ", "; "),
        marked(TURKISH, "s. ", "caps"), None, "Ayrıca bkz. ",
    ),
    Style("short title", ("tr", "en"), TTK, titled("s. ", "”,"), None, "Bu konuda bkz. ", "title"),
    Style(
        "isnad", ("tr", "en"), bracket("/", " - ", ", "), titled("", "”,"), None, "bk. ", "title",
    ),
    Style(
        "chicago", ("en", "tr"), bracket(",", " and ", ": "), titled("", ",”"),
        bare("Ibid., ", ""), "See ", "title",
    ),
    Style(
        "chicago, turkish", ("tr",), bracket("/", " ve ", ", "), titled("", "”,"),
        bare("Age., ", ""), "Bkz. ", "title",
    ),
    Style(
        "russian, commas", ("ru",), comma("initials", ", ", "T. ", "s. ", ", "),
        marked({"book": "Uk. soç."}, "s. ", "initials"), bare("Tam je, ", "s. "), "Bakınız: ",
    ),
    Style(
        "russian, stops", ("ru",), gost, marked({"book": "Uk. soç"}, "s. ", "initials"),
        bare("Tam je. ", "s. "), "Sm. ",
    ),
    Style(
        "german", ("de",), comma("given", " ", "Bd. ", "S. ", " - "),
        marked({"book": "a.a.O."}, "S. "), bare("Ebd., ", "S. "), "Vgl. ",
    ),
    Style(
        "french", ("fr", "en"), comma("given", ", ", "t. ", "p. ", ", "),
        marked({"book": "op. cit."}, "p. "), bare("Ibid., ", "p. "), "Voir ",
    ),
    Style(
        "law", ("tr",), comma("given", ", ", "C. ", "s. ", " / "), surname("s. "), None, "Bkz. ",
    ),
)  # fmt: skip


def page_of(work: Invented, rng: random.Random) -> str:
    """A page inside the work."""
    page = rng.randint(work.first, work.last)
    if rng.random() < 0.25 and page + 3 <= work.last:
        return f"{page}-{page + rng.randint(1, 3)}"
    return str(page)
