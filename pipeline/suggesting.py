"""Lines for ``authority.csv`` to look at: names that may be one, joins that may be wrong."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from pipeline import tables
from pipeline.linking.sounds import sounds
from pipeline.linking.spelling import name_similarity

HEAD = ("action", "name", "other", "label", "score", "why")
ALIKE = 0.82  # below SAME_NAME: what the program would not join by itself
DOUBTFUL = 0.9  # joins with less are worth a look
MOST_IN_BLOCK = 400  # entities that share a first sound; more are not compared


def suggestions(out: Path) -> Iterator[tuple[str, ...]]:
    """Rows under `HEAD`, the likeliest first: a line is kept or deleted, and saved as the file."""
    made = tables.read(out / "tables")
    entities = made["entities"][made["entities"]["label"] != "DATE"]
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in entities.sort_values("entity_id").itertuples():
        for first in _first_sounds(str(row.name)):
            blocks[str(row.label), first].append(str(row.name))
    found: dict[tuple[str, str, str], float] = {}
    for (label, _), names in blocks.items():
        for a, b in combinations(sorted(set(names))[:MOST_IN_BLOCK], 2):
            if (alike := name_similarity(a, b)) >= ALIKE:
                found[label, a, b] = alike
    for (label, a, b), alike in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        yield "merge", a, b, label, f"{alike:.2f}", "the names sound alike"
    label_of = dict(zip(entities["entity_id"], entities["label"], strict=True))
    joins = made["merges"]
    for join in joins[joins["score"] < DOUBTFUL].sort_values(["score", "form_a"]).itertuples():
        label = str(label_of.get(join.entity_id, ""))
        why = f"joined by {join.rule}"
        yield "split", join.form_a, join.form_b, label, f"{join.score:.2f}", why


def _first_sounds(name: str) -> set[str]:
    """First sounds of the words of a name: names that share none are not compared."""
    return {min(row[0]) for word in name.split() if (row := sounds(word))}
