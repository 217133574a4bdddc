"""Shelfmarks of archives: which archive, its code, and where in the file.

Russian archives count fond, opis, delo and list. Turkish and western ones print a code after
their name, which is kept as printed.
"""

import re
from functools import cache
from typing import NamedTuple

from pipeline.citing import knowledge

_SEP = r"[\s.,;:]{0,4}"
_LEAVES = r"\d[\d\-–—,\s]*(?:\s?(?:ob|об|verso|a|b)\b\.?)?"
_RUSSIAN = re.compile(
    rf"""(?<!\w)(?:[Ff]|[Ff]ond|Ф|ф|Фонд)\s?[.,:]?\s?(?P<fond>\d+\w?(?:/\d+)?)
    (?:{_SEP}(?:[Oo]p|[Oo]pis|[Oo]n|О[пП]|оп|[İi]nv)\s?[.,:]?\s?(?P<opis>\d+\w?(?:/\d+)?))?
    (?:{_SEP}(?:[Pp]ap(?:ka)?|[Pp]|п|Пап)\s?[.,:]?\s?(?P<papka>\d+))?
    (?:{_SEP}(?:[Dd]|[Dd]elo|[Ee]d\.\s?[Hh]r|Д|д|Ед\.\s?хр)\s?[.,:]?\s?(?P<delo>\d+\w?))?
    (?:{_SEP}(?:[Ll]{{1,2}}|[Ll]ist|Л{{1,2}}|л{{1,2}})\s?[.,:]?\s?(?P<list>{_LEAVES}))?""",
    re.VERBOSE,
)
_ACRONYM = re.compile(r"[A-ZÇĞİÖŞÜА-Я]{2,8}(?:[ -][A-ZÇĞİÖŞÜА-Я]{2,4})?")
_NAMED = re.compile(
    r"(?P<name>[A-ZÇĞİÖŞÜÂÎ][^,;:()\d]{3,90}?\s(?:Arşivi|Arşiv|Archives?|Archiv|Archivio|arhiv|arhivı|Arxivi))"
    r"(?P<acronym>\s?[(\[][^()]{2,20}[)\]])?(?=\s?[,:;.])"
)
_SERIES = re.compile(r",\s(?P<mark>(?:FO|CAB|WO|CO|HO|ADM)\s?\d{1,4}/[\w/.]*\w)")
_CODE_START = re.compile(
    r"[A-ZÇĞİÖŞÜ]{1,6}(?:[.}{()]{1,2}\s?[A-ZÇĞİÖŞÜ\d]{1,8}[’']?){0,4}[.}{)]?[,:]?\s(?:[A-Za-z]{1,5}\.?\s?[:.]?\s?)?\d"
)


class Shelf(NamedTuple):
    """What a shelfmark says; `list` and `locator` point into the file."""

    archive: str = ""
    fond: str = ""
    opis: str = ""
    delo: str = ""
    list: str = ""
    shelfmark: str = ""
    locator: str = ""
    year: str = ""


@cache
def _forms() -> re.Pattern[str]:
    """Any known archive at the head of a text, with its short form in brackets after it."""
    names = knowledge.alternation(form for form, _ in knowledge.archives())
    return re.compile(
        rf"(?P<form>{names})(?!\w)(?:[’']?(?:n[ıiuü]n|[ıiuü]n|d[ae]))?(?:\s?[(\[](?P<short>[^()\[\]]{{2,24}})[)\]])?"
    )


@cache
def _archive_of() -> dict[str, knowledge.Archive]:
    return dict(knowledge.archives())


def read(text: str, carried: str = "") -> Shelf | None:
    """The shelfmark that `text` is, or None. `carried` is the archive of the citation before it.

    >>> read("RGASPİ, F.544, op. 3, d. 122, l,19-20")[:5]
    ('RGASPİ', '544', '3', '122', '19-20')
    >>> read("BOA, HR.SYS, 2096/3")[5:6], read("BOA, HR.SYS, 2096/3").fond
    (('HR.SYS, 2096/3',), 'HR.SYS')
    >>> read("Andrew Mango, Atatürk, L., 1999, s. 287") is None
    True
    """
    body = text.strip().rstrip(".")
    head = _head(body)
    if head is None:
        return _inner(body) or _headless(body, carried)
    archive, scheme, rest = head
    return _shelf(archive, scheme, rest)


