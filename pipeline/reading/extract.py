"""What every reader returns: the text of a file and what its format says about it."""

from dataclasses import dataclass, field

from pipeline.records import Hint, Problem


@dataclass(frozen=True, slots=True)
class Extract:
    """The text as extracted; all offsets point into `text`."""

    text: str
    encoding: str
    pages: tuple[int, ...] = ()
    hints: tuple[Hint, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
