"""Letters as they should be: composed, without invisible signs, one kind of line end.

Nothing is moved; every letter of the result leads back to the letter of the original.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from pipeline.records import Problem
from pipeline.text.traced import Traced

_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_NOTHING += "\u2066\u2067\u2068\u2069\x00\x01\x03\x04\x05\x06\x07\x08\x0e\x0f\x7f"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_REPLACED = {
    **dict.fromkeys(_NOTHING, ""),
    **dict.fromkeys(_SPACES, " "),
    "\u3000": " ",
    "\r\n": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n\n",
    "\u2010": "-",
    "\u2011": "-",
    "\u00ad\n": "-\n",
    "\u00ad\r\n": "-\n",
    "\u00ad": "",
    # PDFium's sign for a hyphen at the end of a line; it leaves the line end out
    "\x02\r\n": "-\n",
    "\x02\n": "-\n",
    "\x02": "-\n",
    "\ufffe\r\n": "-\n",
    "\ufffe\n": "-\n",
    "\ufffe": "-\n",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_SPECIAL = re.compile("|".join(re.escape(key) for key in sorted(_REPLACED, key=len, reverse=True)))
_CANDIDATE = re.compile(r"[^\x00-\u02ff][^\x00-\u02ff]{0,40}+|[\x00-\u02ff][\u0300-\u036f]{1,40}+")


def normalize(raw: Traced) -> Traced:
    r"""`raw` with composed letters, plain spaces, ``\n`` for every line end and no ligatures.

    >>> text = normalize(Traced.of("di\ufb01\u0301cult\u00a0ar\x02s\u0327iv"))
    >>> text.text
    'difícult ar-\nşiv'
    """
    return _composed(_replaced(raw))


def changes(raw: Traced) -> tuple[Problem, ...]:
    r"""What `normalize` replaces in `raw`, kind by kind; line ends are not counted.

    >>> [found.message for found in changes(Traced.of("\ufb01gür\u00a0ve \ufb01kir"))]
    ['2 x ligature replaced by its usual form', '1 x space replaced by its usual form']
    """
    seen: dict[str, list[int]] = {}
    for found in _SPECIAL.finditer(raw.text):
        if kind := _kind(found[0]):
            seen.setdefault(kind, []).append(found.start())
    composed = [found.start() for found in _CANDIDATE.finditer(raw.text) if not _is_nfc(found[0])]
    if composed:
        seen["letter with a loose accent"] = composed
    return tuple(
        Problem(
            "restoring", "W_NORMALIZED", kind, f"{len(at)} x {kind} replaced by its usual form",
            raw.origin[at[0]], raw.origin[at[-1]] + 1,
        )
        for kind, at in seen.items()
    )  # fmt: skip


def _kind(sign: str) -> str:
    if sign[0] in "\u00ad\x02\ufffe":
        return "soft hyphen"
    if sign[0] in _SPACES + "\u3000":
        return "space"
    if sign[0] in "\u2010\u2011":
        return "hyphen"
    if sign in _NOTHING:
        return "invisible sign"
    return "ligature" if sign.isalpha() else ""


def _is_nfc(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def _replaced(raw: Traced) -> Traced:
    return Traced.join(_pieces(raw, _SPECIAL, lambda sign: _REPLACED[sign]))


def _composed(raw: Traced) -> Traced:
    # "i" with a dot above is what a careless lower-casing of "İ" leaves
    raw = Traced.join(_pieces(raw, re.compile("i\u0307"), lambda _: "i"))
    if unicodedata.is_normalized("NFC", raw.text):
        return raw
    return Traced.join(_pieces(raw, _CANDIDATE, lambda s: unicodedata.normalize("NFC", s)))


def _pieces(raw: Traced, pattern: re.Pattern[str], new: Callable[[str], str]) -> Iterator[Traced]:
    done = 0
    for found in pattern.finditer(raw.text):
        replacement = new(found[0])
        if replacement == found[0]:
            continue
        yield raw[done : found.start()]
        origin = raw.origin[found.start() : found.end()]
        yield Traced(
            replacement, tuple(origin[min(i, len(origin) - 1)] for i in range(len(replacement)))
        )
        done = found.end()
    yield raw[done:]
