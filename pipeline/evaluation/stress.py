"""A generated set of notes with known citations and antecedents, printed in many conventions and
damaged as PDF extraction damages them.
"""

import random
import re
from collections.abc import Iterator
from typing import Any

from pipeline.evaluation.citation_gold import GoldCitations, article_of
from pipeline.evaluation.citing import Score, f1, run, score
from pipeline.evaluation.restoring import Measured
from pipeline.evaluation.stress_csl import CSL_STYLES
from pipeline.evaluation.stress_styles import STYLES, Style, page_of
from pipeline.evaluation.stress_works import Invented, invent, words

SEED = 20260101
NOTES = 45  # of an article
ARTICLES = 9  # of a style, at each level of damage
LEVELS = (0, 1, 2)  # whole; light (spaces, hyphens); heavy (dots, commas, letters)
WORKS = 14  # that an article cites


def articles(style: Style, level: int, count: int) -> Iterator[GoldCitations]:
    """Articles in one convention at one level of damage."""
    for number in range(count):
        rng = random.Random(f"{SEED} {style.name} {number}")
        yield _article(style, level, number, rng)


def _article(style: Style, level: int, number: int, rng: random.Random) -> GoldCitations:
    bank = invent(WORKS, style.langs, rng)
    seen: dict[str, str] = {}  # work -> cid that cited it last
    latest: dict[str, str] = {}  # family name -> work of it that was cited last
    last: Invented | None = None
    notes: list[tuple[int, str]] = []
    by_note: dict[int, tuple[dict[str, Any], ...]] = {}
    damage = random.Random(f"{SEED} {style.name} {number} {level}")
    for at in range(1, NOTES + 1):
        text, rows = "", []
        count = rng.choice((1, 1, 1, 2, 3))
        for position in range(1, count + 1):
            work = _pick(bank, style, last, rng)
            row = _cite(work, style, seen, latest, last, f"{at}.{position}", position, rng)
            latest |= dict.fromkeys(work.family, work.work_id)
            printed = _damaged(row["raw"], level, damage)
            lead = style.lead if position == 1 and rng.random() < 0.2 else ""
            text += ("; " if position > 1 else "") + lead + printed
            rows.append({**row, "raw": printed})
            seen[work.work_id] = row["cid"]
            last = work if position == count else last
        last_of_note = work
        last = last_of_note if count == 1 else None
        text += "."
        if rng.random() < 0.1:
            text += " " + rng.choice(words("comment", style.langs[0]))
        notes.append((at, text))
        by_note[at] = tuple(rows)
    name = f"{style.name} {level} {number}"
    return GoldCitations(name, article_of(name.replace(" ", "-"), notes), by_note)


def _pick(
    bank: list[Invented], style: Style, last: Invented | None, rng: random.Random
) -> Invented:  # fmt: skip
    """The next work: the one just cited, one cited before, or a new one."""
    if last is not None and style.again and rng.random() < 0.25:
        return last
    return rng.choice(bank)


def _cite(
    work: Invented, style: Style, seen: dict[str, str], latest: dict[str, str],
    last: Invented | None, cid: str, position: int, rng: random.Random,
) -> dict[str, Any]:  # fmt: skip
    """One citation as printed and annotated."""
    page = page_of(work, rng)
    known = work.work_id in seen
    recent = latest.get(work.family[0]) == work.work_id or style.told_by == "title"
    if work.kind == "archival" or not known or (not recent and last is not work):
        raw, fields = style.full(work, page)
        form = "repeat_full" if known else "full"
    elif last is work and position == 1 and style.again:
        raw, fields = style.again(work, page)
        form = str(fields["form"])
    else:
        raw, fields = style.short(work, page)
        form = str(fields["form"])
    return {
        "cid": cid, "raw": raw, "type": fields["type"], "work_id": work.work_id, "ref_form": form,
        "antecedent_cid": seen.get(work.work_id) if form in ("repeat_short", "anaphoric") else None,
        "printed": fields["printed"], "archival": fields.get("archival"),
    }  # fmt: skip


def _damaged(raw: str, level: int, rng: random.Random) -> str:
    """What extraction does to a printed reference."""
    if level == 0:
        return raw
    made = raw
    if rng.random() < 0.35:
        made = re.sub(r", ", ",", made, count=1)
    if rng.random() < 0.25:
        made = re.sub(r"(?<=[^\W\d_]{4})(?=[^\W\d_]{4})", "- ", made, count=1)
    if rng.random() < 0.2:
        made = made.replace(" ", "  ", 1)
    if level > 1:
        made = _heavily(made, rng)
    return made


def _heavily(made: str, rng: random.Random) -> str:
    if rng.random() < 0.3:
        made = re.sub(r"\b(s|p|S|ss|sh)\. (?=\d)", r"\1.", made)
    if rng.random() < 0.2:
        made = (
            made.replace("a.g.", "a,g.", 1) if rng.random() < 0.3 else made.replace(", ", ". ", 1)
        )
    if rng.random() < 0.15:
        made = made.replace("”", "", 1)
    if rng.random() < 0.15:
        made = made.replace("ı", "i", 2).replace("ş", "s", 1)
    return made


def measure(count: int = ARTICLES) -> list[Measured]:
    """Accuracy by convention and by level of damage."""
    found: list[Measured] = []
    for level in LEVELS:
        total = Score()
        for style in (*STYLES, *CSL_STYLES):
            mine = Score()
            for gold in articles(style, level, count):
                mine.add(score(gold, run(gold)))
            found += figures(mine, f"stress {style.name}, damage {level}")
            total.add(mine)
        found += figures(total, f"stress, damage {level}")
    return found


def figures(total: Score, name: str) -> list[Measured]:
    """Segmentation, fields, resolution and silent errors."""
    resolved = round(total.resolved / max(1, total.to_resolve), 4)
    silent = round(total.resolved_wrong / max(1, total.to_resolve), 4)
    return [
        Measured(
            f"{name}: segmentation F1", total.gold, f1(total.aligned, total.found, total.gold)
        ),
        Measured(
            f"{name}: fields, soft F1",
            total.field_gold,
            f1(total.field_right, total.field_found, total.field_gold),
        ),
        Measured(f"{name}: resolved", total.to_resolve, resolved),
        Measured(f"{name}: wrong without a warning", total.to_resolve, silent),
    ]
