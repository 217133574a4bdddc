"""One run over a small corpus of good and bad files, looked at from every side."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import cassis
import duckdb
import pandas as pd
import pytest
from lxml import etree

from pipeline import explaining, exporting, finished, suggesting, supervising, tables
from pipeline.config import Settings
from pipeline.errors import PipelineError
from pipeline.exporting.inception import typesystem
from pipeline.linking import authority
from pipeline.tagging import corrections
from tests.exporting.test_tei import paragraphs

ARTICLE = """Özet
Bu makalede Kırım Savaşı sırasında Fuad Paşa’nın yürüttüğü görüşmeler ince-
lenmektedir. Osmanlı Devleti Paris’te temsil edilmiştir.

Anahtar Kelimeler: Fuad Paşa, Kırım Savaşı, Paris.

Abstract
In this article the negotiations carried out by Fuad Pasha during the Crimean
War are examined. The Ottoman Empire was represented in Paris.

Key Words: Fuad Pasha, Crimean War, Paris.

Giriş

Fuad Paşa, Londra’ya gitmeden önce Paris’te kaldı.1 Kırım Savaşı bitince İngi-
liz elçisi Stratford Canning ile görüştü.2 Görüşme Fuad Paşa’yı tatmin etmedi.3

1\tBernard Lewis, Modern Türkiye’nin Doğuşu, çev. Metin Kıratlı, Ankara, 1970, s. 115.
2\tLewis, a.g.e., s. 117.
3\tEnver Ziya Karal, Osmanlı Tarihi, C. V, Ankara, 1947, s. 230.
"""
BODY_ONLY = "Ankara 1923’te başkent oldu. Meclis bu kararı Ekim ayında aldı.\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "Çağdaş İnceleme (son).txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "kopya.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "windows.txt").write_bytes(ARTICLE.replace("1970", "1988").encode("cp1254"))
    (folder / "yalnız gövde.txt").write_text(BODY_ONLY, encoding="utf-8")
    (folder / "boş.txt").write_bytes(b"")
    (folder / "resim.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    return folder


def analyzed(corpus: Path, out: Path, jobs: int = 1) -> supervising.Summary:
    settings = Settings(jobs=jobs)
    plan = supervising.plan(corpus, out, settings)
    return supervising.carry_out(plan, lambda done, name: None)


@pytest.fixture(scope="module")
def out(corpus, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "çıktı"
    analyzed(corpus, folder)
    return folder


@pytest.fixture(scope="module")
def made(out) -> dict[str, pd.DataFrame]:
    return tables.read(out / "tables")


def test_every_file_is_a_row(made):
    documents = made["documents"].set_index("path")
    assert len(documents) == 6
    assert documents.loc["boş.txt", "error_code"] == "E_EMPTY"
    assert documents.loc["resim.txt", "error_code"] == "E_TYPE"
    twins = documents.loc[["kopya.txt", "Çağdaş İnceleme (son).txt"]]
    assert sorted(twins["error_code"]) == ["", "W_DUPLICATE"]
    assert documents.loc["windows.txt", "status"] in ("ok", "partial")
    assert documents.loc["yalnız gövde.txt", "n_notes"] == 0


def test_a_problem_says_what_to_do(made):
    problems = made["problems"]
    assert {"E_EMPTY", "E_TYPE", "W_DUPLICATE"} <= set(problems["code"])
    assert problems["message"].str.len().gt(10).all()


def test_every_offset_holds(made, out):
    mentions, raws = made["mentions"], {}
    assert len(mentions) > 20
    for row in mentions.itertuples():
        text = (out / "text" / f"{row.doc_id}.txt").read_bytes().decode("utf-8")
        raws.setdefault(row.doc_id, text)
        assert text[row.start : row.end] == row.surface
    for row in made["sentences"].itertuples():
        assert raws.get(row.doc_id, "x" * 10**6)[row.start : row.end].strip()


def test_raw_offsets_lead_to_the_file(made, corpus):
    raw = ARTICLE
    documents = made["documents"].set_index("doc_id")
    for row in made["mentions"].itertuples():
        if documents.loc[row.doc_id, "path"] in ("kopya.txt", "Çağdaş İnceleme (son).txt"):
            letters = "".join(raw[row.raw_start : row.raw_end].split()).replace("-", "")
            assert letters == "".join(row.surface.split()).replace("-", "")


def test_words_cut_by_a_line_are_whole(made):
    assert {"incelenmektedir", "İngiliz"} <= set(made["tokens"]["text"])
    assert made["hyphenation"]["decision"].eq("join").all()


def test_short_references_are_resolved(made):
    cited = made["citations"]
    short = cited[cited["short_marker"] != ""]
    assert len(short) == 2
    for row in short.itertuples():
        antecedent = cited.set_index("citation_id").loc[row.antecedent_id]
        assert antecedent["work_id"] == row.work_id
        assert antecedent["authors"] == "Lewis, Bernard"


def test_the_two_languages_are_one_entity(made):
    pairs = {(r.tr_form, r.en_form) for r in made["alignments"].itertuples()}
    assert ("Fuad Paşa", "Fuad Pasha") in pairs
    entity = made["entities"].set_index("name").loc["Fuad Paşa"]
    assert entity["n_en"] >= 2
    assert entity["n_documents"] == 2
    assert set(made["keyword_pairs"]["keyword_en"]) == {"Fuad Pasha", "Crimean War", "Paris"}


def test_foreign_keys_hold(made):
    entities, works = set(made["entities"]["entity_id"]), set(made["works"]["work_id"])
    assert set(made["mentions"]["entity_id"]) <= entities
    assert set(made["citations"]["work_id"]) - {""} <= works
    assert set(made["mentions"]["sentence_id"]) <= set(made["sentences"]["sentence_id"])


def test_every_count_has_its_evidence(made):
    evidence = made["evidence"].groupby(["kind", "id"]).size()
    for row in made["cooccurrence"].itertuples():
        assert evidence[f"pair-{row.window}", f"{row.entity_a} {row.entity_b}"] == row.n
    for row in made["entities"].itertuples():
        assert evidence["mention", row.entity_id] == row.n_mentions
    for row in made["works"].itertuples():
        assert evidence.get(("citation", row.work_id), 0) == row.n_citations


# For each table that counts: kind and id of its rows of evidence, and the column that counts them.
COUNTED = {
    "cooccurrence": ("'pair-' || \"window\"", "entity_a || ' ' || entity_b", "n"),
    "citation_frequency": (
        "CASE level WHEN 'work' THEN 'citation' ELSE 'citation-' || level END", "id", "n_citations",
    ),
    "entities": ("'mention'", "entity_id", "n_mentions"),
    "works": ("'citation'", "work_id", "n_citations"),
    "source_kinds": ("'citation-' || dimension", "value", "n_citations"),
    "source_years": ("'citation-year'", "CAST(year AS VARCHAR)", "n_citations"),
    "work_pairs": ("'works-' || \"window\"", "work_a || ' ' || work_b", "n"),
    "entity_works": ("'entity-work'", "entity_id || ' ' || work_id", "n"),
    "document_pairs": ("'document-pair'", "doc_a || ' ' || doc_b", "n_works"),
}  # fmt: skip


@pytest.mark.parametrize("table", COUNTED)
def test_every_count_is_a_count_of_evidence(table, out):
    kind, key, n = COUNTED[table]
    folder = out / "tables"
    [(rows, wrong)] = duckdb.sql(
        f"WITH e AS (SELECT kind, id, count(*) AS k FROM '{folder}/evidence.parquet' GROUP BY ALL),"
        f" t AS (SELECT {kind} AS kind, {key} AS id, {n} AS n FROM '{folder}/{table}.parquet')"
        " SELECT count(*), count(*) FILTER (WHERE coalesce(k, 0) <> n) FROM t LEFT JOIN e"
        " USING (kind, id)"
    ).fetchall()
    assert rows > 0 or table == "document_pairs"
    assert wrong == 0


def test_foreign_keys_and_types_hold_as_frictionless_reads_them(out):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "note"])[:5]
    assert len(report.tasks) == len(list((out / "tables").glob("*.csv")))


def test_parquet_and_csv_hold_the_same(made, out):
    for name, table in made.items():
        read = pd.read_csv(out / "tables" / f"{name}.csv", keep_default_na=False, dtype=str)
        for column in table.columns:
            values = table[column]
            texts = values.astype("string").fillna("")
            if values.dtype == "Float64":
                known = values.notna()
                assert read[column][~known].eq("").all()
                assert (read[column][known].astype(float) == values[known]).all(), (name, column)
            else:
                assert list(read[column]) == list(texts), (name, column)


def test_keys_are_unique(made):
    from pipeline.schema import tables as schema

    for name, table in schema().items():
        if name not in ("problems", "evidence", "lint"):
            assert not made[name].duplicated(table.key).any(), name


def test_the_record_lists_every_output(out):
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    on_disk = {
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file() and not path.relative_to(out).parts[0].startswith(".")
    }
    assert set(record["outputs"]) == on_disk - {"run.json"}
    for name, entry in record["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == entry["sha256"]
    assert record["failures"]
    assert str(Path.home()) not in (out / "run.json").read_text(encoding="utf-8")


def test_nothing_changed_is_nothing_to_do(corpus, out):
    plan = supervising.plan(corpus, out, Settings())
    assert plan.unchanged
    assert not plan.todo or {s.relative for s in plan.todo} <= {"boş.txt", "resim.txt"}


def test_a_changed_setting_is_work_to_do(corpus, out):
    settings = Settings.model_validate({"entities": {"threshold": 0.9}})
    assert not supervising.plan(corpus, out, settings).unchanged


def test_two_runs_give_the_same_bytes(corpus, out, tmp_path):
    """Another number of processes, another hash seed, another locale and time zone."""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-m", "pipeline", "analyze", str(corpus), "--out", str(tmp_path)]
    done = subprocess.run([*command, "--jobs", "2", "--strict"], env=environment, check=False)
    assert done.returncode == 3
    one, other = ({p.relative_to(r): p.read_bytes() for p in sorted(r.rglob("*")) if p.is_file()
                   and p.name != "run.json" and not p.relative_to(r).parts[0].startswith(".")}
                  for r in (out, tmp_path))  # fmt: skip
    assert set(one) == set(other)
    assert [str(name) for name in one if one[name] != other[name]] == []


def test_the_workbook_holds_the_tables_and_no_formula(made, out):
    import openpyxl

    book = openpyxl.load_workbook(out / "exports" / "ikidil.xlsx")
    entities = list(book["entities"].values)
    assert entities[0] == tuple(made["entities"].columns)
    assert [row[0] for row in entities[1:]] == list(made["entities"]["entity_id"])
    kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row}
    assert "f" not in kinds


def test_works_travel_to_reference_managers(out):
    assert "Modern Türkiye’nin Doğuşu" in (out / "exports" / "works.bib").read_text("utf-8")
    assert "AU  - Lewis, Bernard" in (out / "exports" / "works.ris").read_text("utf-8")


def test_a_citation_and_an_entity_are_explained(out):
    told = "\n".join(explaining.entity(out, "Fuad Pasha"))
    assert "Fuad Paşa" in told
    assert "alignment" in told
    trail = "\n".join(explaining.citation(out, "windows.txt", 2))
    assert "Lewis" in trail


@pytest.mark.parametrize(
    ("command", "said"),
    [(["export", "gexf", "--to", "TO"], ".gexf"), (["export", "wordstar"], "tei"),
     (["suggest"], "action,"), (["refined", "entities.csv"], "action,"),
     (["corrections", "spans.jsonl"], "label_before"), (["compare", "OUT", "OUT"], "no difference"),
     (["explain", "Fuad Paşa"], "Fuad Pasha")],
)  # fmt: skip
def test_every_command_answers_on_a_finished_run(out, tmp_path, command, said):
    """A wrong format is answered with those that there are, a line each."""
    for name in ("openrefine", "doccano"):
        exporting.export(name, finished.read(out), tmp_path)
    files = {"entities.csv": next(tmp_path.glob("*.csv")), "spans.jsonl": next(tmp_path.glob("*l"))}
    places = {"TO": tmp_path / "to", "OUT": out, **files}
    words = [str(places.get(word, word)) for word in command]
    words += [] if command[0] == "compare" else ["--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == (2 if "wordstar" in command else 0), done.stderr
    told = done.stdout + done.stderr
    assert said in told and "�" not in told


def test_every_exported_text_is_the_text(out, tmp_path):
    """Commas between keywords too, which are no tokens."""
    run = finished.read(out)
    assert any("Paşa, Kırım" in text for text in run.texts.values())
    for path in exporting.export("tei", run, tmp_path):
        root = etree.parse(path).getroot()
        assert "\n\n".join(paragraphs(root)) == run.texts[path.name.removesuffix(".tei.xml")]
    for path in exporting.export("inception", run, tmp_path)[1:]:
        with path.open("rb") as file:
            cas = cassis.load_cas_from_xmi(file, typesystem=typesystem())
        assert cas.sofa_string == run.texts[path.stem]
    [path] = exporting.export("w3c", run, tmp_path)
    items = json.loads(path.read_text(encoding="utf-8"))["first"]["items"]
    for item, row in zip(items, run.tables["mentions"].itertuples(), strict=True):
        quote = item["target"]["selector"][0]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert run.texts[row.doc_id][row.start - len(quote["prefix"]) :].startswith(around)


def test_every_mention_begins_once_in_the_files_of_tokens(out, made, tmp_path):
    for name in ("conllu", "hipe", "iob2"):
        paths = exporting.export(name, finished.read(out), tmp_path)
        begun = sum(len(re.findall(r"[\t=]B-", path.read_text("utf-8"))) for path in paths)
        assert begun == len(made["mentions"]), name


def test_what_a_run_exports_is_what_the_command_exports(out, tmp_path):
    run = finished.read(out)
    for name, folder in exporting.USUAL.items():
        for path in exporting.export(name, run, tmp_path):
            assert path.read_bytes() == (out / "exports" / folder / path.name).read_bytes()


def test_suggestions_are_lines_that_the_authority_file_takes(out, tmp_path):
    rows = [suggesting.HEAD, *suggesting.suggestions(out)]
    path = tmp_path / "authority.csv"
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    lines = authority.read(path)
    assert len(lines) == len(rows) - 1
    assert {line.action for line in lines} <= {"merge", "split"}


def test_corrections_are_applied_and_undone(corpus, out, made, tmp_path, monkeypatch):
    monkeypatch.setattr(supervising.reporting, "write", lambda *_: None)  # charts take long
    row = made["mentions"].iloc[0]
    copy, file = tmp_path / "out", corpus / "corrections.csv"
    shutil.copytree(out, copy)
    place = f"{row.doc_id},{row.start},{row.end},{row.surface}"
    file.write_text(f"{','.join(corrections.HEAD)}\n{place},{row.label},LAW\n", encoding="utf-8")
    try:
        analyzed(corpus, copy)
        mentions = tables.read(copy / "tables")["mentions"]
        [label] = mentions[mentions["mention_id"] == row.mention_id]["label"]
        assert label == "LAW"
    finally:
        file.unlink()
    analyzed(corpus, copy)
    for path in sorted((out / "tables").glob("*.csv")):
        assert (copy / "tables" / path.name).read_bytes() == path.read_bytes(), path.name


def test_an_edited_row_of_the_metadata_is_work_to_do(corpus, out):
    file = corpus / "metadata.csv"
    file.write_text("file,year\nwindows.txt,1999\n", encoding="utf-8")
    try:
        todo = [s.relative for s in supervising.plan(corpus, out, Settings()).todo]
        assert "windows.txt" in todo and "yalnız gövde.txt" not in todo
    finally:
        file.unlink()
    assert supervising.plan(corpus, out, Settings()).unchanged


def test_an_empty_corpus_says_so(tmp_path):
    with pytest.raises(PipelineError, match="E_NO_INPUT"):
        supervising.plan(tmp_path, tmp_path / "out", Settings())


def test_a_held_lock_is_respected(corpus, out):
    from filelock import FileLock

    plan = supervising.plan(corpus, out, Settings(), force=True)
    with FileLock(out / supervising.LOCK), pytest.raises(PipelineError, match="E_LOCKED"):
        supervising.carry_out(plan, lambda done, name: None)


def test_the_notebook_runs_on_a_run(out, monkeypatch):
    path = Path(__file__).parents[1] / "pipeline" / "examples" / "questions.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    monkeypatch.setenv("IKIDIL_OUT", str(out))
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert len(names["drawn"]) and len(names["people"])
