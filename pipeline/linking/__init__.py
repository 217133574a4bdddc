"""Who is who: mentions of all documents and both languages into entities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.linking import authority as authority_file
from pipeline.linking import name_list
from pipeline.linking.across import join_articles, to_entities
from pipeline.linking.alignment import align_entities, align_keywords
from pipeline.linking.forms import CLASSES, Form, forms_of
from pipeline.linking.groups import Groups, Join
from pipeline.linking.inside import group_forms
from pipeline.linking.remaining import remaining
from pipeline.records import Document, Entity, Link, Merge, Problem
from pipeline.text.casing import fold


@dataclass(frozen=True, slots=True)
class Linked:
    """Entities over the corpus, and every decision that made them."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[str, str]  # mention -> entity
    merges: tuple[Merge, ...]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]


def link(
    documents: Sequence[Document], authority: Path | None, names: Path | None = None
) -> Linked:
    """Entities of the whole corpus; the order of `documents` does not matter.

    `authority` is the user's file of corrections, `names` a list of names with Wikidata items.
    """
    lines = authority_file.read(authority)
    listed = name_list.read(names, {fold(m.base_form) for d in documents for m in d.mentions})
    used: set[int] = set()
    groups: Groups[Form] = Groups(
        key=lambda form: fold(form.name), apart=authority_file.apart(lines)
    )
    pairs: list[tuple[str, Form, str, str, float, tuple[str, ...]]] = []
    keyword_links: list[Link] = []
    everything: list[Form] = []
    for document in sorted(documents, key=lambda d: d.source.doc_id):
        forms = authority_file.kept(lines, forms_of(document), used)
        everything += forms
        group_forms(document, forms, groups)
        of_keywords = align_keywords(document)
        pairs += _align(document, forms, groups, of_keywords)
        keyword_links += of_keywords
    authority_file.merge(lines, everything, groups, used)
    name_list.join(listed, everything, groups)
    join_articles(groups, groups.members(everything))
    found = to_entities(groups.members(everything))
    entities = authority_file.dress(lines, [entity for entity, _ in found], used)
    entities = name_list.linked(listed, entities, CLASSES)
    entity_of_form = {form: entity.entity_id for entity, group in found for form in group}
    return Linked(
        entities=tuple(entities),
        entity_of={m: entity.entity_id for entity, _ in found for m in entity.mention_ids},
        merges=tuple(_merges(groups.joins, entity_of_form)),
        links=(
            *(
                Link(doc_id, "entity", entity_of_form[form], tr, en, 0, score, evidence)
                for doc_id, form, tr, en, score, evidence in pairs
            ),
            *keyword_links,
        ),
        problems=tuple(authority_file.unused(lines, used, everything)),
    )


def _align(
    document: Document, forms: Sequence[Form], groups: Groups[Form], keywords: Sequence[Link]
) -> list[tuple[str, Form, str, str, float, tuple[str, ...]]]:
    """Join Turkish and English groups of one article; returns what stands for each pair."""
    members = groups.members(forms)
    turkish = [[f for f in g if f.lang == "tr"] for g in members]
    english = [[f for f in g if f.lang == "en"] for g in members]
    already = {i for i in range(len(members)) if turkish[i] and english[i]}
    left = [g for i, g in enumerate(turkish) if g and i not in already]
    right = [g for i, g in enumerate(english) if g and i not in already]
    found: list[tuple[str, Form, str, str, float, tuple[str, ...]]] = []
    for i in sorted(already):
        a, b = turkish[i][0], english[i][0]
        found.append((document.source.doc_id, a, a.name, b.name, 0.95, ("alias",)))
    aligned = align_entities(document, left, right, keywords)
    for i, j, score, evidence, tr, en in [*aligned, *remaining(document, left, right, aligned)]:
        groups.join(Join(left[i][0], right[j][0], "alignment:" + "+".join(evidence), score))
        found.append((document.source.doc_id, left[i][0], tr, en, score, evidence))
    return found


def _merges(joins: Sequence[Join[Form]], entity_of: Mapping[Form, str]) -> list[Merge]:
    made: dict[tuple[str, str, str], Merge] = {}
    for join in joins:
        a, b = sorted((join.a.name, join.b.name))
        merge = Merge(entity_of[join.a], a, b, join.rule, round(join.score, 4), join.rivals)
        kept = made.get((merge.entity_id, a, b))
        if a != b and (kept is None or kept.score > merge.score):
            made[merge.entity_id, a, b] = merge
    return sorted(made.values(), key=lambda m: (m.entity_id, m.form_a, m.form_b))
