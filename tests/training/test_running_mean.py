"""The running mean of weights."""

import torch
from torch import nn

from pipeline.training.running_mean import RunningMean


def model(value):
    made = nn.Linear(1, 1, bias=False)
    nn.init.constant_(made.weight, value)
    return made


def test_exchanging_twice_changes_nothing():
    trained = model(0.0)
    mean = RunningMean(trained)
    nn.init.constant_(trained.weight, 1.0)
    mean.update()
    mean.exchange()
    assert 0 < trained.weight.item() < 1
    mean.exchange()
    assert trained.weight.item() == 1.0


def test_the_start_fades():
    trained = model(0.0)
    mean = RunningMean(trained)
    nn.init.constant_(trained.weight, 1.0)
    for _ in range(100):
        mean.update()
    mean.exchange()
    assert trained.weight.item() > 0.99


def test_what_is_not_trained_stays_out():
    frozen = model(3.0)
    frozen.weight.requires_grad = False
    assert not RunningMean(frozen).mean
    assert torch.equal(frozen.weight, torch.full((1, 1), 3.0))
