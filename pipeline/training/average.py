"""A weighted mean of two training runs' checkpoints: `python -m … average OUT A B --share 0.65`.

What the later stage has learned stays, and less of what it has forgotten is lost (Wortsman et al.
2022, "Robust fine-tuning of zero-shot models").
"""

import argparse
from pathlib import Path

import torch

State = dict[str, torch.Tensor]


def average(one: State, other: State, share: float) -> State:
    """`share` of the one and the rest of the other, tensor by tensor.

    >>> average({"w": torch.tensor([1.0])}, {"w": torch.tensor([0.0])}, 0.75)["w"].item()
    0.75
    """
    return {
        name: torch.lerp(other[name].float(), tensor.float(), share).to(tensor.dtype)
        for name, tensor in one.items()
    }


def main() -> None:
    """Command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs=2)
    parser.add_argument("--share", type=float, required=True, help="of the first checkpoint")
    args = parser.parse_args()
    one, other = (torch.load(path, weights_only=True)["model"] for path in args.checkpoints)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"model": average(one, other, args.share)}, args.out)


if __name__ == "__main__":
    main()
