"""How much one file may ask of the program."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most; beyond it the file is refused with a code.

    >>> Limits().characters
    2000000
    """

    file_bytes: int = 50_000_000
    characters: int = 2_000_000
    pages: int = 3_000
    line_characters: int = 20_000
    expanded_bytes: int = 200_000_000  # a Word file, unpacked
    expansion_ratio: int = 100
    archive_members: int = 2_000
    xml_depth: int = 100
