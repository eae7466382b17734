"""Removes doubles as the product does it, so that what is measured here is what is seen there."""

from dataclasses import dataclass

import numpy as np

#: Of two boxes of one class that overlap by more than this, the better one stays.
OVERLAP = 0.4
#: Of two boxes of any class where more than this share of the smaller lies in the other, the better one stays.
NESTED = 0.65
MOST_CANDIDATES = 2000
MOST_FOUND = 300


@dataclass(frozen=True)
class Found:
    """What the network sees in a picture, best first."""

    boxes: np.ndarray
    scores: np.ndarray
    kinds: np.ndarray

    def where(self, chosen: np.ndarray) -> "Found":
        return Found(self.boxes[chosen], self.scores[chosen], self.kinds[chosen])


def found_in(rows: np.ndarray, floor: float) -> Found:
    """Reads one picture's rows of corners and class scores."""
    kinds = rows[:, 4:].argmax(1)
    scores = rows[np.arange(len(rows)), 4 + kinds]
    order = np.argsort(-scores, kind="stable")[:MOST_CANDIDATES]
    order = order[scores[order] >= floor]
    found = Found(rows[order, :4], scores[order], kinds[order])
    shared, areas = shared_areas(found.boxes, found.boxes), box_areas(found.boxes)
    united = areas[:, None] + areas[None] - shared
    doubles = (shared > OVERLAP * united) & (found.kinds[:, None] == found.kinds[None])
    distinct = _greedily(doubles)
    nested = shared > NESTED * np.minimum(areas[:, None], areas[None])
    outermost = distinct[_greedily(nested[np.ix_(distinct, distinct)])]
    return found.where(outermost[:MOST_FOUND])


def box_areas(boxes: np.ndarray) -> np.ndarray:
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 0)
    return sides[:, 0] * sides[:, 1]


def shared_areas(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    sides = np.maximum(high - low, 0)
    return sides[..., 0] * sides[..., 1]


def overlaps(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    shared = shared_areas(first, second)
    return shared / np.maximum(box_areas(first)[:, None] + box_areas(second)[None] - shared, 1e-9)


def _greedily(beats: np.ndarray) -> np.ndarray:
    """Rows that stay when each row that stays removes the later ones that it beats."""
    gone = np.zeros(len(beats), bool)
    kept = []
    for row in range(len(beats)):
        if not gone[row]:
            kept.append(row)
            gone |= beats[row]
    return np.array(kept, int)
