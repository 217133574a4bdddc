"""The corridor: the stages of a run, in order.

Documents go one by one through reading, restoring, tagging and citing; what comes out is kept and
used again while neither the document nor the program changes. The corpus as a whole then goes
through linking, works, measuring and reporting, which read records and tables only.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from pipeline import artefacts, assembling, citing, linking, measuring, reading, restoring, tagging
from pipeline.citing import lint as citation_lint
from pipeline.citing import works as citing_works
from pipeline.citing.reference_list import reference_lists
from pipeline.config import Settings
from pipeline.linking import in_notes as names_in_notes
from pipeline.reading import metadata
from pipeline.records import Document, Problem
from pipeline.tables import frame
from pipeline.tagging import corrections, in_notes

Frames = dict[str, pd.DataFrame]
CACHE = ".cache"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the corpus, and where its artefact lies or will lie."""

    path: Path
    relative: str
    sha256: str
    artefact: Path
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be analysed."""

    source: Source
    code: str
    message: str


def sources(corpus: Path, out: Path, fingerprint: str) -> list[Source]:
    """The files of the corpus in order; an artefact's name says all that it depends on."""
    found = []
    for path in reading.find_files(corpus):
        digest = _sha256(path)
        relative = path.relative_to(corpus).as_posix()
        known = sorted(metadata.known_of(path, corpus).items())  # an edited row is read anew
        parts = (relative, digest, fingerprint, *(f"{name}={value}" for name, value in known))
        key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
        artefact = out / CACHE / f"{key}.json.gz"
        found.append(Source(path, relative, digest, artefact, path.stat().st_size))
    return found


def prepare(settings: Settings, corpus: Path) -> Callable[[tuple[str, str]], None]:
    """Load the models once; the function returned analyses one file into one artefact."""
    limits = reading.Limits(
        file_bytes=int(settings.limits.megabytes * 1_000_000),
        characters=settings.limits.characters,
        pages=settings.limits.pages,
    )
    engines = tagging.load(settings)

    def work(job: tuple[str, str]) -> None:
        path, artefact = job
        document = analyze_document(Path(path), corpus, limits, engines)
        artefacts.save(document, Path(artefact))

    return work


def analyze_document(
    path: Path, corpus: Path, limits: reading.Limits, engines: tagging.Engines
) -> Document:
    """One file through the document stages."""
    source = reading.read(path, corpus, limits)
    article = restoring.restore(source, engines.is_word)
    tagged = tagging.tag(article, engines)
    cited = citing.cite(article)
    return Document(
        source=source,
        article=article,
        sentences=tagged.sentences,
        tokens=tagged.tokens,
        mentions=tagged.mentions,
        vectors=tagged.vectors,
        note_kinds=cited.note_kinds,
        citations=cited.citations,
        resolutions=cited.resolutions,
        reference_lists=reference_lists(cited.citations, cited.resolutions),
        problems=(*tagged.problems, *cited.problems),
        note_mentions=in_notes.note_mentions(article, cited.citations, engines),
    )


def corrected(documents: list[Document], path: Path) -> list[Document]:
    """The documents with what the user's ``corrections.csv`` says of their mentions."""
    lines = corrections.read(path)
    return [
        corrections.corrected(d, lines[d.source.doc_id]) if d.source.doc_id in lines else d
        for d in documents
    ]


def corpus_tables(
    documents: list[Document], failures: list[Failure], authority: Path, names: Path
) -> Frames:
    """The corpus stages: every table, from the records of all documents and the user's files."""
    given = [path if path.is_file() else None for path in (authority, names)]
    linked = linking.link(documents, *given)
    citations = [c for d in documents for c in d.citations]
    resolutions = [r for d in documents for r in d.resolutions]
    merged = citing_works.merge(citations, resolutions)
    lint = [
        row for d in documents for row in citation_lint.lint(d.article, d.citations, d.resolutions)
    ]
    made: Frames = {
        "sections": frame("sections", assembling.sections(documents)),
        "keywords": frame("keywords", assembling.keywords(documents)),
        "hyphenation": frame("hyphenation", assembling.hyphenation(documents)),
        "notes": frame("notes", assembling.notes(documents)),
        "sentences": frame("sentences", assembling.sentences(documents)),
        "tokens": frame("tokens", assembling.tokens(documents)),
        "mentions": frame("mentions", assembling.mentions(documents, linked.entity_of)),
        "note_mentions": frame(
            "note_mentions",
            (row for d in documents for row in names_in_notes.placed(d, linked.entity_of)),
        ),
        "alignments": frame("alignments", assembling.alignments(linked.links)),
        "keyword_pairs": frame("keyword_pairs", assembling.keyword_pairs(linked.links)),
        "merges": frame("merges", assembling.merges(linked.merges)),
        "citations": frame(
            "citations", assembling.citations(documents, merged.work_of, merged.container_of)
        ),
        "lint": frame("lint", assembling.lint(lint)),
        "problems": frame(
            "problems",
            [
                *assembling.problems(documents),
                *(assembling.problem_row("", p) for p in linked.problems),
                *(assembling.problem_row(f.source.relative, _as_problem(f)) for f in failures),
            ],
        ),
    }
    made["documents"] = frame(
        "documents",
        [
            *assembling.documents(documents, made),
            *(assembling.failed_row(f.source.relative, f.source.sha256, f.code) for f in failures),
        ],
    )
    made["entities"] = frame("entities", assembling.entities(linked.entities, made["mentions"]))
    made["works"] = frame("works", assembling.works(merged.works, made["citations"]))
    texts = {d.source.doc_id: d.article.text for d in documents}
    raws = {d.source.doc_id: d.source.text for d in documents}
    origins = {d.source.doc_id: d.article.origin for d in documents}
    for name, rows in measuring.measure(made, texts, raws, origins).items():
        made[name] = frame(name, rows)
    return made


def reading_lists(documents: list[Document]) -> dict[str, str]:
    """A KAYNAKÇA for each article that prints none: file name to content."""
    return {
        f"{d.source.doc_id}.{style}.md": made
        for d in documents
        for style, made in d.reference_lists.items()
    }


def _as_problem(failure: Failure) -> Problem:
    return Problem("reading", failure.code, failure.source.relative, failure.message)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(partial(file.read, 1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
