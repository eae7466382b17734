"""How fast the network learns, and when the pictures calm down. All of it is counted in samples, never in time, so
that a run gives the same on a busy machine as on an idle one."""

import math
from dataclasses import dataclass

WARM_UP_SAMPLES = 4000
#: This share of a leg is run at the full rate, the rest falls along a cosine.
FULL_RATE_SHARE = 0.6
LAST_RATE = 0.01
#: Pictures put together of four look like no street: the end of a leg does without.
MOSAIC_SHARE = 0.85


@dataclass(frozen=True)
class Leg:
    """A stretch from one sample to another. A run has one; lengthening it begins another."""

    begin: int
    end: int

    def share(self, sample: int) -> float:
        return min(1.0, max(0.0, (sample - self.begin) / max(1, self.end - self.begin)))


def leg_at(legs: tuple[Leg, ...], sample: int) -> Leg:
    for leg in legs:
        if sample < leg.end:
            return leg
    return legs[-1]


def rate_at(legs: tuple[Leg, ...], sample: int) -> float:
    """The share of the full learning rate at a sample."""
    leg = leg_at(legs, sample)
    warm_up = min(1.0, (sample - leg.begin + 1) / min(WARM_UP_SAMPLES, max(1, (leg.end - leg.begin) // 10)))
    fallen = max(0.0, (leg.share(sample) - FULL_RATE_SHARE) / (1 - FULL_RATE_SHARE))
    return warm_up * (LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + math.cos(math.pi * fallen)))


def has_mosaics(legs: tuple[Leg, ...], sample: int) -> bool:
    return leg_at(legs, sample).share(sample) < MOSAIC_SHARE


def lengthened(legs: tuple[Leg, ...], done: int, samples: int) -> tuple[Leg, ...]:
    """The same run with a new leg from where it stands to the new end. Legs that never began are dropped."""
    walked = tuple(Leg(leg.begin, min(leg.end, done)) for leg in legs if leg.begin < done)
    return (*walked, Leg(done, samples))
