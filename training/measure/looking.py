"""Lets a network look at the pictures of a data set."""

from dataclasses import dataclass
from typing import Iterator

import numpy as np
import torch
from torch import nn

from training.classes import UNDECIDED
from training.data.dataset import Dataset, Picture
from training.data.pixels import read_pixels, stretched
from training.data.targets import LEAST_VISIBLE
from training.learning.learner import network_input
from training.measure.suppression import Found, box_areas, found_in
from training.network.reading import ReadingDetector

#: Smaller ones, by the root of their area in pixels of the input, are not asked for.
SMALLEST_PX = 12.0
#: Weaker boxes would not change any figure.
FLOOR = 0.01
AT_ONCE = 16


@dataclass(frozen=True)
class LookedAt:
    """One picture: what is there, in pixels of the input, and what was found."""

    picture: Picture
    boxes: np.ndarray
    kinds: np.ndarray
    ignored: np.ndarray
    found: Found


@torch.no_grad()
def look_at(
    network: nn.Module, dataset: Dataset, size: tuple[int, int], device: torch.device, most: int | None
) -> list[LookedAt]:
    """At most so many pictures, spread evenly over all of them, so that no scene is left out."""
    pictures = dataset.pictures
    if most is not None and most < len(pictures):
        pictures = tuple(pictures[at] for at in np.linspace(0, len(pictures) - 1, most).round().astype(int))
    reading = ReadingDetector(network, *size).to(device).eval()
    looked = []
    for part in _parts(pictures):
        pixels = np.stack([stretched(read_pixels(picture.file), *size) for picture in part])
        rows = reading(network_input(pixels, device)).cpu().numpy()
        looked += [_looked_at(picture, dataset, size, one) for picture, one in zip(part, rows)]
    return looked


def _parts(pictures: tuple[Picture, ...]) -> Iterator[tuple[Picture, ...]]:
    for first in range(0, len(pictures), AT_ONCE):
        yield pictures[first : first + AT_ONCE]


def _looked_at(picture: Picture, dataset: Dataset, size: tuple[int, int], rows: np.ndarray) -> LookedAt:
    labels = picture.labels
    scale = np.array([size[0] / dataset.width, size[1] / dataset.height] * 2, np.float32)
    boxes = labels.boxes * scale
    hidden = (labels.visible_shares < LEAST_VISIBLE) | (labels.kinds == UNDECIDED)
    found = found_in(rows, FLOOR)
    # What is smaller than anything that is asked for can be neither right nor wrong.
    found = found.where(np.sqrt(box_areas(found.boxes)) >= SMALLEST_PX / 2)
    return LookedAt(picture, boxes, labels.kinds, hidden | (np.sqrt(box_areas(boxes)) < SMALLEST_PX), found)
