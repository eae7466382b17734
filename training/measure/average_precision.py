"""Average precision as COCO defines it: found boxes in order of their score, each to the best true box that is still
free; precision made monotonous and read at 101 steps of recall."""

from dataclasses import dataclass
from typing import Iterable

import numpy as np

from training.measure.suppression import box_areas, overlaps, shared_areas

#: From 0.50 to 0.95; the first one alone is called AP50.
LEAST_OVERLAPS = np.arange(10) * 0.05 + 0.5
RECALL_STEPS = np.linspace(0, 1, 101)


@dataclass(frozen=True)
class Verdicts:
    """What became of each found box of a picture, best first, for each of the least overlaps."""

    scores: np.ndarray
    #: [overlaps, found]
    right: np.ndarray
    #: [overlaps, found], false where finding it is neither right nor wrong.
    counts: np.ndarray
    #: How many boxes were to be found.
    wanted: int


def judge(boxes: np.ndarray, scores: np.ndarray, truth: np.ndarray, ignored: np.ndarray) -> Verdicts:
    """Found boxes best first. An ignored true box may swallow any number of them, by the share that lies in it."""
    wanted = truth[~ignored]
    common = overlaps(boxes, wanted)
    right = np.stack([_matched(common, least) for least in LEAST_OVERLAPS])
    inside = shared_areas(boxes, truth[ignored]) / np.maximum(box_areas(boxes), 1e-9)[:, None]
    most_inside = inside.max(1, initial=0.0)
    return Verdicts(scores, right, right | (most_inside[None] < LEAST_OVERLAPS[:, None]), len(wanted))


def average_precisions(pictures: Iterable[Verdicts]) -> np.ndarray | None:
    """For each of the least overlaps; None where there was nothing to find: that is no zero."""
    all_of_them = list(pictures)
    wanted = sum(one.wanted for one in all_of_them)
    if wanted == 0:
        return None
    order = np.argsort(-np.concatenate([one.scores for one in all_of_them]), kind="stable")
    right = np.concatenate([one.right for one in all_of_them], axis=1)[:, order]
    counts = np.concatenate([one.counts for one in all_of_them], axis=1)[:, order]
    return np.array([_area_under(right[at][counts[at]], wanted) for at in range(len(LEAST_OVERLAPS))])


def best_threshold(pictures: Iterable[Verdicts]) -> float:
    """The score above which precision and recall together are best, at the first of the least overlaps."""
    all_of_them = list(pictures)
    scores = np.concatenate([one.scores[one.counts[0]] for one in all_of_them])
    right = np.concatenate([one.right[0][one.counts[0]] for one in all_of_them])
    if len(scores) == 0:
        return 0.5
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(right[order])
    balance = 2 * hits / (np.arange(1, len(hits) + 1) + sum(one.wanted for one in all_of_them))
    return float(scores[order][balance.argmax()])


def _matched(common: np.ndarray, least: float) -> np.ndarray:
    matched = np.zeros(len(common), bool)
    free = np.ones(common.shape[1], bool)
    for row in np.flatnonzero(common.max(1, initial=0.0) >= least):
        rivals = np.where(free, common[row], -1.0)
        best = rivals.argmax()
        if rivals[best] >= least:
            matched[row], free[best] = True, False
    return matched


def _area_under(right: np.ndarray, wanted: int) -> float:
    if len(right) == 0:
        return 0.0
    hits = np.cumsum(right)
    precision = np.maximum.accumulate((hits / np.arange(1, len(hits) + 1))[::-1])[::-1]
    at = np.searchsorted(hits / wanted, RECALL_STEPS - 1e-12, side="left")
    return float(np.where(at < len(precision), precision[np.minimum(at, len(precision) - 1)], 0.0).mean())
