"""Write the parts of the treebanks of one style as CoNLL-U: ``… write_treebanks FOLDER OUT``."""

import argparse
from pathlib import Path

from pipeline.training import treebanks

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev", "test"):
        trees = treebanks.style(arguments.folder, part)
        text = "".join("\n".join(tree.lines) + "\n\n" for tree in trees)
        (arguments.out / f"{part}.conllu").write_text(text, encoding="utf-8")
