"""The mean of a model's weights over the last steps of training.

It generalizes better than the last weights: Polyak and Juditsky (1992); Izmailov et al. (2018),
"Averaging weights leads to wider optima and better generalization".
"""

import torch
from torch import nn

KEEP = 0.998  # about the last five hundred steps


class RunningMean:
    """The mean of the trained weights, and a way to look through it.

    >>> model = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.constant_(model.weight, 0.0)
    >>> mean = RunningMean(model)
    >>> _ = nn.init.constant_(model.weight, 1.0)
    >>> mean.update()
    >>> mean.exchange()
    >>> round(model.weight.item(), 2)
    0.9
    >>> mean.exchange()
    >>> model.weight.item()
    1.0
    """

    def __init__(self, model: nn.Module) -> None:
        self.trained = {n: p for n, p in model.named_parameters() if p.requires_grad}
        self.mean = {name: p.detach().clone() for name, p in self.trained.items()}
        self.steps = 0

    def update(self) -> None:
        """Take the present weights in; early steps count more, so that the start fades."""
        self.steps += 1
        keep = min(KEEP, self.steps / (self.steps + 9))
        for name, parameter in self.trained.items():
            self.mean[name].lerp_(parameter.detach(), 1 - keep)

    def exchange(self) -> None:
        """Put the mean into the model and the model's weights here; twice changes nothing."""
        for name, parameter in self.trained.items():
            held: torch.Tensor = parameter.detach().clone()
            parameter.data.copy_(self.mean[name])
            self.mean[name] = held
