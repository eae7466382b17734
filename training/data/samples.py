"""What is shown to the network. Sample number n of a run is decided by the seed and n alone: whoever goes on at n after
an interruption sees what would have been seen without it, and no state of a random generator needs to be kept."""

from dataclasses import dataclass

import numpy as np

from training.data.camera_faults import NoiseSheets, with_camera_faults
from training.data.choice import rarities, repeat_factors
from training.data.cropping import Zoom, cut_to, place, placed_pixels, placed_targets
from training.data.dataset import Dataset, Picture
from training.data.overlays import with_overlays
from training.data.pixels import PixelCache
from training.data.targets import Targets, joined, targets_of, without_the_tiny

#: How often four pictures are put together while mosaics are on.
MOSAICS = 0.2
#: How often a crop is drawn to one object, rare ones more often than common ones.
FOCUSSED = 0.3

ALONE = Zoom(0.75, 1.9, whole=0.3)
ON_AN_OBJECT = Zoom(1.1, 2.6, whole=0.0)
IN_A_MOSAIC = Zoom(0.7, 1.3, whole=0.0)


@dataclass(frozen=True)
class Sample:
    #: [height, width, 3], BGR.
    pixels: np.ndarray
    targets: Targets


class SampleMaker:
    def __init__(self, dataset: Dataset, width: int, height: int, seed: int, cache_bytes: int) -> None:
        self._pictures = dataset.pictures
        self._shown = (width, height)
        self._seed = seed
        self._cache = PixelCache(cache_bytes)
        self._sheets = NoiseSheets()
        self._rarities = rarities(dataset.pictures)
        factors = repeat_factors(dataset.pictures)
        self._chances = np.cumsum(factors / factors.sum())

    def make(self, number: int, mosaics: bool) -> Sample:
        random = np.random.default_rng((self._seed, number))
        pixels, targets = self._mosaic(random) if mosaics and random.random() < MOSAICS else self._single(random)
        pixels = with_camera_faults(random, pixels, self._sheets)
        pixels, targets = with_overlays(random, pixels, targets)
        return Sample(pixels, without_the_tiny(targets))

    def _choose(self, random: np.random.Generator) -> Picture:
        at = int(np.searchsorted(self._chances, random.random(), side="right"))
        return self._pictures[min(at, len(self._pictures) - 1)]

    def _single(self, random: np.random.Generator) -> tuple[np.ndarray, Targets]:
        picture = self._choose(random)
        targets = targets_of(picture.labels)
        focus = self._focus(random, targets) if random.random() < FOCUSSED else None
        return self._shown_part(random, picture, targets, ALONE if focus is None else ON_AN_OBJECT, focus)

    def _focus(self, random: np.random.Generator, targets: Targets) -> np.ndarray | None:
        asked = targets.where(~targets.ignored)
        if len(asked.kinds) == 0:
            return None
        weights = self._rarities[asked.kinds]
        box = asked.boxes[random.choice(len(weights), p=weights / weights.sum())]
        return (box[:2] + box[2:]) / 2

    def _shown_part(
        self, random: np.random.Generator, picture: Picture, targets: Targets, zoom: Zoom, focus: np.ndarray | None
    ) -> tuple[np.ndarray, Targets]:
        pixels = self._cache.read(picture.file)
        placement = place(random, (pixels.shape[1], pixels.shape[0]), self._shown, zoom, focus)
        return placed_pixels(random, pixels, placement, self._shown), placed_targets(targets, placement, self._shown)

    def _mosaic(self, random: np.random.Generator) -> tuple[np.ndarray, Targets]:
        """Quarters of four pictures around a crossing: more road users at once, and in places where no road leads."""
        width, height = self._shown
        across, down = int(random.uniform(0.35, 0.65) * width), int(random.uniform(0.35, 0.65) * height)
        whole = np.empty((height, width, 3), np.uint8)
        parts = []
        for left, top, right, bottom in (
            (0, 0, across, down),
            (across, 0, width, down),
            (0, down, across, height),
            (across, down, width, height),
        ):
            picture = self._choose(random)
            pixels, targets = self._shown_part(random, picture, targets_of(picture.labels), IN_A_MOSAIC, None)
            from_x = int(random.integers(0, width - (right - left) + 1))
            from_y = int(random.integers(0, height - (bottom - top) + 1))
            to_x, to_y = from_x + right - left, from_y + bottom - top
            whole[top:bottom, left:right] = pixels[from_y:to_y, from_x:to_x]
            kept = cut_to(targets, (from_x, from_y, to_x, to_y))
            shift = np.array([left - from_x, top - from_y] * 2, np.float32)
            parts.append(Targets(kept.boxes + shift, kept.kinds, kept.ignored))
        return whole, joined(parts)
