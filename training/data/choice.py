"""Which pictures are shown how often: those with rare road users more."""

import numpy as np

from training.classes import MODEL_CLASSES
from training.data.dataset import Picture
from training.data.targets import SHORT_SIDE_PX, targets_of

#: A class that is in fewer than this share of the pictures is rare.
COMMON_SHARE = 0.5
MOST_OFTEN = 4.0


def repeat_factors(pictures: tuple[Picture, ...]) -> np.ndarray:
    """How often each picture is shown, 1 being the least: the root of how much rarer its rarest class is than common.

    The root keeps a class of a handful of pictures from being learned by heart.
    """
    shown = np.array([_classes_shown(picture) for picture in pictures])
    share = np.maximum(shown.mean(0), 1e-6)
    by_class = np.clip(np.sqrt(COMMON_SHARE / share), 1.0, MOST_OFTEN)
    return np.where(shown, by_class[None], 1.0).max(1)


def rarities(pictures: tuple[Picture, ...]) -> np.ndarray:
    """For each class how much more a crop is to be drawn to it than to the most common one."""
    counts = np.zeros(len(MODEL_CLASSES))
    for picture in pictures:
        targets = targets_of(picture.labels)
        counts += np.bincount(targets.kinds[~targets.ignored], minlength=len(MODEL_CLASSES))
    return np.sqrt(max(1.0, counts.max()) / np.maximum(counts, 1.0)).clip(1.0, MOST_OFTEN)


def _classes_shown(picture: Picture) -> np.ndarray:
    targets = targets_of(picture.labels)
    large = (targets.boxes[:, 2:] - targets.boxes[:, :2]).min(1, initial=np.inf) >= SHORT_SIDE_PX * 2
    shown = np.zeros(len(MODEL_CLASSES), bool)
    shown[targets.kinds[large & ~targets.ignored]] = True
    return shown
