"""The mean of several checkpoints' weights, as one checkpoint.

Runs that begin at the same weights may be averaged and are better than each of them (Wortsman et
al. 2022, "Model soups"). ``python -m pipeline.training.average OUT CHECKPOINT CHECKPOINT …``
"""

import argparse
from pathlib import Path

import torch


def average(checkpoints: list[Path]) -> dict[str, torch.Tensor]:
    """The mean of each tensor."""
    states = [torch.load(path, weights_only=True)["model"] for path in checkpoints]
    return {
        name: torch.stack([state[name].float() for state in states]).mean(0).to(tensor.dtype)
        for name, tensor in states[0].items()
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    arguments = parser.parse_args()
    torch.save({"model": average(arguments.checkpoints)}, arguments.out)