def _head(body: str) -> tuple[str, str, str] | None:
    """The archive that `body` begins with: short form, scheme, what follows."""
    if found := _forms().match(body):
        archive = _archive_of()[found["form"]]
        rest = body[found.end() :].lstrip(" ,.:;/")
        if (again := _forms().match(rest)) and _is_same(archive, again["form"]):
            rest = rest[again.end() :].lstrip(" ,.:;/")
        if not any(char.isdigit() for char in rest):
            return None
        if archive.name == "FO":
            rest = body
        named = found["short"] or ""
        short = named if _ACRONYM.fullmatch(named) else archive.name
        return short, archive.scheme, rest
    if found := _NAMED.match(body):
        rest = body[found.end() :].lstrip(" ,.:;/")
        if not any(char.isdigit() for char in rest):
            return None
        acronym = (found["acronym"] or "").strip(" ()[]")
        scheme = "russian" if _RUSSIAN.match(rest) else "turkish"
        return acronym or found["name"], scheme, rest
    found = re.match(
        r"(?:[^,]{5,90}\()?(?P<short>[A-ZÇĞİÖŞÜА-Я][A-ZÇĞİÖŞÜА-Яa-z ]{1,10})\)?[,.:]?\s", body
    )
    if found and (shelf := _RUSSIAN.match(body[found.end() :])) and shelf["opis"]:
        return found["short"].strip(), "russian", body[found.end() :]
    return None


_WITHIN = re.compile(
    rf"""(?:(?:[Ff]|Ф)\s?\.\s?(?P<fond>\d+)[\s.,;:]*)?(?:(?:[Oo]p|Оп|оп)\s?\.?\s?(?P<opis>\d+\w?(?:/\d+)?)[\s.,;:]*)?
    (?:(?:[Dd]|Д|д)\s?\.\s?(?P<delo>\d+\w?)[\s.,;:]*)?(?:(?:[Ll]{{1,2}}|Л{{1,2}}|л{{1,2}})\s?[.,]\s?(?P<list>{_LEAVES}))?""",
    re.VERBOSE,
)


def read_within(text: str) -> Shelf | None:
    """What follows a short form of a file: "d. 118, l. 2-3", "l. 9"; None if it is no such thing.

    >>> read_within("d. 118, l. 2-3")[2:5]
    ('', '118', '2-3')
    >>> read_within("s. 5") is None
    True
    """
    body = text.strip(" .,")
    found = _WITHIN.fullmatch(body) if body else None
    if not found:
        return None
    field = {k: (v or "").strip(" ,.") for k, v in found.groupdict().items()}
    return Shelf("", field["fond"], field["opis"], field["delo"], field["list"], "", field["list"])


def _is_same(archive: knowledge.Archive, form: str) -> bool:
    """Whether a second name is that of the same archive: "BCA, Cumhuriyet Arşivi, 30.1"."""
    other = _archive_of()[form]
    return other.scheme == archive.scheme and other.name != "FO"


def _inner(body: str) -> Shelf | None:
    """ "Lowther to Grey, 13 April 1909, FO 371/771, The National Archives": the letter first."""
    found = _SERIES.search(body)
    if not found or "“" in body[: found.start()]:
        return None
    named = next((form for form, _ in knowledge.archives() if form in body[found.end() :]), "")
    archive = _archive_of()[named].name if named else "TNA"
    return Shelf(archive, _fond(found["mark"]), shelfmark=found["mark"])


