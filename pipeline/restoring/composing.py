"""The parts of an article become one clean text with sections, headings and keywords."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.records import Keyword, Section
from pipeline.restoring.hyphens import IsWord
from pipeline.restoring.joining import Joiner
from pipeline.restoring.paragraphs import Paragraph, paragraphs
from pipeline.restoring.parts import Part
from pipeline.restoring.references import entries
from pipeline.restoring.vocabulary import LANGUAGES, language_of
from pipeline.text.traced import Traced

_GAP = "\n\n"
_WORD = re.compile(r"[^\W\d_]{2,60}")
_SEPARATOR = re.compile(r"\s*[;•·|]\s*|\s*,\s+|,(?=[^\d\s])")


@dataclass(slots=True)
class Draft:
    """The clean text while it grows."""

    parts: list[Traced] = field(default_factory=list)
    length: int = 0
    sections: list[Section] = field(default_factory=list)
    keywords: list[Keyword] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)

    def add(self, text: Traced) -> int:
        """Append a paragraph and say where it begins."""
        if self.length:
            self.parts.append(Traced.inserted(_GAP, text.origin[0]))
            self.length += len(_GAP)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def name(self, wanted: str) -> str:
        """`wanted`, numbered from the second time on."""
        self.used[wanted] += 1
        return wanted if self.used[wanted] == 1 else f"{wanted}-{self.used[wanted]}"


def compose(parts: Sequence[Part], joiner: Joiner, default: str) -> Draft:
    """Join the lines of every part and lay the parts one after the other."""
    draft = Draft()
    for part in parts:
        lang = _language(part, default, joiner.is_word)
        grouped = _grouped(part)
        pieces = [(joiner.join(p.lines, lang), p.is_heading) for p in grouped]
        pieces = [(text, heading) for text, heading in pieces if text.text]
        if pieces:
            _lay(draft, part.kind, lang, pieces)
    return draft


def _grouped(part: Part) -> list[Paragraph]:
    lines = [line for line in part.lines if line.text]
    if part.kind in ("title", "keywords"):
        return [Paragraph(lines, False)] if lines else []
    if part.kind == "bibliography":
        return [Paragraph(entry, False) for entry in entries(lines)]
    grouped = paragraphs(lines)
    return grouped if part.kind == "body" else [Paragraph(p.lines, False) for p in grouped]


def _lay(draft: Draft, kind: str, lang: str, pieces: Sequence[tuple[Traced, bool]]) -> None:
    place = len(draft.sections)
    starts = [draft.add(text) for text, _ in pieces]
    raw = pieces[0][0].origin[0], pieces[-1][0].origin[-1] + 1
    wanted = f"{kind}-{lang}" if kind in ("title", "abstract", "keywords") else kind
    draft.sections.insert(
        place, Section(draft.name(wanted), kind, lang, starts[0], draft.length, *raw)
    )
    for start, (text, heading) in zip(starts, pieces, strict=True):
        if heading:
            draft.used["heading-"] += 1
            name = f"heading-{draft.used['heading-']}"
            span = text.origin[0], text.origin[-1] + 1
            draft.sections.append(Section(name, "heading", lang, start, start + len(text), *span))
    if kind == "keywords":
        draft.keywords += keywords(pieces[0][0].text, lang, starts[0])


def keywords(text: str, lang: str, start: int) -> list[Keyword]:
    """The items of a keyword list.

    >>> [item.text for item in keywords("Lozan, Enver Paşa; Bolşevik.", "tr", 0)]
    ['Lozan', 'Enver Paşa', 'Bolşevik']
    """
    found: list[Keyword] = []
    at = 0
    for separator in [*_SEPARATOR.finditer(text), None]:
        stop = separator.start() if separator else len(text)
        item = text[at:stop].strip().rstrip(".").rstrip()
        if item:
            first = start + at + len(text[at:stop]) - len(text[at:stop].lstrip())
            found.append(Keyword(lang, len(found) + 1, item, first, first + len(item)))
        at = separator.end() if separator else stop
    return found


def _language(part: Part, default: str, is_word: IsWord) -> str:
    text = " ".join(line.text for line in part.lines)
    if part.kind == "keywords" and part.lang:
        return part.lang
    if part.kind == "title":
        return _language_of_title(text, default, is_word)
    return language_of(text, part.lang or default)


def _language_of_title(text: str, default: str, is_word: IsWord) -> str:
    """A title has few small words; which language knows more of it decides then."""
    known = {lang: sum(is_word(w, lang) for w in _WORD.findall(text)) for lang in LANGUAGES}
    best = max(LANGUAGES, key=lambda lang: (known[lang], lang == default))
    return language_of(text, best)
