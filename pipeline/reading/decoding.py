"""From bytes to letters: which encoding a text file was saved in.

Strict UTF-8 first, then what a byte order mark or the zero bytes of UTF-16 say, then chardet's
answer beside the encodings that Turkish text is saved in; the one whose letters look most like
Turkish or English words wins. A guess is never silent.
"""

import codecs
import re

import chardet

from pipeline.errors import PipelineError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the order in which they are preferred where the letters come out alike.
_TURKISH_ENCODINGS = ("cp1254", "iso8859-9", "cp857", "mac-turkish")
_TURKISH_LETTERS = "ığşİĞŞüöçÜÖÇâîûÂÎÛ“”‘’–—…«»"
_SAMPLE = 200_000
# A letter or quote of Turkish inside or at the edge of a word, against marks that stand there
# only when the encoding is wrong.
_FOREIGN = re.compile(r"[^\W\d_a-zA-ZığşİĞŞüöçÜÖÇâîûÂÎÛéèêëáàäôóñßßãåæøœžšč]")
_INSIDE = re.compile(r"(?<=[A-Za-z])[^\w\s\-.,:;!?'\"()\[\]/’‘“”–—…&*@+=«»](?=[A-Za-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")
_CONTROLS_OF_EXTRACTION = 0.01
_WRONG_CASE = re.compile(r"(?<=[a-z])[A-ZİĞŞÜÖÇ](?=[a-z])")


def decode(data: bytes, name: str) -> tuple[str, str, bool]:
    """The text of `data`, its encoding, and whether that was guessed.

    >>> decode("Işık ve gölge".encode("cp1254"), "a.txt")
    ('Işık ve gölge', 'cp1254', True)
    >>> decode("Işık ve gölge".encode(), "a.txt")
    ('Işık ve gölge', 'utf-8', False)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding, False
    wide = _utf16_without_mark(data)
    if wide:
        return _strict(data, wide, name), wide, True
    if b"\x00" in data[:_SAMPLE]:
        raise PipelineError("E_BINARY", f"{name} is not a text file: export the article as text")
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        return _guess(data, name, error.start)


def _guess(data: bytes, name: str, offset: int) -> tuple[str, str, bool]:
    sample = data[:_SAMPLE]
    named = chardet.detect(sample).get("encoding") or ""
    candidates = []
    for rank, encoding in enumerate((*_TURKISH_ENCODINGS, named)):
        text = _try(data, encoding)
        if text is not None:
            candidates.append((round(_strangeness(text[:_SAMPLE]), 4), rank, encoding, text))
    if not candidates:
        raise PipelineError(
            "E_ENCODING", f"{name} cannot be decoded (byte {offset}): save it again as UTF-8"
        )
    _, _, encoding, text = min(candidates)
    if len(_CONTROL.findall(text[:_SAMPLE])) > _CONTROLS_OF_EXTRACTION * len(text[:_SAMPLE]):
        raise PipelineError("E_BINARY", f"{name} is not a text file: export the article as text")
    return text, encoding, True


def _strangeness(text: str) -> float:
    """How many letters and signs stand where neither Turkish nor English has them, per 1,000."""
    wrong = 3 * len(_CONTROL.findall(text)) + len(_FOREIGN.findall(text))
    wrong += 2 * len(_INSIDE.findall(text)) + len(_WRONG_CASE.findall(text))
    right = sum(text.count(letter) for letter in _TURKISH_LETTERS)
    return 1000 * (wrong - 0.1 * right) / max(len(text), 1)


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return ""
    zeros_even = sample[0::2].count(0) / max(len(sample[0::2]), 1)
    zeros_odd = sample[1::2].count(0) / max(len(sample[1::2]), 1)
    if zeros_odd > 0.5 and zeros_even < 0.05:
        return "utf-16-le"
    if zeros_even > 0.5 and zeros_odd < 0.05:
        return "utf-16-be"
    return ""


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise PipelineError(
            "E_ENCODING", f"{name} is not {encoding} (byte {error.start}): save it again as UTF-8"
        ) from None
