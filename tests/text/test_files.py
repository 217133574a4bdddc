import resource

import pytest

from pipeline.errors import PipelineError
from pipeline.text.files import write_atomically


def test_the_file_is_replaced_whole(tmp_path):
    path = tmp_path / "İsim.csv"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["İsim.csv"]


def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "table.csv"
    write_atomically(path, b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        with pytest.raises(PipelineError, match="E_DISK_FULL"):
            write_atomically(path, b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]
