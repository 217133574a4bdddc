"""Fields of a citation while they are gathered."""

from dataclasses import dataclass, field

from pipeline.citing.anchors import Atom

Fields = dict[str, str]


@dataclass(slots=True)
class Draft:
    """Fields being gathered from parts, and the free text still to be placed."""

    text: str
    fields: Fields = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    free: list[tuple[int, Atom]] = field(default_factory=list)  # place among all parts, and part
    quoted: bool = False
    marks: dict[str, int] = field(default_factory=dict)  # place of the last part of a kind

    def add(self, name: str, value: str, joint: str = ", ") -> None:
        """Set a field, or append to it."""
        if value:
            old = self.fields.get(name)
            self.fields[name] = f"{old}{joint}{value}" if old else value
