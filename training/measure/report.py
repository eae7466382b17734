"""How good a network is on a data set: as a whole, by class, size, light, weather and scene."""

from dataclasses import asdict, dataclass
from typing import Callable

import numpy as np
import torch
from torch import nn

from training.classes import MODEL_CLASSES
from training.data.dataset import Dataset
from training.measure.average_precision import LEAST_OVERLAPS, Verdicts, average_precisions, best_threshold, judge
from training.measure.looking import SMALLEST_PX, LookedAt, look_at
from training.measure.suppression import box_areas, overlaps

#: By the root of the area in pixels of the input.
SIZE_BANDS: dict[str, tuple[float, float]] = {
    "12 to 24 px": (SMALLEST_PX, 24.0),
    "24 to 48 px": (24.0, 48.0),
    "48 to 96 px": (48.0, 96.0),
    "96 px and more": (96.0, float("inf")),
}


@dataclass(frozen=True)
class Score:
    #: None where there was nothing to find.
    ap50: float | None
    ap50To95: float | None
    objects: int


@dataclass(frozen=True)
class Report:
    pictures: int
    width: int
    height: int
    #: All classes taken as one.
    whole: Score
    classes: dict[str, Score]
    sizes: dict[str, Score]
    lights: dict[str, Score]
    weathers: dict[str, Score]
    scenes: dict[str, Score]
    threshold: float
    #: True class to the class it was found as, or 'missed', at the threshold: how many.
    taken_for: dict[str, dict[str, int]]

    def mean_of_classes(self) -> float:
        known = [one.ap50 for one in self.classes.values() if one.ap50 is not None]
        return sum(known) / len(known) if known else 0.0

    def score(self) -> float:
        """One figure to choose weights by: finding road users and naming them count the same."""
        return ((self.whole.ap50 or 0.0) + self.mean_of_classes()) / 2

    def in_short(self) -> dict[str, float | None]:
        classes = {name: score.ap50 for name, score in self.classes.items()}
        return {"ap50": self.whole.ap50, "ap50To95": self.whole.ap50To95, "meanAp50": self.mean_of_classes(), **classes}

    def as_record(self) -> dict[str, object]:
        return asdict(self)


def measure(
    network: nn.Module, dataset: Dataset, size: tuple[int, int], device: torch.device, most: int | None = None
) -> Report:
    return report_on(look_at(network, dataset, size, device, most), size)


def report_on(looked: list[LookedAt], size: tuple[int, int]) -> Report:
    whole = [_judged(one) for one in looked]
    threshold = best_threshold(whole)
    return Report(
        pictures=len(looked),
        width=size[0],
        height=size[1],
        whole=_score(whole),
        classes={name: _score([_judged(one, kind=at) for one in looked]) for at, name in enumerate(MODEL_CLASSES)},
        sizes={name: _score([_judged(one, band=band) for one in looked]) for name, band in SIZE_BANDS.items()},
        lights=_grouped(looked, whole, lambda one: one.picture.light),
        weathers=_grouped(looked, whole, lambda one: one.picture.weather),
        scenes=_grouped(looked, whole, lambda one: one.picture.scene),
        threshold=threshold,
        taken_for=_taken_for(looked, threshold),
    )


def _judged(one: LookedAt, kind: int | None = None, band: tuple[float, float] | None = None) -> Verdicts:
    """What is hidden or tiny is so for every class: nobody could name it. Beyond a band nothing is asked for."""
    found = one.found if kind is None else one.found.where(one.found.kinds == kind)
    there = np.ones(len(one.kinds), bool) if kind is None else (one.kinds == kind) | one.ignored
    boxes, ignored = one.boxes[there], one.ignored[there]
    if band is None:
        return judge(found.boxes, found.scores, boxes, ignored)
    verdicts = judge(found.boxes, found.scores, boxes, ignored | _outside(boxes, band))
    # A false box counts in the band of its own size.
    counts = verdicts.right | (verdicts.counts & ~_outside(found.boxes, band))
    return Verdicts(verdicts.scores, verdicts.right, counts, verdicts.wanted)


def _outside(boxes: np.ndarray, band: tuple[float, float]) -> np.ndarray:
    sizes = np.sqrt(box_areas(boxes))
    return (sizes < band[0]) | (sizes >= band[1])


def _grouped(looked: list[LookedAt], verdicts: list[Verdicts], name_of: Callable[[LookedAt], str]) -> dict[str, Score]:
    names = sorted({name_of(one) for one in looked})
    return {name: _score([verdict for one, verdict in zip(looked, verdicts) if name_of(one) == name]) for name in names}


def _score(verdicts: list[Verdicts]) -> Score:
    each = average_precisions(verdicts)
    objects = sum(one.wanted for one in verdicts)
    if each is None:
        return Score(None, None, objects)
    return Score(round(float(each[0]), 4), round(float(each.mean()), 4), objects)


def _taken_for(looked: list[LookedAt], threshold: float) -> dict[str, dict[str, int]]:
    table = {name: {other: 0 for other in (*MODEL_CLASSES, "missed")} for name in MODEL_CLASSES}
    for one in looked:
        found = one.found.where(one.found.scores >= threshold)
        wanted = ~one.ignored
        common = overlaps(one.boxes[wanted], found.boxes)
        for kind, row in zip(one.kinds[wanted], common):
            hit = len(row) > 0 and row.max() >= LEAST_OVERLAPS[0]
            table[MODEL_CLASSES[kind]][MODEL_CLASSES[found.kinds[row.argmax()]] if hit else "missed"] += 1
    return table
