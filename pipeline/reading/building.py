"""Text of formats that know their paragraphs and notes: one line a paragraph, notes at the end."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.reading.extract import Extract
from pipeline.records import Hint, Problem


@dataclass(frozen=True, slots=True)
class Call:
    """A place in a paragraph where a note is called."""

    note: str  # the format's own id of the note
    label: str  # as printed


@dataclass(frozen=True, slots=True)
class Raised:
    """Raised letters that the format does not call a note."""

    text: str


Piece = str | Call | Raised


@dataclass(slots=True)
class Builder:
    """Writes paragraphs one after the other and keeps what the format says of them."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    hints: list[Hint] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def paragraph(self, pieces: Iterable[Piece], kind: str = "paragraph", value: str = "") -> None:
        """Add a paragraph; `kind` is the hint it gets, "section" with the part as `value`."""
        content = _trimmed(list(pieces))
        if not content:
            return
        start = self.length
        for piece in content:
            self._piece(piece)
        self.hints.append(Hint(kind, start, self.length, value))
        self._write("\n\n")

    def note(self, note: str, text: str, label: str = "") -> None:
        """Add the text of a note, under the label by which it was called."""
        text = " ".join(text.split())
        if not text:
            return
        start = self.length
        label = label or self.labels.get(note, "")
        self._write(f"{label}\t{text}" if label else text)
        self.hints.append(Hint("note_body", start, self.length, note))
        self._write("\n\n")

    def extract(
        self, encoding: str, metadata: dict[str, str], problems: tuple[Problem, ...] = ()
    ) -> Extract:
        """What was written."""
        hints = tuple(sorted(self.hints, key=lambda hint: (hint.start, hint.end, hint.kind)))
        known = {key: value for key, value in metadata.items() if value}
        return Extract("".join(self.parts), encoding, (), hints, known, problems)

    def _piece(self, piece: Piece) -> None:
        start = self.length
        if isinstance(piece, str):
            self._write(piece)
        elif isinstance(piece, Call):
            self.labels.setdefault(piece.note, piece.label)
            self._write(piece.label)
            self.hints.append(Hint("note_marker", start, self.length, piece.note))
        else:
            self._write(piece.text)
            self.hints.append(Hint("superscript", start, self.length))

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces with single blanks and none at the ends; empty if they hold no letter."""
    made: list[Piece] = []
    blank = True
    for piece in pieces:
        if not isinstance(piece, str):
            made.append(piece)
            blank = False
            continue
        text = "".join(" " if char.isspace() else char for char in piece)
        words = " ".join(text.split())
        if not words:
            if text and not blank:
                made.append(" ")
                blank = True
            continue
        lead = " " if text[0] == " " and not blank else ""
        tail = " " if text[-1] == " " else ""
        made.append(f"{lead}{words}{tail}")
        blank = bool(tail)
    if made and isinstance(made[-1], str):
        made[-1] = made[-1].rstrip()
    return made if any(not isinstance(p, str) or p for p in made) else []
