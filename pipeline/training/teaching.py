"""What trained encoders say of text that nobody has labelled for one of their heads.

The Wikipedia sentences of one public set have none of the labels of the other, and our own
sentences have neither. The mean of several encoders, trained from other seeds, says more of them
than silence (Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural network").
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from pipeline.training.encoder import Tagger
from pipeline.training.examples import Example
from pipeline.training.prepared import CACHE_PIECES, Prepared, batches, lower_of, top

HEADS = ("house", "wiki", "coarse")  # which are taught
TURKISH = ("wiki", "wikiann", "treebank", "scholarly-tr")  # sources that are taught on

Taught = list[dict[str, torch.Tensor]]  # for each example and head: (words, tags) probabilities


@dataclass(frozen=True, slots=True)
class Teacher:
    """A checkpoint and the heads that it knows.

    >>> Teacher.read("trials/general/last.pt:wiki,coarse").heads
    ('wiki', 'coarse')
    """

    path: Path
    heads: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Teacher":
        """From ``PATH:HEAD,HEAD``; all heads where none is named."""
        path, _, heads = text.partition(":")
        return cls(Path(path), tuple(heads.split(",")) if heads else HEADS)


def silent(example: Example) -> tuple[str, ...]:
    """The heads that teachers speak for, as the example itself does not.

    >>> silent(Example((), {"coarse": ()}, "wikiann"))
    ('house', 'wiki')
    """
    if example.source not in TURKISH:
        return ()
    return tuple(head for head in HEADS if head not in example.targets)


def said_by(model: Tagger, data: Prepared, heads: Sequence[str]) -> Taught:
    """What one encoder says of every example that is silent."""
    made: Taught = [{} for _ in data.ids]
    asked = [set(silent(example)).intersection(heads) for example in data.examples]
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for whole in batches(data, CACHE_PIECES, None):
            batch = [j for j in whole if asked[j]]
            if not batch:
                continue
            high, rows = top(model, data, batch, lower_of(model, data, batch))
            for head in heads:
                said = model.heads[head](high).float().softmax(-1)
                for row, j in enumerate(batch):
                    if head in asked[j]:
                        made[j][head] = said[rows == row]
    return made


def taught_by(teachers: Sequence[Teacher], model: Tagger, data: Prepared) -> Taught:
    """The mean of the teachers' probabilities; `model` has its own weights again afterwards."""
    own = {name: value.clone() for name, value in model.state_dict().items()}
    total: Taught = [{} for _ in data.ids]
    voices = Counter(head for teacher in teachers for head in teacher.heads)
    for teacher in teachers:
        model.load_state_dict(torch.load(teacher.path, weights_only=True)["model"])
        for sums, said in zip(total, said_by(model, data, teacher.heads), strict=True):
            for head, value in said.items():
                sums[head] = sums.get(head, torch.zeros(())) + value / voices[head]
    model.load_state_dict(own)
    return total
