"""What the network is asked to answer for a picture."""

from dataclasses import dataclass

import numpy as np

from training.classes import UNDECIDED
from training.data.dataset import Labels

#: Of what shows less than this nobody could say what it is.
LEAST_VISIBLE = 0.33
#: Of what shows less than this nobody could say where it ends: the box shrinks to what can be seen.
HEAVILY_CUT = 0.5
#: So much more than the visible pixels such a box holds.
MARGIN_PX = 2.0
#: What is cut off further by the picture's edge is a bumper or a wheel.
LEAST_IN_PICTURE = 0.15
#: Smaller than this in pixels of the input nothing can be told from noise.
SHORT_SIDE_PX, LONG_SIDE_PX = 5.0, 7.0
#: Not even a place to leave alone.
NOTHING_PX = 1.5


@dataclass(frozen=True)
class Targets:
    """Row i of each array is object i; an ignored one may be found or not."""

    boxes: np.ndarray
    kinds: np.ndarray
    ignored: np.ndarray

    def where(self, chosen: np.ndarray) -> "Targets":
        return Targets(self.boxes[chosen], self.kinds[chosen], self.ignored[chosen])


def targets_of(labels: Labels) -> Targets:
    """The targets in pixels of the rendered picture, before anything is done to it."""
    margin = np.array([-MARGIN_PX, -MARGIN_PX, MARGIN_PX, MARGIN_PX], np.float32)
    seen = labels.visible_boxes + margin
    cut = np.concatenate(
        [np.maximum(labels.boxes[:, :2], seen[:, :2]), np.minimum(labels.boxes[:, 2:], seen[:, 2:])], axis=1
    )
    boxes = np.where((labels.visible_shares < HEAVILY_CUT)[:, None], cut, labels.boxes)
    hidden = (labels.visible_shares < LEAST_VISIBLE) | (labels.in_picture < LEAST_IN_PICTURE)
    return Targets(boxes.astype(np.float32), labels.kinds, hidden | (labels.kinds == UNDECIDED))


def without_the_tiny(targets: Targets) -> Targets:
    """Leaves out what is nothing and ignores what is too small, in pixels of the input."""
    sides = targets.boxes[:, 2:] - targets.boxes[:, :2]
    short, long = sides.min(1, initial=np.inf), sides.max(1, initial=0.0)
    small = (short < SHORT_SIDE_PX) | (long < LONG_SIDE_PX)
    return Targets(targets.boxes, targets.kinds, targets.ignored | small).where(short > NOTHING_PX)


def joined(parts: list[Targets]) -> Targets:
    return Targets(
        np.concatenate([one.boxes for one in parts]),
        np.concatenate([one.kinds for one in parts]),
        np.concatenate([one.ignored for one in parts]),
    )
