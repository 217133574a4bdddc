"""The plan of the house: closed rooms, one place for casing, small files."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline"
ROOMS = {
    "reading", "restoring", "tagging", "citing", "linking", "measuring", "reporting", "exporting",
    "training", "evaluation",
}  # fmt: skip
CORRIDOR = {
    "run.py", "cli.py", "explaining.py", "suggesting.py", "refining.py", "comparing.py",
    "correcting.py", "finished.py", "supervising.py", "__init__.py", "__main__.py",
}  # fmt: skip
LOOKERS = {"training", "evaluation"}  # may look into every room
FOUNDATION = {"accuracy", "records", "errors", "text", "languages", "config", "__version__"}
CASING = {"lower", "upper", "casefold", "title", "capitalize", "swapcase"}
MOST_LINES = 400
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Top-level parts of the package that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            parts = node.module.split(".")
            if parts[0] == "pipeline":
                found |= {parts[1]} if len(parts) > 1 else {name.name for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {n.name.split(".")[1] for n in node.names if n.name.startswith("pipeline.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_do_not_import_each_other(path):
    parts = path.relative_to(PACKAGE).parts
    room = parts[0]
    if len(parts) == 1:
        if room not in CORRIDOR:
            assert not imports(path) & ROOMS, "only the corridor may open the rooms"
    elif room in LOOKERS:
        return
    elif room in ROOMS:
        assert imports(path) <= FOUNDATION | {room}
    else:
        assert imports(path) <= FOUNDATION | {room}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_letters_change_case_in_one_place_only(path):
    if path.parent.name == "text":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = [
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CASING
        and not node.args
    ]
    if "training" not in path.parts:
        assert not used, "use pipeline.text.casing"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
