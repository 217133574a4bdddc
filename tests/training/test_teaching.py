"""Teachers speak for the heads that an example leaves open, and for no others."""

from types import SimpleNamespace

import torch

from pipeline.training import teaching
from pipeline.training.encoder import taught_loss
from pipeline.training.examples import TAGS, Example, _exact


class Constant(torch.nn.Module):
    """An encoder that gives every tag of every head the score of its own weight."""

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = torch.nn.Parameter(torch.tensor(weight))
        self.heads = {head: self._scores(len(tags)) for head, tags in TAGS.items()}

    def _scores(self, width: int):
        return lambda high: self.weight * torch.arange(width) * torch.ones(len(high), 1)

    def lower(self, ids: torch.Tensor) -> torch.Tensor:
        return ids[..., None].float()

    def upper(self, hidden: torch.Tensor, _mask: torch.Tensor) -> torch.Tensor:
        return hidden


def data(*examples: Example) -> SimpleNamespace:
    return SimpleNamespace(
        examples=list(examples),
        ids=[[0, *range(5, 5 + len(e.words)), 2] for e in examples],
        first=[list(range(1, 1 + len(e.words))) for e in examples],
    )


SILVER = Example(("Ankara", "'", "da"), {"coarse": _exact(["B-LOC", "O", "O"])}, "wikiann")
ENGLISH = Example(("Ankara",), {"coarse": _exact(["B-LOC"])}, "uner")


def test_what_an_example_settles_is_not_taught():
    (silver, english) = teaching.said_by(Constant(0.1), data(SILVER, ENGLISH), teaching.HEADS)
    assert set(silver) == {"house", "wiki"}
    assert english == {}
    assert silver["wiki"].shape == (3, len(TAGS["wiki"]))


def test_several_teachers_are_one_mean_and_each_keeps_to_its_heads(tmp_path):
    for name, weight in (("one", 0.0), ("other", 1.0)):
        torch.save({"model": Constant(weight).state_dict()}, tmp_path / name)
    model = Constant(0.5)
    teachers = [
        teaching.Teacher.read(f"{tmp_path / 'one'}:wiki,coarse"),
        teaching.Teacher.read(f"{tmp_path / 'other'}"),
    ]
    (taught,) = teaching.taught_by(teachers, model, data(SILVER))
    flat = torch.full((len(TAGS["wiki"]),), 1 / len(TAGS["wiki"]))
    steep = torch.arange(len(TAGS["wiki"])).float().softmax(-1)
    assert torch.allclose(taught["wiki"][0], (flat + steep) / 2, atol=1e-5)
    only = torch.arange(len(TAGS["house"])).float().softmax(-1)
    assert torch.allclose(taught["house"][0], only, atol=1e-5)
    assert model.weight.item() == 0.5


def test_the_loss_is_least_where_the_teacher_is():
    taught = torch.tensor([[0.75, 0.25]])
    like = taught_loss(taught.log(), taught)
    assert like < taught_loss(torch.zeros(1, 2), taught)
    assert like < taught_loss(torch.tensor([[9.0, 0.0]]), taught)
