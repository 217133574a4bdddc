"""A run from outside: what there is to do, doing it under a lock, and putting it in place."""

import os
import resource
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline import artefacts, exporting, finished, publishing, reporting, run, workers
from pipeline.config import Settings
from pipeline.errors import PipelineError
from pipeline.records import Document
from pipeline.run import Failure, Source

HERE = Path(__file__).parent
LOCK = ".lock"
AUTHORITY, METADATA, NAMES = "authority.csv", "metadata.csv", "names.tsv"
CORRECTIONS = "corrections.csv"
CODE = (".py", ".tsv", ".txt", ".toml", ".html", ".css", ".js")
MEASURED = "evaluation/record.json"  # the report tells of it
NOT_RUN = ("training", "evaluation", "models")  # of the package, what a run does not read
WORKER_GIGABYTES = 2.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do."""

    corpus: Path
    out: Path
    settings: Settings
    fingerprint: str
    sources: tuple[Source, ...]
    todo: tuple[Source, ...]  # documents whose records do not lie ready
    duplicates: dict[str, str]  # path -> path of the file with the same content
    unchanged: bool  # everything the last run made still holds


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    n_documents: int
    n_reused: int
    n_mentions: int
    n_entities: int
    n_citations: int
    n_works: int
    failures: tuple[tuple[str, str, str], ...]  # code, path, message
    seconds: float


def plan(corpus: Path, out: Path, settings: Settings, *, force: bool = False) -> Plan:
    """Look at the corpus and at the last run; nothing is written."""
    if not corpus.is_dir():
        raise PipelineError("E_CONFIG", f"{corpus}: no such folder: name the folder of articles")
    corpus, out = corpus.resolve(), out.resolve()
    fingerprint = _fingerprint(settings)
    sources = tuple(run.sources(corpus, out, fingerprint))
    if not sources:
        raise PipelineError("E_NO_INPUT", f"{corpus} holds no .txt, .pdf, .docx, .html or .xml")
    first: dict[str, str] = {}
    duplicates = {
        s.relative: first[s.sha256]
        for s in sources
        if first.setdefault(s.sha256, s.relative) != s.relative
    }
    alone = [s for s in sources if s.relative not in duplicates]
    record = publishing.read_record(out)
    unchanged = (
        not force
        and record.get("inputs") == _inputs(corpus, sources, fingerprint)
        and publishing.intact(out, record)
    )
    todo = tuple(s for s in alone if force or not s.artefact.is_file())
    return Plan(corpus, out, settings, fingerprint, sources, todo, duplicates, unchanged)


def describe(made: Plan) -> Iterator[str]:
    """What a run would do, a line a document."""
    waiting = {source.relative for source in made.todo}
    for source in made.sources:
        if source.relative in made.duplicates:
            what = f"same content as {made.duplicates[source.relative]}"
        else:
            what = "analyse" if source.relative in waiting else "unchanged"
        yield f"{source.relative}\t{what}"


def carry_out(made: Plan, advance: Callable[[int, str], None]) -> Summary:
    """Do what a plan says; `advance` hears of every document that is done."""
    began = time.monotonic()
    made.out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(made.out / LOCK, timeout=0):
            return _under_lock(made, advance, began)
    except Timeout:
        raise PipelineError(
            "E_LOCKED", f"{made.out}: another run is writing here: wait for it, or use --out"
        ) from None


def _under_lock(made: Plan, advance: Callable[[int, str], None], began: float) -> Summary:
    for orphan in (made.out / publishing.STAGING, *made.out.glob(".*.tmp")):
        shutil.rmtree(orphan, ignore_errors=True)
    failures = _document_stages(made, advance)
    documents = run.corrected(_load(made, failures), made.corpus / CORRECTIONS)
    documents_seconds = time.monotonic() - began
    frames = run.corpus_tables(
        documents, failures, made.corpus / AUTHORITY, made.corpus / NAMES
    )
    staging = made.out / publishing.STAGING
    staging.mkdir()
    publishing.write_tables(frames, staging / "tables")
    texts = {d.source.doc_id: d.article.text for d in documents}
    publishing.write_texts(texts, staging / "text")
    publishing.write_datapackage(frames, staging, made.settings.publish.licence)
    reporting.write(frames, texts, staging, made.settings, _n_processes(made.settings))
    made_of = finished.of(frames, texts)
    for name, folder in exporting.USUAL.items():
        exporting.export(name, made_of, staging / "exports" / folder)
    for name, content in run.reading_lists(documents).items():
        path = staging / "exports" / "kaynakca" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode("utf-8"))
    seconds = time.monotonic() - began
    publishing.publish(
        staging, made.out, _record(made, frames, failures, documents_seconds, seconds)
    )
    _sweep(made)
    return Summary(
        n_documents=len(documents),
        n_reused=len(documents) - sum(1 for s in made.todo if s.artefact.is_file()),
        n_mentions=len(frames["mentions"]),
        n_entities=len(frames["entities"]),
        n_citations=int((frames["citations"]["place_kind"] != "bibliography").sum()),
        n_works=len(frames["works"]),
        failures=tuple((f.code, f.source.relative, f.message) for f in failures),
        seconds=seconds,
    )


def _document_stages(made: Plan, advance: Callable[[int, str], None]) -> list[Failure]:
    """Analyse what waits, in worker processes."""
    waiting = largest_first(made.todo)
    jobs = [(str(s.path), str(s.artefact)) for s in waiting]
    for source in waiting:
        source.artefact.unlink(missing_ok=True)
    done = len(made.sources) - len(jobs)
    failures = []
    prepare = partial(run.prepare, corpus=made.corpus)
    seconds = made.settings.limits.seconds
    for outcome in workers.run_all(jobs, prepare, made.settings, _n_workers(made), seconds):
        done += 1
        source = waiting[outcome.index]
        advance(done, source.relative)
        if outcome.code:
            failures.append(Failure(source, outcome.code, outcome.message))
    return sorted(failures, key=lambda failure: failure.source.relative)


def largest_first(sources: Sequence[Source]) -> list[Source]:
    """The order of work in which processes finish together: longest first (Graham 1969)."""
    return sorted(sources, key=lambda source: (-source.size, source.relative))


def _n_workers(made: Plan) -> int:
    """As many as there are documents, cores for them and memory."""
    return made.settings.jobs or max(1, min(_n_processes(made.settings), len(made.todo)))


def _n_processes(settings: Settings) -> int:
    """What the settings say; else as many as there are cores, and as fit into memory."""
    if settings.jobs:
        return settings.jobs
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    fitting = int(pages * size / 1e9 / 2 / WORKER_GIGABYTES)
    return max(1, min(len(os.sched_getaffinity(0)), fitting))


def _load(made: Plan, failures: list[Failure]) -> list[Document]:
    """The records of every document that could be read, duplicates once, in order of path."""
    failed = {failure.source.relative for failure in failures}
    documents = []
    for source in made.sources:
        if source.relative in failed:
            continue
        if source.relative in made.duplicates:
            same = made.duplicates[source.relative]
            failures.append(
                Failure(source, "W_DUPLICATE", f"same content as {same}: analysed once")
            )
            continue
        documents.append(artefacts.load(source.artefact))
    return documents


def _inputs(corpus: Path, sources: tuple[Source, ...], fingerprint: str) -> dict[str, Any]:
    beside = {
        name: publishing.digest_of([corpus / name], corpus)
        for name in (AUTHORITY, METADATA, NAMES, CORRECTIONS)
        if (corpus / name).is_file()
    }
    return {
        "program": fingerprint,
        "accuracy": publishing.digest_of([HERE / MEASURED], HERE),
        "documents": {source.relative: source.sha256 for source in sources},
        **beside,
    }


def _fingerprint(settings: Settings) -> str:
    """One digest over settings, code, knowledge files and models: what results depend on."""
    code = [
        path
        for path in HERE.rglob("*")
        if path.suffix in CODE and path.relative_to(HERE).parts[0] not in NOT_RUN
    ]
    models = [path for path in (HERE / "models").rglob("*") if path.is_file()]
    parts = [publishing.digest_of(code, HERE), publishing.digest_of(models, HERE)]
    fixed = _without_jobs(settings).model_dump_json()
    return publishing.digest_of_text("\0".join([*parts, fixed, str(publishing.versions())]))


def _without_jobs(settings: Settings) -> Settings:
    """Settings without the number of processes, on which no result depends."""
    return settings.model_copy(update={"jobs": 0})


def _record(
    made: Plan,
    frames: run.Frames,
    failures: list[Failure],
    documents_seconds: float,
    seconds: float,
) -> dict[str, Any]:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "program": "ikidil",
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "versions": publishing.versions(),
        "settings": made.settings.model_dump(),
        "models": {
            path.relative_to(HERE / "models").as_posix(): publishing.digest_of([path], HERE)
            for path in sorted((HERE / "models").rglob("*"))
            if path.is_file() and path.suffix not in (".md", ".json", ".py")
        },
        "inputs": _inputs(made.corpus, made.sources, made.fingerprint),
        "rows": {name: len(frame) for name, frame in frames.items()},
        "failures": [
            {"path": f.source.relative, "code": f.code, "message": f.message} for f in failures
        ],
        "seconds": {"documents": round(documents_seconds, 2), "all": round(seconds, 2)},
        "peak_memory_mb_of_a_worker": round(usage.ru_maxrss / 1024),
    }


def _sweep(made: Plan) -> None:
    """Remove artefacts that no document of the corpus needs any more."""
    needed = {source.artefact for source in made.sources}
    for path in (made.out / run.CACHE).glob("*.json.gz"):
        if path not in needed:
            path.unlink(missing_ok=True)
