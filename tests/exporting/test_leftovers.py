"""A second export into the same folder: what of the first is removed, and what never."""

import pytest

from pipeline.exporting import FORMATS, NAMED_BY_RUN, export
from pipeline.exporting.finished import Finished
from pipeline.exporting.leftovers import sweep
from tests.exporting.made import outside, run_of, with_keywords

GONE = "z-00000000"


@pytest.fixture(scope="module")
def less():
    """The run without its second article."""
    return run_of([with_keywords("a-00000000")])


def files(folder):
    return sorted(path.name for path in folder.iterdir() if path.name[0] != ".")


def files_of(name, run, folder):
    return sorted(path.name for path in export(name, run, folder / name))


@pytest.mark.parametrize("name", ["inception", "tei"])
def test_a_file_of_an_article_that_is_gone_goes(name, run, less, tmp_path):
    first = export(name, run, tmp_path)
    second = export(name, less, tmp_path)
    assert len(second) == len(first) - 1
    assert files(tmp_path) == sorted(path.name for path in second)


def test_a_language_that_is_gone_goes(run, tmp_path):
    tokens = run.tables["tokens"]
    export("iob2", run, tmp_path)
    turkish = Finished({**run.tables, "tokens": tokens[tokens["lang"] == "tr"]}, run.texts)
    export("iob2", turkish, tmp_path)
    assert files(tmp_path) == ["corpus-tr.iob2"]


def test_what_a_person_put_there_or_changed_stays(run, less, tmp_path):
    """Also a file of corrections whose article is gone, and after a third export."""
    export("inception", run, tmp_path)
    edited, own = tmp_path / f"{GONE}.xmi", tmp_path / "mine.xmi"
    for path in (edited, own):
        path.write_text("corrected by hand", encoding="utf-8")
    for _ in range(2):
        export("inception", less, tmp_path)
        assert {path.read_text(encoding="utf-8") for path in (edited, own)} == {"corrected by hand"}


def test_formats_in_one_folder_leave_each_other_alone(run, less, tmp_path):
    export("tei", run, tmp_path)
    export("inception", less, tmp_path)
    assert f"{GONE}.tei.xml" in files(tmp_path)


def test_a_list_that_names_other_folders_removes_nothing(tmp_path):
    folder, other = tmp_path / "x", tmp_path / "other.txt"
    folder.mkdir()
    other.write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (folder / ".ikidil-export-tei").write_text(f"{empty}  ../other.txt\n\nnonsense\n")
    sweep("tei", folder, [])
    assert other.is_file()


def test_files_named_after_the_run_are_those_that_are_listed(run, tmp_path):
    """Every other format writes files of the same names, whatever the articles."""
    other = run_of([outside("b-00000000")])
    for name in FORMATS:
        one = files_of(name, run, tmp_path / "1")
        assert (one == files_of(name, other, tmp_path / "2")) or name in NAMED_BY_RUN, name