def _headless(body: str, carried: str) -> Shelf | None:
    """A shelfmark after another of the same archive: "BOA, A, 1/2; HR.SYS, 3/4"."""
    if not carried:
        return None
    scheme = next((a.scheme for form, a in knowledge.archives() if form == carried), "turkish")
    if scheme == "russian":
        found = _RUSSIAN.fullmatch(body)
        return _shelf(carried, scheme, body) if found else None
    return _shelf(carried, scheme, body) if _CODE_START.match(body) else None


def _shelf(archive: str, scheme: str, rest: str) -> Shelf | None:
    if found := _RUSSIAN.match(rest) if scheme == "russian" else None:
        field = {k: (v or "").strip(" ,.") for k, v in found.groupdict().items()}
        papka = f", p. {field['papka']}" if field["papka"] else ""
        return Shelf(
            archive, field["fond"], field["opis"], field["delo"], field["list"],
            rest[: found.end("delo")].strip(" ,.") if papka else "", field["list"],
        )  # fmt: skip
    return _coded(archive, rest.strip(" ,"))


def _coded(archive: str, rest: str) -> Shelf:
    """The code of a Turkish or western archive, without a date or leaf after it."""
    mark, locator, year = rest, "", ""
    if found := _tail_date().search(mark):
        years = re.findall(r"(?<!\d)\d{4}(?!\d)", found["v"])
        mark, year = mark[: found.start()].rstrip(" ,"), years[-1] if years else ""
    if found := _tail_leaf().search(mark):
        mark, locator = mark[: found.start()].rstrip(" ,"), found["v"]
    return Shelf(archive, _fond(mark), shelfmark=mark, locator=locator, year=year)


@cache
def _tail_date() -> re.Pattern[str]:
    months = knowledge.month_words()
    return re.compile(
        rf"[,;(]\s*(?P<v>(?:\d{{1,2}}\s?[-–]\s?)?(?:\d{{1,2}}\s)?(?:{months})\s(?:[HhRr]\.?\s?)?\d{{4}}[^,;]{{0,40}}"
        rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}[^,;]{{0,30}}|[HhRrMm](?:\.?\s|-)\d[\d.\s/HhRrMm-]{{3,40}}"
        rf"|\d{{1,2}}\s[A-ZÇĞİÖŞÜa-zşç]{{1,2}}\s?[.]?\s?1?[23]\d\d[^,;]{{0,30}})\)?$"
    )


@cache
def _tail_leaf() -> re.Pattern[str]:
    return re.compile(
        r"[,.]\s*(?:(?:s|ss|vr|v|yk|f|fol|ff|p|pp)\s?[.:]|(?:varak|lef|Lef|Varak|leff|sayfa)\.?)\s?(?P<v>\d[\w\-–/]*)$"
    )


def _fond(mark: str) -> str:
    """The code of the fond at the head of a shelfmark, if there is one.

    >>> _fond("HR.SYS, 2096/3"), _fond("Hariciye Siyasi (HR.SYS), 2096/3"), _fond("FO 371/4227")
    ('HR.SYS', 'HR.SYS', 'FO 371')
    >>> _fond("030.18.01.02, 12.34.5"), _fond("K49.G111")
    ('030.18.01.02', '')
    """
    if found := re.match(r"[^,(\[]*[(\[]([A-ZÇĞİÖŞÜ\d][\w.}{]*)[)\]]", mark):
        return found[1]
    if found := re.match(r"((?:FO|CAB|WO|CO|ADM|AIR|RG|HO|T)\s?\d+)", mark):
        return found[1]
    if found := re.match(
        r"(?:Fon\s?(?:Kodu)?\s?[:.]?\s?)?(\d{2,3}[.\-–]{1,2}\d[\d.\-–]*)[/,\s]", mark
    ):
        return found[1].rstrip(".,-–")
    if re.match(r"(?:K|Kls|Kutu|G|D|Dos)\s?[.:]?\s?\d", mark):
        return ""
    head = re.match(r"[^\d,:]*[A-ZÇĞİÖŞÜ][^\d,:]*", mark)
    return (
        head[0].strip(" .,:;-–") + ("." if head and head[0].rstrip(" ,:").endswith(".") else "")
        if head
        else ""
    )
