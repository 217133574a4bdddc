"""Without a Chromium the tests of the report cannot run: whoever runs the others must see it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ONE = HERE / "test_browser.py::test_the_threshold_hides_weak_lines"


@pytest.mark.parametrize("must", ["0", "1"])
def test_a_missing_browser_is_said_aloud(tmp_path, must):
    outside = {
        **os.environ, "PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
        "IKIDIL_BROWSER": must, "NO_COLOR": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(ONE)]
    done = subprocess.run(
        command, env=outside, capture_output=True, text=True, cwd=HERE.parent.parent, check=False
    )
    assert done.returncode == int(must)
    if must == "1":
        assert "no Chromium: apt-get install chromium" in done.stdout
    else:
        assert "NOT TESTED: 1 tests of the report" in done.stdout
        assert "apt-get install chromium" in done.stdout
