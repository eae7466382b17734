"""Decoded pictures, kept in memory as far as there is room for them."""

from pathlib import Path

import cv2
import numpy as np

from training.data.dataset import DatasetError


class PixelCache:
    """The first pictures to be read stay. Which ones does not matter: all are wanted equally often, in random order."""

    def __init__(self, room_bytes: int) -> None:
        self._room = room_bytes
        self._kept: dict[Path, np.ndarray] = {}

    def read(self, file: Path) -> np.ndarray:
        """[height, width, 3], BGR. Not to be written to."""
        kept = self._kept.get(file)
        if kept is not None:
            return kept
        pixels = read_pixels(file)
        if pixels.nbytes <= self._room:
            self._room -= pixels.nbytes
            self._kept[file] = pixels
        return pixels


def read_pixels(file: Path) -> np.ndarray:
    try:
        pixels = cv2.imdecode(np.fromfile(file, np.uint8), cv2.IMREAD_COLOR)
    except (OSError, cv2.error):
        pixels = None
    if pixels is None:
        raise DatasetError(f"{file} is no picture that can be read: remove it, it is then left out")
    return pixels


def stretched(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """A whole picture in the size of the input, without regard to its aspect: as the product does it."""
    shrinks = pixels.shape[1] > width or pixels.shape[0] > height
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
