"""Lines become running text: line ends become spaces, broken words become whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.records import LineBreak
from pipeline.restoring.hyphens import IsWord, Usage, decide, ends_broken
from pipeline.restoring.lines import Line
from pipeline.text.traced import Traced


@dataclass(slots=True)
class Joiner:
    """Joins the lines of one document and keeps the account of its hyphens."""

    seen: Usage
    is_word: IsWord
    breaks: list[LineBreak] = field(default_factory=list)

    def join(self, lines: Sequence[Line], lang: str) -> Traced:
        """The lines as one paragraph with single spaces."""
        parts: list[Traced] = []
        for i, line in enumerate(lines):
            content = line.content
            if i + 1 == len(lines):
                parts.append(content)
                continue
            following = lines[i + 1].content
            if not ends_broken(content.text):
                parts += content, Traced.inserted(" ", following.origin[0])
                continue
            found = decide(
                content.text, following.text, lang, self.seen, self.is_word, content.origin[-1]
            )
            self.breaks.append(found)
            parts.append(content if found.decision == "keep" else content[:-1])
        return single_spaced(Traced.join(parts))


def single_spaced(text: Traced) -> Traced:
    """`text` with every run of white space as one blank.

    >>> single_spaced(Traced.of("a  b\\t c")).text
    'a b c'
    """
    if "  " not in text.text and "\t" not in text.text and "\f" not in text.text:
        return text
    parts = []
    start = 0
    previous_blank = False
    for at, char in enumerate(text.text):
        blank = char.isspace()
        if blank and previous_blank:
            parts.append(text[start:at])
            start = at + 1
        elif blank and char != " ":
            parts += text[start:at], Traced(" ", text.origin[at : at + 1])
            start = at + 1
        previous_blank = blank
    parts.append(text[start:])
    return Traced.join(parts)
