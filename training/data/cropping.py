"""What part of a picture is shown, how large, and which way round."""

from dataclasses import dataclass

import cv2
import numpy as np

from training.data.targets import Targets

#: An object of which a crop leaves less than this is no longer asked for.
LEAST_LEFT = 0.35


@dataclass(frozen=True)
class Zoom:
    """1 shows the whole picture in the whole input."""

    least: float
    most: float
    #: How often the whole picture is shown as it is, as it will be in use.
    whole: float


@dataclass(frozen=True)
class Placement:
    """Where the picture comes to lie in the input, which may show a part of it or leave an edge around it."""

    scale_x: float
    scale_y: float
    left: float
    top: float
    mirrored: bool


def place(
    random: np.random.Generator, picture: tuple[int, int], shown: tuple[int, int], zoom: Zoom, focus: np.ndarray | None
) -> Placement:
    """Sizes are (width, height). A focus is a point of the picture that is to lie well within what is shown."""
    mirrored = bool(random.random() < 0.5)
    plain = (shown[0] / picture[0], shown[1] / picture[1])
    if focus is None and random.random() < zoom.whole:
        return Placement(plain[0], plain[1], 0.0, 0.0, mirrored)
    factor = np.exp(random.uniform(np.log(zoom.least), np.log(zoom.most)))
    aspect = np.sqrt(random.uniform(0.87, 1.15))
    scales = (plain[0] * factor * aspect, plain[1] * factor / aspect)
    shift = [_shift(random, picture[axis] * scales[axis], shown[axis]) for axis in (0, 1)]
    if focus is not None:
        for axis in (0, 1):
            wanted = random.uniform(0.2, 0.8) * shown[axis] - focus[axis] * scales[axis]
            spare = shown[axis] - picture[axis] * scales[axis]
            shift[axis] = float(np.clip(wanted, min(0.0, spare), max(0.0, spare)))
    return Placement(float(scales[0]), float(scales[1]), shift[0], shift[1], mirrored)


def _shift(random: np.random.Generator, size: float, shown: int) -> float:
    spare = shown - size
    return float(random.uniform(min(0.0, spare), max(0.0, spare)))


def placed_pixels(
    random: np.random.Generator, pixels: np.ndarray, placement: Placement, shown: tuple[int, int]
) -> np.ndarray:
    """Scales only the part that is shown: that is several times faster than warping the picture as a whole."""
    columns = _visible_range(placement.left, placement.scale_x, pixels.shape[1], shown[0])
    rows = _visible_range(placement.top, placement.scale_y, pixels.shape[0], shown[1])
    part = pixels[rows[0] : rows[1], columns[0] : columns[1]]
    left, right = (round(column * placement.scale_x + placement.left) for column in columns)
    top, bottom = (round(row * placement.scale_y + placement.top) for row in rows)
    left, top, right, bottom = max(0, left), max(0, top), min(shown[0], right), min(shown[1], bottom)
    way = cv2.INTER_AREA if placement.scale_x < 1 or placement.scale_y < 1 else cv2.INTER_LINEAR
    scaled = cv2.resize(part, (max(1, right - left), max(1, bottom - top)), interpolation=way)
    if scaled.shape[:2] == (shown[1], shown[0]):
        whole = scaled
    else:
        whole = np.full((shown[1], shown[0], 3), int(random.integers(0, 160)), np.uint8)
        whole[top : top + scaled.shape[0], left : left + scaled.shape[1]] = scaled
    return cv2.flip(whole, 1) if placement.mirrored else whole


def _visible_range(shift: float, scale: float, size: int, shown: int) -> tuple[int, int]:
    """The whole pixels of the picture that the input shows."""
    first = max(0, round(-shift / scale))
    last = min(size, round((shown - shift) / scale))
    return first, max(first + 1, last)


def placed_targets(targets: Targets, placement: Placement, shown: tuple[int, int]) -> Targets:
    scale = np.array([placement.scale_x, placement.scale_y] * 2, np.float32)
    shift = np.array([placement.left, placement.top] * 2, np.float32)
    moved = cut_to(Targets(targets.boxes * scale + shift, targets.kinds, targets.ignored), (0, 0, *shown))
    if placement.mirrored:
        moved.boxes[:, [0, 2]] = shown[0] - moved.boxes[:, [2, 0]]
    return moved


def cut_to(targets: Targets, window: tuple[int, int, int, int]) -> Targets:
    """Cuts boxes off at a window's edges; what keeps too little of itself is ignored, what keeps nothing is gone."""
    left, top, right, bottom = window
    low, high = np.array([left, top] * 2, np.float32), np.array([right, bottom] * 2, np.float32)
    boxes = np.clip(targets.boxes, low, high)
    kept = _areas(boxes) / np.maximum(_areas(targets.boxes), 1e-6)
    return Targets(boxes, targets.kinds, targets.ignored | (kept < LEAST_LEFT)).where(_areas(boxes) > 0)


def _areas(boxes: np.ndarray) -> np.ndarray:
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 0)
    return sides[:, 0] * sides[:, 1]
