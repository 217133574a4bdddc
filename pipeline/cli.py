"""Commands, progress and exit codes: the only place with words for the person at the terminal."""

import csv
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal, TextIO

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline import (
    comparing,
    config,
    correcting,
    explaining,
    exporting,
    finished,
    refining,
    reporting,
    suggesting,
    supervising,
    tables,
)
from pipeline.errors import PipelineError

EXIT_INTERNAL, EXIT_USAGE, EXIT_FAILED, EXIT_NOTHING, EXIT_LOCKED = 1, 2, 3, 4, 5
EXIT_INTERRUPTED = 130
EXITS = {"E_CONFIG": EXIT_USAGE, "E_NO_INPUT": EXIT_NOTHING, "E_LOCKED": EXIT_LOCKED}

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
stderr = Console(stderr=True, highlight=False)


@app.callback()
def ikidil() -> None:
    """İkidil reads Turkish scholarly articles: entities, citations, charts, a report."""


@app.command()
def analyze(
    corpus: Annotated[Path, typer.Argument(help="folder of articles")],
    out: Annotated[Path, typer.Option(help="folder for tables, charts and the report")] = Path(
        "outputs"
    ),
    jobs: Annotated[int, typer.Option(min=0, help="processes (0: as many as help)")] = 0,
    dry_run: Annotated[bool, typer.Option(help="say what would be done, write nothing")] = False,
    force: Annotated[bool, typer.Option(help="analyse every document again")] = False,
    strict: Annotated[bool, typer.Option(help="exit 3 if a document failed")] = False,
    config_file: Annotated[
        Path | None, typer.Option("--config", help="a pipeline.toml instead of the defaults")
    ] = None,
) -> None:
    """Analyse a folder of articles into OUT."""
    settings = config.load(config_file)
    if jobs:
        settings = settings.model_copy(update={"jobs": jobs})
    plan = supervising.plan(corpus, out, settings, force=force)
    if dry_run:
        for line in supervising.describe(plan):
            typer.echo(line)
        return
    if plan.unchanged:
        typer.echo(f"Nothing has changed since the last run. See {out / 'report.html'}")
        return
    with _progress() as progress:
        task = progress.add_task("documents", total=len(plan.sources))

        def advance(done: int, name: str) -> None:
            progress.update(task, completed=done, description=escape(_printable(name)))

        summary = supervising.carry_out(plan, advance)
    for code, path, message in summary.failures:
        stderr.print(f"{code} {escape(_printable(path))}: {escape(_printable(message))}")
    typer.echo(
        f"{summary.n_documents} documents, {summary.n_mentions} mentions of {summary.n_entities} "
        f"entities, {summary.n_citations} citations of {summary.n_works} works "
        f"({summary.n_reused} documents unchanged, {len(summary.failures)} failed) "
        f"in {summary.seconds:.0f} s"
    )
    typer.echo(f"Report: {out / 'report.html'}\nTables: {out / 'tables'}\nCharts: {out / 'charts'}")
    if strict and summary.failures:
        raise typer.Exit(EXIT_FAILED)


MOST_CHANGES = 40  # that `compare` prints
Outputs = Annotated[Path, typer.Option(help="folder of a finished run")]


@app.command("export")
def export_tables(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="a wrong name lists them all")],
    out: Outputs = Path("outputs"),
    to: Annotated[Path | None, typer.Option(help="folder (default: OUT/exports/FORMAT)")] = None,
) -> None:
    """Write the tables of a run in the format of another program."""
    exporting.check(name)
    for path in exporting.export(name, finished.read(out), to or out / "exports" / name):
        typer.echo(path)


