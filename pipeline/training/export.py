"""Export a trained encoder as the ONNX files that ship, with labels and digests.

The second file goes on from the word pieces' vectors with the base's own layers, which fine-tuning
has not touched: its vectors find translations far better (see the model card).
"""

import argparse
import hashlib
import json
import logging
import re
import tempfile
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer
from transformers import BertModel

from pipeline.training import base_weights
from pipeline.training.encoder import Tagger
from pipeline.training.examples import TAGS

OPSET = 17
logging.getLogger("onnxruntime.quantization").setLevel(logging.WARNING)
FEED_FORWARD = re.compile(r"/layer\.\d+/output/dense/")
WORD_PIECES = "/word_embeddings/"
AS_THE_BASE = {"bits": 4, "block_size": base_weights.BLOCK}
BLOCK, INT8_ACTIVATIONS = 128, 4  # weights that share a scale; the kernel's name for int8 inputs
NAME, VECTORS = "encoder.int8.onnx", "vectors.int4.onnx"
OUTPUTS = ("low", *TAGS)


def to_onnx(model: Tagger, path: Path) -> None:
    """The model in full precision; inputs and outputs have free batch and piece dimensions."""
    sample = torch.ones(2, 16, dtype=torch.long)
    free = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        model.eval(), (sample, sample), str(path), input_names=["input_ids", "attention_mask"],
        output_names=list(OUTPUTS), opset_version=OPSET, dynamo=False,
        dynamic_axes=dict.fromkeys(("input_ids", "attention_mask", *OUTPUTS), free),
    )  # fmt: skip


class _Upper(torch.nn.Module):
    """The base's layers, from what enters the first to what leaves the last."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, low: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.tagger.upper(low, mask)


def vectors_to_onnx(base: BertModel, path: Path) -> None:
    """The untouched layers in full precision: from ``low`` to ``last``."""
    mask = torch.ones(2, 16, dtype=torch.long)
    free = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        _Upper(Tagger(base)).eval(), (torch.zeros(2, 16, base.config.hidden_size), mask),
        str(path), input_names=["low", "attention_mask"], output_names=["last"],
        opset_version=OPSET, dynamo=False,
        dynamic_axes=dict.fromkeys(("low", "attention_mask", "last"), free),
    )  # fmt: skip


def _in_blocks(model: onnx.ModelProto, nodes: set[str], kind: str, **how: int) -> onnx.ModelProto:
    """The model with the constants of `nodes`, all of one `kind`, in blocks of integers."""
    quantizer = MatMulNBitsQuantizer(
        model, is_symmetric=True, accuracy_level=INT8_ACTIVATIONS, op_types_to_quantize=(kind,),
        quant_axes=(("MatMul", 0), ("Gather", 1)),
        nodes_to_exclude=[node.name for node in model.graph.node if node.name not in nodes], **how,
    )  # fmt: skip
    quantizer.process()
    return quantizer.model.model


def _of_constants(model: onnx.ModelProto, kind: str) -> set[str]:
    """The nodes of one kind that take a constant."""
    constant = {each.name for each in model.graph.initializer}
    nodes = (node for node in model.graph.node if node.op_type == kind)
    return {node.name for node in nodes if constant.intersection(node.input)}


def to_int4(path: Path, out: Path) -> None:
    """The base's matrices as they came, in blocks of 4-bit integers: nothing is lost."""
    model = onnx.load(path)
    blocked = _in_blocks(model, _of_constants(model, "MatMul"), "MatMul", **AS_THE_BASE)
    onnx.save(blocked, out)


def to_int8(path: Path, out: Path) -> None:
    """Dynamic quantization of every matrix that training has made.

    The word pieces keep the blocks of 4-bit integers in which the base has them. What enters the
    second matrix of a feed-forward layer has outliers, and one scale for all of it costs two to
    three points of F1: there activations are quantized in blocks.
    """
    model = onnx.load(path)
    words = {name for name in _of_constants(model, "Gather") if WORD_PIECES in name}
    model = _in_blocks(model, words, "Gather", **AS_THE_BASE)
    outliers = {name for name in _of_constants(model, "MatMul") if FEED_FORWARD.search(name)}
    model = _in_blocks(model, outliers, "MatMul", bits=8, block_size=BLOCK)
    with tempfile.TemporaryDirectory() as folder:
        half = Path(folder) / "half.onnx"
        onnx.save(model, half)
        quantize_dynamic(
            half, out, weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip


def largest_difference(full: Path, small: Path, tokenizer: Tokenizer) -> float:
    """How far the scores of the two files lie apart on a few words: a check of the export."""
    ids = tokenizer.encode("Lozan Konferansında İsmet Paşa ile Lord Curzon görüştü.").ids
    feed = {"input_ids": [ids], "attention_mask": [[1] * len(ids)]}
    scores = [
        onnxruntime.InferenceSession(str(path)).run(["house"], feed)[0] for path in (full, small)
    ]
    return float(abs(scores[0] - scores[1]).max())


def main() -> None:
    """Command line: the pruned base, a checkpoint, the folder to write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--keep-full", type=Path, help="also keep the full-precision file here")
    args = parser.parse_args()
    base = BertModel.from_pretrained(
        args.base, add_pooling_layer=False, attn_implementation="eager"
    )
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        vectors_to_onnx(base, Path(folder) / VECTORS)
        to_int4(Path(folder) / VECTORS, args.out / VECTORS)
    model = Tagger(base)
    model.load_state_dict(torch.load(args.checkpoint, weights_only=True)["model"])
    with tempfile.TemporaryDirectory() as folder:
        full = args.keep_full or Path(folder) / "full.onnx"
        to_onnx(model, full)
        to_int8(full, args.out / NAME)
        tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
        print("largest difference:", largest_difference(full, args.out / NAME, tokenizer))
    spec = (args.base / "tokenizer.json").read_bytes()
    (args.out / "tokenizer.json").write_bytes(spec)
    labels = {"outputs": OUTPUTS, "tags": TAGS, "width": base.config.hidden_size}
    (args.out / "labels.json").write_text(json.dumps(labels, indent=1), encoding="utf-8")
    for name in (NAME, VECTORS, "tokenizer.json", "labels.json"):
        content = (args.out / name).read_bytes()
        print(name, len(content), hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()
