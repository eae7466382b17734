"""How much two boxes have in common. Boxes are corners x0, y0, x1, y1; shapes must broadcast."""

import torch
from torch import Tensor

#: Keeps boxes without area from dividing by nothing.
TINY = 1e-7


def area(boxes: Tensor) -> Tensor:
    sides = (boxes[..., 2:] - boxes[..., :2]).clamp(min=0)
    return sides[..., 0] * sides[..., 1]


def overlap(first: Tensor, second: Tensor) -> Tensor:
    """Intersection over union."""
    shared, union = _shared_and_union(first, second)
    return shared / union


def generalised_overlap(first: Tensor, second: Tensor) -> Tensor:
    """Intersection over union less the empty share of the box around both: it has a slope where boxes are apart."""
    shared, union = _shared_and_union(first, second)
    corners = [torch.minimum(first[..., :2], second[..., :2]), torch.maximum(first[..., 2:], second[..., 2:])]
    around = area(torch.cat(corners, -1)) + TINY
    return shared / union - (around - union) / around


def _shared_and_union(first: Tensor, second: Tensor) -> tuple[Tensor, Tensor]:
    corners = [torch.maximum(first[..., :2], second[..., :2]), torch.minimum(first[..., 2:], second[..., 2:])]
    shared = area(torch.cat(corners, -1))
    return shared, area(first) + area(second) - shared + TINY
