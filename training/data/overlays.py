"""What recorders write over a picture: names, times, bars. None of it is a road user, which has to be learned."""

import cv2
import numpy as np

from training.data.targets import Targets

LETTERS = "0123456789:-/. ABCDEFGHIJKLMNOPRSTUVWXYZabcdeilmnorst"
INKS = ((255, 255, 255), (235, 235, 235), (0, 255, 255), (0, 0, 0), (0, 220, 0))
#: A box that is covered further than this is no longer asked for.
MOST_COVERED = 0.6


def with_overlays(random: np.random.Generator, pixels: np.ndarray, targets: Targets) -> tuple[np.ndarray, Targets]:
    """Writes into the pixels that are given."""
    if random.random() < 0.06:
        targets = _draw_bar(random, pixels, targets)
    if random.random() < 0.3:
        for _ in range(int(random.integers(1, 4))):
            _draw_text(random, pixels)
    return pixels, targets


def _draw_bar(random: np.random.Generator, pixels: np.ndarray, targets: Targets) -> Targets:
    """A black bar along the upper or the lower edge, as recorders put their text on."""
    height = pixels.shape[0]
    thick = int(random.uniform(0.04, 0.12) * height)
    first, last = (0, thick) if random.random() < 0.5 else (height - thick, height)
    pixels[first:last] = 0
    boxes = targets.boxes
    shared = np.minimum(boxes[:, 3], last) - np.maximum(boxes[:, 1], first)
    covered = shared / np.maximum(boxes[:, 3] - boxes[:, 1], 1e-6) > MOST_COVERED
    return Targets(boxes, targets.kinds, targets.ignored | covered)


def _draw_text(random: np.random.Generator, pixels: np.ndarray) -> None:
    height, width = pixels.shape[:2]
    letters = random.integers(0, len(LETTERS), int(random.integers(5, 24)))
    text = "".join(LETTERS[letter] for letter in letters)
    row = int(random.choice([14, 24, height - 8, height - 20]))
    column = int(random.integers(2, width - 100))
    ink = INKS[int(random.integers(len(INKS)))]
    font = int(random.choice([cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_PLAIN, cv2.FONT_HERSHEY_DUPLEX]))
    cv2.putText(pixels, text, (column, row), font, random.uniform(0.35, 0.9), ink, 1, cv2.LINE_AA)
