"""Places of names: free of each other and of marks, the same whenever they are asked for."""

from itertools import combinations

import numpy as np
import pytest

from pipeline.reporting.labels import Label, places, spread


def crowd(count):
    draw = np.random.default_rng(count)
    return [
        Label(float(x), float(y), 6.0, float(w), 12.0)
        for x, y, w in zip(
            draw.uniform(50, 950, count), draw.uniform(50, 550, count),
            draw.uniform(20, 120, count), strict=True,
        )
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_free_names_lie_on_no_other_and_inside(count):
    labels = crowd(count)
    found = places(labels, (0, 0, 1000, 600))
    assert found == places(labels, (0, 0, 1000, 600)) and len(found) == count
    boxes = [
        (p.x - m.width / 2, p.y - m.height / 2, p.x + m.width / 2, p.y + m.height / 2)
        for m, p in zip(labels, found, strict=True)
        if p.free
    ]
    assert len(boxes) >= 0.9 * count
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert all(x0 >= 0 and y0 >= 0 and x1 <= 1000 and y1 <= 600 for x0, y0, x1, y1 in boxes)


def test_points_are_spread_and_stay_in_the_square():
    made = spread(np.full((9, 2), 0.5), 0.2)
    assert made.min() >= 0 and made.max() <= 1
    assert min(np.hypot(*(a - b)) for a, b in combinations(made, 2)) > 0.15
