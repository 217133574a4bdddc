"""A checkpoint to go on training from, read back out of the int8 file that ships.

What training has made, the layers and the heads, comes out of the file with its rounding; the
word pieces' vectors come from the pruned base as they are. So the weights can be taught more
without the hours of the steps before, whose checkpoints are not kept.
"""

import argparse
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from transformers import BertModel

from pipeline.training.encoder import Tagger
from pipeline.training.examples import TAGS
from pipeline.training.export import NAME

SYMMETRIC_ZERO = 128  # of the blocks' unsigned bytes
_PLACE = re.compile(r"/(layer\.\d+/.*)/MatMul_(?:quant|Q8)")

Floats = NDArray[np.float32]


def matrices(path: Path) -> dict[str, Floats]:
    """Each matrix of the file by its module's path or its head's name, shape (out, in)."""
    graph = onnx.load(path).graph
    values = {each.name: each for each in graph.initializer}

    def value(name: str) -> NDArray[np.float32]:
        return np.asarray(numpy_helper.to_array(values[name]), np.float32)

    after = {source: node for node in graph.node for source in node.input}
    made: dict[str, Floats] = {}
    for node in graph.node:
        place = _PLACE.fullmatch(node.name)
        if node.op_type == "MatMulNBits" and place:
            rows = value(node.input[1]) - SYMMETRIC_ZERO  # (out, blocks, block)
            scales = value(node.input[2]).reshape(*rows.shape[:2], 1)
            made[place[1].replace("/", ".")] = (rows * scales).reshape(len(rows), -1)
        elif node.op_type == "MatMulInteger" and node.input[1] in values:
            stem = node.input[1].removesuffix("_quantized")
            matrix = (value(node.input[1]) * value(f"{stem}_scale")).T
            name = place[1].replace("/", ".") if place else _head(node, after)
            made[name] = np.ascontiguousarray(matrix)
    return made


def _head(node: onnx.NodeProto, after: dict[str, onnx.NodeProto]) -> str:
    """The output that a product leads to."""
    while node.output[0] not in TAGS:
        node = after[node.output[0]]
    return str(node.output[0])


def checkpoint(base: BertModel, path: Path) -> dict[str, torch.Tensor]:
    """The state of a ``Tagger`` whose trained part is that of the file."""
    state = dict(Tagger(base).state_dict())
    graph = onnx.load(path).graph
    plain = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    taken = matrices(path)
    for name in state:
        head = re.match(r"heads\.(\w+)\.weight", name)
        if not name.startswith(("heads", "base.encoder.layer")):
            continue  # the word pieces' vectors
        if name in plain:
            found = plain[name]
        elif head:
            found = taken[head[1]]
        else:
            found = taken[name.removeprefix("base.encoder.").removesuffix(".weight")]
        state[name] = torch.from_numpy(np.array(found, np.float32)).reshape(state[name].shape)
    return state


def main() -> None:
    """Command line: the pruned base, the folder of the shipped weights, the checkpoint to write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("shipped", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    base = BertModel.from_pretrained(args.base, add_pooling_layer=False)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"model": checkpoint(base, args.shipped / NAME)}, args.out)


if __name__ == "__main__":
    main()
