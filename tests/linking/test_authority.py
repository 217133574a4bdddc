import pytest

from pipeline.errors import PipelineError
from pipeline.linking import link
from tests.examples import document

HEAD = "action,name,other,label\n"


def linked(tmp_path, lines, documents=None):
    path = tmp_path / "authority.csv"
    path.write_text(HEAD + lines, encoding="utf-8")
    return link(documents or [document()], path)


def test_what_the_user_says_is_one_is_one(tmp_path):
    made = linked(tmp_path, "merge,Enver Paşa,Bakü,\n")
    assert len(made.entities) == 1
    assert any(m.rule == "authority" for m in made.merges)
    assert not made.problems


def test_what_the_user_says_is_two_stays_two(tmp_path):
    made = linked(tmp_path, "split,Enver Paşa,Enver Pasha,\n")
    assert sorted(e.name for e in made.entities) == ["Bakü", "Enver Pasha", "Enver Paşa"]


def test_an_ignored_name_is_no_entity(tmp_path):
    made = linked(tmp_path, "ignore,Bakü,,\nignore,Baku,,\n")
    assert [e.name for e in made.entities] == ["Enver Paşa"]


def test_names_types_and_links(tmp_path):
    made = linked(tmp_path, "rename,Enver Paşa,İsmail Enver,\ntype,Bakü,,LOC\nlink,Bakü,Q9248,\n")
    by_label = {e.label: e for e in made.entities}
    assert by_label["PERSON"].name == "İsmail Enver"
    assert by_label["LOC"].wikidata == "Q9248"


def test_a_line_without_effect_is_told(tmp_path):
    made = linked(tmp_path, "rename,Cemal Paşa,Ahmed Cemal,\n")
    assert [p.code for p in made.problems] == ["W_AUTHORITY"]
    assert "line 2" in made.problems[0].message


def test_taking_the_file_away_restores_everything(tmp_path):
    linked(tmp_path, "merge,Enver Paşa,Bakü,\n")
    assert linked(tmp_path, "") == link([document()], None)


@pytest.mark.parametrize("lines", ["fly,Bakü,,\n", "type,Bakü,,CITY\n"])
def test_a_line_that_makes_no_sense_is_refused(tmp_path, lines):
    with pytest.raises(PipelineError, match=r"authority.csv:2"):
        linked(tmp_path, lines)
