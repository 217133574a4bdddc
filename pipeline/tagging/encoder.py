"""The bilingual encoder at work: tag probabilities of words, and vectors of names.

Sentences are scored in batches of one document, so that no document changes another; inside a
document int8 scores move a little with what else is in the batch, whose range scales them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pipeline.errors import PipelineError
from pipeline.tagging.calibration import Line
from pipeline.text.words import split_words

FILES = ("encoder.int8.onnx", "tokenizer.json", "labels.json", "vectors.int4.onnx")
START, PAD, END = 0, 1, 2
MAX_PIECES = 256  # as in training; longer sentences are scored in parts
BATCH = 8  # little padding; about the fastest of 2 to 64
QUANTUM = 127.0  # vectors travel as int8

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded encoder. `tags` are the answers of each head, in the order of its scores."""

    session: onnxruntime.InferenceSession
    upper: onnxruntime.InferenceSession  # from word pieces to vectors of names
    tokenizer: Tokenizer
    tags: dict[str, tuple[str, ...]]
    name: str
    line: Line  # from scores to probabilities


def with_line(engine: Encoder, line: Line) -> Encoder:
    """The encoder with another line from scores to probabilities."""
    return replace(engine, line=line)


def load(folder: Path, threads: int = 1) -> Encoder:
    """The encoder of a model folder; nothing is downloaded."""
    for name in FILES:
        if not (folder / name).is_file():
            raise PipelineError(
                "E_MODEL_MISSING", f"{folder / name} is missing: run 'make models' or clone again"
            )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session, upper = (
        onnxruntime.InferenceSession(
            str(folder / name), options, providers=["CPUExecutionProvider"]
        )
        for name in (FILES[0], FILES[3])
    )
    labels = json.loads((folder / FILES[2]).read_text(encoding="utf-8"))
    tags = {head: tuple(names) for head, names in labels["tags"].items()}
    tokenizer = Tokenizer.from_file(str(folder / FILES[1]))
    line = Line(*labels.get("calibration", ()))
    return Encoder(session, upper, tokenizer, tags, labels.get("name", "encoder"), line)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Words of (a part of) a sentence as pieces."""

    ids: tuple[int, ...]
    first: tuple[int, ...]  # position of each word's first piece


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's words, and what each head says of them: log probabilities, shape (words, tags)."""

    words: tuple[tuple[int, int], ...]  # spans
    scores: Mapping[str, Floats]


def read(
    encoder: Encoder, texts: Sequence[str], heads: Sequence[str] = ("house",)
) -> list[Reading]:
    """What the `heads` say of every text, from one pass of the encoder."""
    spans = [split_words(text) for text in texts]
    frames: list[_Frame] = []
    owners: list[int] = []
    for index, text in enumerate(texts):
        words = [text[a:b] for a, b in spans[index]]
        for part in _frames(encoder, words):
            frames.append(part)
            owners.append(index)
    rows: list[list[tuple[Floats, ...]]] = [[] for _ in texts]
    for index, scores in zip(owners, _run(encoder, frames, heads), strict=True):
        rows[index].append(scores)
    nothing = tuple(np.zeros((0, len(encoder.tags[head])), np.float32) for head in heads)
    return [
        Reading(
            tuple(words),
            {h: np.concatenate(parts) for h, *parts in zip(heads, nothing, *found, strict=True)},
        )
        for words, found in zip(spans, rows, strict=True)
    ]


def _frames(encoder: Encoder, words: Sequence[str]) -> list[_Frame]:
    unknown = int(encoder.tokenizer.token_to_id("<unk>") or 0)
    made: list[_Frame] = []
    ids, first = [START], list[int]()
    for encoding in encoder.tokenizer.encode_batch(list(words), add_special_tokens=False):
        word = (encoding.ids or [unknown])[: MAX_PIECES // 2]
        if len(ids) + len(word) >= MAX_PIECES:
            made.append(_Frame((*ids, END), tuple(first)))
            ids, first = [START], []
        first.append(len(ids))
        ids += word
    if first:
        made.append(_Frame((*ids, END), tuple(first)))
    return made


def _run(
    encoder: Encoder, frames: Sequence[_Frame], heads: Sequence[str]
) -> list[tuple[Floats, ...]]:
    """Log probabilities of each head at first pieces, in the order of `frames`."""
    order = sorted(range(len(frames)), key=lambda i: (len(frames[i].ids), i))
    results: list[tuple[Floats, ...]] = [()] * len(frames)
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        ids, mask = _pad([frames[i].ids for i in batch])
        answers = encoder.session.run(list(heads), {"input_ids": ids, "attention_mask": mask})
        for row, i in enumerate(batch):
            first = list(frames[i].first)
            results[i] = tuple(_log_softmax(logits[row, first]) for logits in answers)
    return results


def _log_softmax(logits: Floats) -> Floats:
    chosen = np.asarray(logits, np.float32)
    top = chosen.max(axis=1, keepdims=True)
    return np.asarray(chosen - top - np.log(np.exp(chosen - top).sum(axis=1, keepdims=True)))


def _pad(
    rows: Sequence[Sequence[int]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    width = max(len(row) for row in rows)
    ids = np.full((len(rows), width), PAD, np.int64)
    mask = np.zeros((len(rows), width), np.int64)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return ids, mask


def vectors(encoder: Encoder, forms: Sequence[str]) -> list[bytes]:
    """A vector of each form: mean over its pieces in the base's last layer, length 1, int8."""
    encoded = encoder.tokenizer.encode_batch(list(forms), add_special_tokens=False)
    rows = [(START, *encoding.ids[: MAX_PIECES - 2], END) for encoding in encoded]
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))
    results = [b""] * len(rows)
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        ids, mask = _pad([rows[i] for i in batch])
        (low,) = encoder.session.run(["low"], {"input_ids": ids, "attention_mask": mask})
        (last,) = encoder.upper.run(["last"], {"low": low, "attention_mask": mask})
        inner = mask.astype(np.float32)
        inner[:, 0] = 0  # the frame says nothing of the form
        inner[np.arange(len(batch)), mask.sum(axis=1) - 1] = 0
        mean = (last * inner[..., None]).sum(axis=1) / np.maximum(inner.sum(axis=1), 1)[:, None]
        unit = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        for row, i in enumerate(batch):
            results[i] = np.round(unit[row] * QUANTUM).astype(np.int8).tobytes()
    return results