@app.command()
def charts(
    out: Outputs = Path("outputs"),
    language: Annotated[Literal["both", "tr", "en"], typer.Option(help="of the words")] = "both",
    columns: Annotated[int, typer.Option(min=1, max=2, help="columns of a journal page")] = 2,
    to: Annotated[Path | None, typer.Option(help="folder (if not OUT/charts-LANGUAGE-N)")] = None,
) -> None:
    """Draw the charts of a run again: in one language, one or two columns wide."""
    folder = to or out / f"charts-{language}-{columns}"
    look = reporting.Look(language, 1 if columns == 1 else 2)
    reporting.draw(tables.read(out / "tables"), folder, look, len(os.sched_getaffinity(0)))
    typer.echo(folder)


@app.command()
def suggest(out: Outputs = Path("outputs")) -> None:
    """Print lines for authority.csv: names that may be one, joins that may be wrong."""
    _print_csv(suggesting.HEAD, suggesting.suggestions(out))


@app.command()
def refined(
    table: Annotated[Path, typer.Argument(help="the table of `export openrefine`, edited")],
    out: Outputs = Path("outputs"),
) -> None:
    """Print lines for authority.csv: what was changed in the table of entities."""
    _print_csv(refining.HEAD, refining.lines(out, table))


@app.command()
def corrections(
    edited: Annotated[Path, typer.Argument(help="XMI file or folder, doccano or Prodigy JSONL")],
    out: Outputs = Path("outputs"),
) -> None:
    """Print lines for corrections.csv: what was changed in an exported annotation."""
    _print_csv(correcting.HEAD, correcting.lines(out, edited))


@app.command()
def compare(
    run_a: Annotated[Path, typer.Argument(help="folder of a finished run")],
    run_b: Annotated[Path, typer.Argument(help="folder of another run")],
    to: Annotated[Path | None, typer.Option(help="write every change to this CSV")] = None,
) -> None:
    """Tell what differs between two runs: entities and works gained, lost, merged, split."""
    rows = comparing.compare(run_a, run_b)
    for line in comparing.summary(rows) if rows else ["no difference"]:
        typer.echo(line)
    if to is None:
        for change, kind, name_a, name_b, *_, n_a, n_b in rows[:MOST_CHANGES]:
            names = " → ".join(name for name in dict.fromkeys((name_a, name_b)) if name)
            typer.echo(_printable(f"  {change} {kind}: {names} ({n_a} → {n_b})"))
        if len(rows) > MOST_CHANGES:
            typer.echo(f"  … {len(rows) - MOST_CHANGES} more: say --to changes.csv")
        return
    with to.open("w", encoding="utf-8", newline="") as file:
        _print_csv(comparing.HEAD, rows, file)


@app.command()
def explain(entity: str, out: Outputs = Path("outputs")) -> None:
    """Tell how an entity (an id or a name) came to be: forms, joins, rules, scores, places."""
    for line in explaining.entity(out, entity):
        typer.echo(line)


@app.command("explain-citation")
def explain_citation(document: str, note: int, out: Outputs = Path("outputs")) -> None:
    """Tell how a note was read, and what its short references stand for."""
    for line in explaining.citation(out, document, note):
        typer.echo(line)


def _print_csv(
    head: Sequence[str], rows: Iterable[Sequence[object]], to: TextIO | None = None
) -> None:
    writer = csv.writer(to or sys.stdout, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=stderr, disable=not stderr.is_terminal, transient=True,
    )  # fmt: skip


def _printable(text: str) -> str:
    """Text from a file without characters that command a terminal.

    >>> _printable("a\\x1b[2Jb")
    'a�[2Jb'
    """
    return "".join(char if char.isprintable() else "�" for char in text)


def main() -> None:
    """The program: run a command and turn what happens into an exit code."""
    try:
        app()
    except PipelineError as error:
        for line in str(error).split("\n"):
            stderr.print(escape(_printable(line)))
        sys.exit(EXITS.get(error.code, EXIT_INTERNAL))
    except KeyboardInterrupt:
        stderr.print("Interrupted. Run the same command again: finished documents are kept.")
        sys.exit(EXIT_INTERRUPTED)
