"""Everything that decides what comes out of a run. It is kept in the checkpoint and printed on the card."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Settings:
    size: str = "n"
    width: int = 640
    height: int = 352
    batch: int = 8
    seed: int = 1
    rate: float = 1.5e-3
    decay: float = 0.03
    kind_weight: float = 1.5
    box_weight: float = 2.5
    #: Samples for which cells are chosen by place alone.
    by_place_samples: int = 5000
    longest_step: float = 10.0

    def as_record(self) -> dict[str, str | int | float]:
        return asdict(self)

    def differences(self, other: "Settings") -> list[str]:
        mine, theirs = asdict(self), asdict(other)
        return [f"{name} {mine[name]} instead of {theirs[name]}" for name in mine if mine[name] != theirs[name]]
