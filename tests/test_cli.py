import subprocess
import sys

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_help_names_the_options():
    told = run("analyze", "--help").stdout
    for option in ("--out", "--jobs", "--dry-run", "--force", "--strict", "--config"):
        assert option in told


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["analyze", "no such folder"], 2, "E_CONFIG"),
        (["analyze", "tests", "--config", "no.toml"], 2, "no.toml"),
        (["analyze", "tests", "--jobs", "-1"], 2, "jobs"),
        (["fly"], 2, "fly"),
    ],
)
def test_wrong_use_is_told_in_one_line(arguments, code, said):
    done = run(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_is_nothing_to_do(tmp_path):
    done = run("analyze", str(tmp_path))
    assert done.returncode == 4
    assert "E_NO_INPUT" in done.stderr


def test_a_dry_run_writes_nothing(tmp_path):
    (tmp_path / "a[b] ğ.txt").write_text("Ankara başkenttir.", encoding="utf-8")
    out = tmp_path / "out"
    done = run("analyze", str(tmp_path), "--out", str(out), "--dry-run")
    assert done.returncode == 0
    assert done.stdout == "a[b] ğ.txt\tanalyse\n"
    assert not out.exists()
