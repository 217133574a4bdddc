"""``make eval``: every task on gold data in one table, with what was gained and lost.

``python -m pipeline.evaluation`` measures everything; ``--record`` keeps the figures as the
record that the next measurement is held against. Single files: ``ner``, ``sentences`` and
``short-references``.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pipeline.evaluation import files, golds, tasks, treebank
from pipeline.evaluation.scores import Score

RECORD = Path(__file__).with_name("record.json")
WIDTHS = (17, 28, 26, 6)
SHOWN = 12  # gained and lost items that are printed

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def everything(
    context: typer.Context,
    record: Annotated[bool, typer.Option(help="keep these figures as the record")] = False,
    only: Annotated[str, typer.Option(help="measure one task only")] = "",
) -> None:
    """Measure every task."""
    if context.invoked_subcommand:
        return
    if golds.seed() is None:
        typer.echo("The shared folder is not here: the sample article and its data are skipped.")
    scores: list[Score] = []
    for name, task in tasks.TASKS.items():
        if only in ("", name):
            found = task()
            print_scores(found)
            scores += found
    if record:
        kept = {key(s): {"value": s.value, "n": s.n, "right": list(s.right)} for s in scores}
        if only and RECORD.is_file():
            kept = json.loads(RECORD.read_text(encoding="utf-8")) | kept
        text = json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True)
        RECORD.write_text(f"{text}\n", encoding="utf-8")


@app.command()
def ner(path: Path, lang: Annotated[str, typer.Option()] = "tr") -> None:
    """Score the entity recogniser on an IOB2 file (word, tab, tag)."""
    print_scores(files.ner(path, lang))


@app.command()
def sentences(path: Path, texts: Path) -> None:
    """Score the sentence splitter on gold spans (JSON) over texts (JSON)."""
    print_scores(files.sentences(path, texts))


@app.command("treebank")
def treebank_file(path: Path) -> None:
    """Score the engines of Turkish morphology on a CoNLL-U file."""
    print_scores(treebank.score_file(path))


@app.command("short-references")
def short_references(path: Path) -> None:
    """Score the resolution of short references on a CSV in the form of Linked Books."""
    print_scores(files.short_references(path))


@app.command()
def bench() -> None:
    """Words a second and memory, by stage."""
    for line in tasks.bench():
        typer.echo(line)


def key(score: Score) -> str:
    """What a figure is called in the record."""
    return f"{score.task} / {score.data} / {score.metric}"


def print_scores(scores: Sequence[Score]) -> None:
    """One line a figure: interval, bar, the last record, and items gained and lost."""
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    for score in scores:
        last = record.get(key(score), {})
        cells = [score.task, score.data, score.metric, str(score.n)]
        line = " ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))
        line += f" {score.value:8.4f}"
        line += f" [{score.low:.3f}, {score.high:.3f}]" if score.low is not None else " " * 15
        line += f" bar {score.bar:g}" if score.bar is not None else ""
        line += f"  last {last['value']:.4f}" if last else ""
        line += f"  ({score.baseline})" if score.baseline else ""
        typer.echo(line.rstrip())
        _changes("gained", set(score.right) - set(last.get("right", [])), bool(last))
        _changes("lost", set(last.get("right", [])) - set(score.right), bool(last))


def _changes(what: str, items: set[str], known: bool) -> None:
    if known and items:
        shown = sorted(items)[:SHOWN]
        more = f" … {len(items) - SHOWN} more" if len(items) > SHOWN else ""
        typer.echo(f"    {what} {len(items)}: {', '.join(shown)}{more}")


if __name__ == "__main__":
    app()
