from hypothesis import given
from hypothesis import strategies as st

from pipeline import artefacts
from tests.examples import document


def test_a_document_comes_back_as_it_was(tmp_path):
    path = tmp_path / "a.json.gz"
    made = document()
    artefacts.save(made, path)
    assert artefacts.load(path) == made
    first = path.read_bytes()
    artefacts.save(made, path)
    assert path.read_bytes() == first


@given(st.lists(st.integers(0, 500), unique=True).map(sorted))
def test_runs_lose_nothing(offsets):
    assert artefacts.unrun(artefacts.runs(offsets)) == tuple(offsets)
