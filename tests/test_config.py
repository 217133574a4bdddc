import pytest

from pipeline import config
from pipeline.errors import PipelineError


def test_a_file_changes_what_it_names(tmp_path):
    path = tmp_path / "pipeline.toml"
    path.write_text('[turkish]\nmorphology = "akana"\n', encoding="utf-8")
    assert config.load(path).turkish.morphology == "akana"
    assert config.load(path).limits == config.Settings().limits


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[turkish]\ncolour = 1\n", "turkish.colour"),
        ("jobs = -1\n", "jobs"),
        ("jobs = \n", "not valid TOML"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path, text, said):
    path = tmp_path / "pipeline.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError, match=said) as caught:
        config.load(path)
    assert caught.value.code == "E_CONFIG"
    assert str(path) in str(caught.value)
