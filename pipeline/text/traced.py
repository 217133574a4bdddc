"""Text that remembers where each of its characters came from.

Every repair of a text returns a ``Traced`` built from slices of the one before, so that the way
back to the page is kept and never reconstructed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """A text, and for each of its characters the offset it has in the original.

    >>> raw = Traced.of("ar-\\nşiv belgeleri")
    >>> whole = Traced.join([raw[:2], raw[4:]])
    >>> whole.text, whole.origin[2]
    ('arşiv belgeleri', 4)
    """

    text: str
    origin: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origin):
            raise ValueError(f"{len(self.text)} characters with {len(self.origin)} origins")

    @classmethod
    def of(cls, text: str, start: int = 0) -> Traced:
        """`text` as the original itself, its first character at `start`."""
        return cls(text, tuple(range(start, start + len(text))))

    @classmethod
    def inserted(cls, text: str, at: int) -> Traced:
        """Text that the original does not have (a space for a line break), placed at `at`."""
        return cls(text, (at,) * len(text))

    @classmethod
    def join(cls, parts: Iterable[Traced]) -> Traced:
        """The parts one after the other."""
        pieces = list(parts)
        return cls(
            "".join(piece.text for piece in pieces),
            tuple(at for piece in pieces for at in piece.origin),
        )

    def __getitem__(self, span: slice) -> Traced:
        return Traced(self.text[span], self.origin[span])

    def __len__(self) -> int:
        return len(self.text)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the original.

        >>> Traced.of("abc", 10).raw_span(1, 3)
        (11, 13)
        """
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else self._end()
            return at, at
        return self.origin[start], self.origin[end - 1] + 1

    def _end(self) -> int:
        return self.origin[-1] + 1 if self.origin else 0
