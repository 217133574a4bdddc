"""``corpus/names.tsv``: names with Wikidata items, from ParaNames or a query of Wikidata.

ParaNames (Sälevä and Lignos 2022) gives a row a name: wikidata_id, eng, label, language, type. A
name that the list gives one item only is that item: its entity gets the link, and the forms of
one item, in whatever language, are one entity. A name of several items (Wikidata knows dozens of
persons called Mehmed) says nothing.
"""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.linking.forms import Form
from pipeline.linking.groups import Groups, Join
from pipeline.records import Entity
from pipeline.text.casing import fold

ITEM = ("wikidata_id", "qid", "item")  # the heads that a list may have
NAME = ("label", "name")
KIND = ("type", "class")
KINDS = {"PER": ("person",), "LOC": ("place", "facility"), "ORG": ("organisation",)}
LISTED = 0.95
Names = Mapping[tuple[str, str], str]  # class and folded name to the one item


def read(path: Path | None, wanted: Collection[str]) -> Names:
    """The items of the folded names that are `wanted`; the file may be larger than memory."""
    if path is None:
        return {}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        heads = rows.fieldnames or []
        item, name, kind = (
            next((head for head in names if head in heads), "") for names in (ITEM, NAME, KIND)
        )
        if not item or not name:
            raise PipelineError(
                "E_CONFIG",
                f"{path}: the first line needs the columns {ITEM[0]} and {NAME[0]} (ParaNames), "
                f"with tabs between; it has {', '.join(heads) or 'none'}",
            )
        for row in rows:
            key = fold(row[name] or "")
            if key in wanted and row[item]:
                for each in KINDS.get(row[kind] or "", ()) if kind else _all_kinds():
                    found[each, key].add(row[item])
    return {place: next(iter(items)) for place, items in found.items() if len(items) == 1}


def _all_kinds() -> Iterator[str]:
    for kinds in KINDS.values():
        yield from kinds


def join(names: Names, forms: Sequence[Form], groups: Groups[Form]) -> None:
    """Make forms of one item one entity; a single name of a person is too little to tell."""
    first: dict[str, Form] = {}
    for form in forms:
        item = names.get((form.kind, fold(form.name)))
        if item and not (form.kind == "person" and " " not in form.name):
            if item in first:
                groups.join(Join(first[item], form, "name-list", LISTED))
            first.setdefault(item, form)


def linked(names: Names, entities: Sequence[Entity], kinds: Mapping[str, str]) -> list[Entity]:
    """Entities with the item that their names agree on; `kinds` gives the class of a label."""
    made = []
    for entity in entities:
        kind = kinds[entity.label]
        items = {names.get((kind, fold(name)), "") for name in (entity.name, *entity.variants)}
        items.discard("")
        if len(items) == 1 and not entity.wikidata:
            entity = replace(entity, wikidata=items.pop())
        made.append(entity)
    return made
