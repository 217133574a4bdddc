"""Training examples as tensors, in batches of like length."""

import random
from functools import cache

import torch
from tokenizers import Tokenizer

from pipeline.training.encoder import PAD, Tagger, pieces
from pipeline.training.examples import TAGS, Example

CACHE_PIECES = 4000


class Prepared:
    """Examples with their pieces, and what each head may answer; `taught` is what teachers say."""

    def __init__(self, tokenizer: Tokenizer, examples: list[Example]) -> None:
        self.examples = examples
        framed = [pieces(tokenizer, example) for example in examples]
        self.ids = [ids for ids, _ in framed]
        self.first = [first for _, first in framed]
        self.taught: list[dict[str, torch.Tensor]] = [{} for _ in examples]
        self.targets = [
            {
                head: allowed_mask(head, allowed[: len(first)])
                for head, allowed in example.targets.items()
            }
            for example, (_, first) in zip(examples, framed, strict=True)
        ]


@cache
def _row(head: str, allowed: frozenset[str]) -> torch.Tensor:
    return torch.tensor([tag in allowed for tag in TAGS[head]])


def allowed_mask(head: str, allowed: tuple[frozenset[str], ...]) -> torch.Tensor:
    """(words, tags) booleans."""
    rows = [_row(head, each) for each in allowed]
    return torch.stack(rows) if rows else torch.zeros(0, len(TAGS[head]), dtype=torch.bool)


def batches(data: Prepared, size: int, rng: random.Random | None) -> list[list[int]]:
    """Indices in batches of at most `size` padded pieces; shuffled when `rng` is given."""
    order = list(range(len(data.ids)))
    if rng is None:
        order.sort(key=lambda j: len(data.ids[j]))
    else:
        rng.shuffle(order)
        chunks = [order[i : i + 2000] for i in range(0, len(order), 2000)]
        order = [j for chunk in chunks for j in sorted(chunk, key=lambda j: len(data.ids[j]))]
    made: list[list[int]] = []
    longest = 0
    for j in order:
        longest = max(longest, len(data.ids[j])) if made and made[-1] else len(data.ids[j])
        if not made or longest * (len(made[-1]) + 1) > size:
            made.append([])
            longest = len(data.ids[j])
        made[-1].append(j)
    if rng is not None:
        rng.shuffle(made)
    return made


def frame(data: Prepared, batch: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """Padded ids and mask of a batch."""
    width = max(len(data.ids[j]) for j in batch)
    ids = torch.full((len(batch), width), PAD)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    for row, j in enumerate(batch):
        ids[row, : len(data.ids[j])] = torch.tensor(data.ids[j])
        mask[row, : len(data.ids[j])] = 1
    return ids, mask


def lower_of(model: Tagger, data: Prepared, batch: list[int]) -> torch.Tensor:
    """What enters the first layer for a batch, padded: (sentences, pieces, width)."""
    ids, _ = frame(data, batch)
    with torch.no_grad():
        return model.lower(ids)


def top(
    model: Tagger, data: Prepared, batch: list[int], hidden: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """The last layer's output at the first piece of every word, and the rows' numbers."""
    _, mask = frame(data, batch)
    high = model.upper(hidden, mask)
    rows = [row for row, j in enumerate(batch) for _ in data.first[j]]
    places = [at for j in batch for at in data.first[j]]
    return high[rows, places], torch.tensor(rows)
