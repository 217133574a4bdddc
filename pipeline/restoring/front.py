"""What stands above the first abstract: titles, and the names of the authors."""

import re
from collections.abc import Sequence

from pipeline.restoring.hyphens import ends_broken
from pipeline.restoring.lines import Line
from pipeline.restoring.parts import Part
from pipeline.restoring.vocabulary import LANGUAGES, is_function_word

_WORD = re.compile(r"[^\W\d_]{1,60}")
_INSTITUTION = re.compile(
    r"Üniversite|University|Fakülte|Faculty|Enstitü|Institute|Bölümü|Department|Lisesi|MEB\b"
)
_ABOUT_AUTHORS = re.compile(
    r"@|ORCID|orcid|\b(?:Çev|çev|Çeviren|Çevirmen|Translated by|Haz|Prof|Doç|Dr|Yrd|Arş|Öğr|Assoc"
    r"|Assist|Asst|Ph\.?D)\b"
)
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_MOST_NAME_WORDS = 4
_LONGEST_TITLE = 60  # words


def front_parts(lines: Sequence[Line]) -> list[Part]:
    """Titles and authors; other lines go with the authors, long passages are body."""
    parts: list[Part] = []
    for block in _blocks(lines):
        kind = _kind(block, {part.kind for part in parts})
        if parts and parts[-1].kind == kind == "authors":
            parts[-1].lines.extend(block)
        else:
            parts.append(Part(kind, "", block))
    return parts


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that belong together: no blank line between them, one kind of letters."""
    made: list[list[Line]] = []
    for i, line in enumerate(lines):
        last = made[-1][-1] if made else None
        if (
            last is None
            or (line.gap and not ends_broken(last.text))
            or _has_other_letters(last.text, line.text)
            or _is_about_authors(line.text) != _is_about_authors(last.text)
            or (_turns_to_names(last.text, line.text) and not _names_follow(lines[i + 1 :]))
        ):
            made.append([line])
        else:
            made[-1].append(line)
    return made


def _turns_to_names(before: str, text: str) -> bool:
    if ends_broken(before) or (before.isupper() and text.isupper()):
        return False
    return _is_name(text) != _is_name(before)


def _has_other_letters(before: str, text: str) -> bool:
    """Whether one line is in capitals and the other is not."""
    cased = any(char.isalpha() for char in before) and any(char.isalpha() for char in text)
    return cased and before.isupper() != text.isupper()


def _names_follow(lines: Sequence[Line]) -> bool:
    """Whether the authors are still to come, so that no name can stand before."""
    return any(_is_name(line.text) or _is_about_authors(line.text) for line in lines)


def _kind(block: Sequence[Line], before: set[str]) -> str:
    text = " ".join(line.text for line in block)
    words = len(text.split())
    if _is_about_authors(text) or ("authors" in before and _INSTITUTION.search(text)):
        return "authors"
    if words > _LONGEST_TITLE:
        return "body"
    if "title" in before and _is_name(text):
        return "authors"
    return "title" if any(char.isalpha() for char in text) else "authors"


def _is_about_authors(text: str) -> bool:
    return bool(_ABOUT_AUTHORS.search(text))


def _is_name(text: str) -> bool:
    """Whether a line can hold nothing but names: a few words with capitals, no small words."""
    words = _WORD.findall(_BRACKETS.sub("", text))
    return (
        2 <= len(words) <= _MOST_NAME_WORDS * (1 + text.count(","))
        and ":" not in text
        and all(word[0].isupper() for word in words)
        and not any(is_function_word(word, lang) for word in words for lang in LANGUAGES)
        and (any(not word.isupper() for word in words) or len(words) <= 3)
    )
