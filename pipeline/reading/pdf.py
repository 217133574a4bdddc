"""PDF with a text layer: letters with their place on the page become lines.

Lines are laid out by geometry, not by the breaks that PDFium guesses: it leaves out the line end
after a hyphen and does not say which letters are raised or small.
"""

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from pipeline.errors import PipelineError
from pipeline.reading.extract import Extract
from pipeline.reading.limits import Limits
from pipeline.records import Hint

_HYPHENS = ("\x02", "\ufffe")
_NEW_LINE = 0.6  # of the letter size: a baseline that moves further begins a new line
_BACK = 2.0  # letter sizes by which the pen must move back to begin a new line
_RAISED_SIZE = 0.8  # of the line's size
_SMALL_SIZE = 0.94  # of the body's size
_GAP = 1.5  # of the usual distance of lines: more is an empty line
_INDENT = 0.8  # letter sizes
_COLUMN = 0.5  # of the rows at the commonest margin: as many begin a column of their own
_FEWEST_LETTERS = 20  # on a page, on average; fewer is a picture of a page


@dataclass(frozen=True, slots=True)
class _Letter:
    char: str
    x: float
    y: float  # of the baseline
    size: float


@dataclass(slots=True)
class _Row:
    letters: list[_Letter] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of most letters of the row."""
        sizes = Counter(round(letter.size, 1) for letter in self.letters if letter.char != " ")
        return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0

    @property
    def y(self) -> float:
        """The baseline of most letters of the row."""
        lines = Counter(round(letter.y, 1) for letter in self.letters if letter.char != " ")
        return max(lines, key=lambda y: (lines[y], -y)) if lines else 0.0

    @property
    def x(self) -> float:
        """Where the row begins."""
        return self.letters[0].x


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """The lines of a PDF, page by page, with small and raised letters as hints."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise PipelineError(
            "E_PDF", f"{name} cannot be opened ({error}): save it anew, without a password"
        ) from None
    try:
        if len(document) > limits.pages:
            raise PipelineError(
                "E_TOO_LARGE", f"{name} has {len(document)} pages, the limit is {limits.pages}"
            )
        pages = _pages(document, name, limits)
    finally:
        document.close()
    letters = sum(letter.char.isalnum() for page in pages for row in page for letter in row.letters)
    if letters < _FEWEST_LETTERS * max(len(pages), 1) and letters < _FEWEST_LETTERS * 20:
        raise PipelineError(
            "E_NO_TEXT_LAYER",
            f"{name} holds pictures of pages: run OCR first (ocrmypdf -l tur+eng in.pdf out.pdf)",
        )
    return _write(pages)


def _pages(document: pdfium.PdfDocument, name: str, limits: Limits) -> list[list[_Row]]:
    pages = []
    total = 0
    for index in range(len(document)):
        try:
            page = document[index]
            textpage = page.get_textpage()
        except pdfium.PdfiumError as error:
            raise PipelineError("E_PDF", f"{name}, page {index + 1}: {error}") from None
        letters = _letters(textpage)
        total += len(letters)
        textpage.close()
        page.close()
        if total > limits.characters:
            raise PipelineError(
                "E_TOO_LARGE", f"{name} has more than {limits.characters} characters: split it"
            )
        pages.append(_rows(letters))
    return pages


def _letters(textpage: pdfium.PdfTextPage) -> list[_Letter]:
    """The letters of a page in the order of its content; breaks that PDFium adds are left out."""
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[_Letter] = []
    for i in range(textpage.count_chars()):
        code = pdfium_raw.FPDFText_GetUnicode(textpage, i)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not char or char in "\r\n":
            continue
        pdfium_raw.FPDFText_GetCharOrigin(textpage, i, ctypes.byref(x), ctypes.byref(y))
        size = pdfium_raw.FPDFText_GetFontSize(textpage, i)
        generated = pdfium_raw.FPDFText_IsGenerated(textpage, i) == 1
        if generated and found and char == " ":
            found.append(_Letter(" ", found[-1].x, found[-1].y, found[-1].size))
            continue
        found.append(_Letter("-" if char in _HYPHENS else char, x.value, y.value, size))
    return found


def _rows(letters: Sequence[_Letter]) -> list[_Row]:
    rows: list[_Row] = []
    for letter in letters:
        if not rows or (letter.char != " " and _begins_row(rows[-1], letter)):
            rows.append(_Row())
        rows[-1].letters.append(letter)
    for row in rows:
        while row.letters and row.letters[-1].char.isspace():
            row.letters.pop()
        while row.letters and row.letters[0].char.isspace():
            row.letters.pop(0)
    return [row for row in rows if row.letters]


def _begins_row(row: _Row, letter: _Letter) -> bool:
    if not row.letters:
        return False
    last = row.letters[-1]
    size = max(last.size, letter.size, 1.0)
    first = row.letters[0]
    moved = min(abs(letter.y - last.y), abs(letter.y - first.y))
    return moved > _NEW_LINE * size or letter.x < last.x - _BACK * size


def _write(pages: Sequence[Sequence[_Row]]) -> Extract:
    sizes = Counter(
        round(letter.size, 1) for page in pages for row in page for letter in row.letters
    )
    body_size = max(sizes, key=lambda size: (sizes[size], size))
    parts: list[str] = []
    length = 0
    starts: list[int] = []
    hints: list[Hint] = []
    for number, page in enumerate(pages):
        if number:
            parts.append("\f")
            length += 1
            starts.append(length)
        for lead, row in _laid_out(page, body_size):
            begin = length + len(lead)
            text = "".join(letter.char for letter in row.letters)
            hints += _hints(row, begin, body_size)
            parts.append(f"{lead}{text}\n")
            length += len(lead) + len(text) + 1
    return Extract("".join(parts), "pdf", tuple(starts), tuple(hints))


def _laid_out(page: Sequence[_Row], body_size: float) -> list[tuple[str, _Row]]:
    """Each row with the white space in front of it: an empty line, an indentation."""
    steps = Counter(round(a.y - b.y, 0) for a, b in pairwise(page) if a.y > b.y)
    usual = max(steps, key=lambda step: (steps[step], -step)) if steps else 0.0
    margins = _margins(page)
    made = []
    for i, row in enumerate(page):
        step = page[i - 1].y - row.y if i else 0.0
        gap = "\n" if usual and step > _GAP * usual else ""
        shift = row.x - max((x for x in margins if x <= row.x + 1.0), default=row.x)
        indent = "    " if _INDENT * body_size < shift < 6 * body_size else ""
        made.append((gap + indent, row))
    return made


def _margins(page: Sequence[_Row]) -> list[float]:
    """Where the rows of a page begin as a rule: once, or once a column."""
    counts = Counter(round(row.x, 0) for row in page)
    most = max(counts.values(), default=0)
    return sorted(x for x, n in counts.items() if n >= max(_COLUMN * most, 3) or n == most)


def _hints(row: _Row, begin: int, body_size: float) -> list[Hint]:
    size, y = row.size, row.y
    text_length = len(row.letters)
    hints = []
    if size < _SMALL_SIZE * body_size:
        hints.append(Hint("small", begin, begin + text_length))
    run = 0
    for i in range(text_length + 1):
        raised = i < text_length and _is_raised(row.letters[i], size, y)
        if raised:
            run += 1
        elif run:
            hints.append(Hint("superscript", begin + i - run, begin + i))
            run = 0
    return hints


def _is_raised(letter: _Letter, size: float, y: float) -> bool:
    higher = letter.y > y + 0.12 * size
    return letter.size <= _RAISED_SIZE * size and higher and not letter.char.isspace()
