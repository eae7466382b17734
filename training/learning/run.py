"""A training run from where it stands to its end."""

import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from training.data.dataset import Dataset
from training.data.feeder import Feeder
from training.data.samples import SampleMaker
from training.learning.checkpoint import CheckpointError, read_checkpoint, write_checkpoint
from training.learning.diary import Diary
from training.learning.learner import Learner, StepResult
from training.learning.schedule import Leg, lengthened, rate_at
from training.measure.report import Report, measure
from training.settings import Settings

CHECKPOINT = "checkpoint.pt"
BEST = "best.pt"
FINAL = "final.pt"
DIARY = "diary.jsonl"


@dataclass(frozen=True)
class RunOptions:
    """What changes how a run is carried out, but not what comes out of it."""

    folder: Path
    samples: int
    extend: bool
    validation: Dataset | None
    validation_pictures: int
    validate_every: int
    checkpoint_seconds: float
    #: Ends a stretch of work with a checkpoint; infinite to go on to the end.
    stop_after_seconds: float
    processes: int
    cache_bytes: int
    report_every_steps: int


def carry_out(dataset: Dataset, settings: Settings, options: RunOptions, device: torch.device) -> bool:
    """True where the run has reached its end."""
    options.folder.mkdir(parents=True, exist_ok=True)
    learner = Learner(settings, device)
    legs, best = _stand(learner, options)
    if learner.samples >= legs[-1].end:
        print(f"this run is complete at {learner.samples} samples; --samples with --extend lengthens it")
        return True
    return _Run(learner, legs, best, dataset, options, device).go()


def _stand(learner: Learner, options: RunOptions) -> tuple[tuple[Leg, ...], float]:
    """Where the run in this folder stands: its legs and the best score so far."""
    file = options.folder / CHECKPOINT
    if not file.exists():
        return (Leg(0, _whole_batches(options.samples, learner.settings.batch)),), -1.0
    record = read_checkpoint(file)
    learner.restore(record)
    legs = tuple(Leg(**leg) for leg in record["legs"])
    wanted = _whole_batches(options.samples, learner.settings.batch)
    if wanted != legs[-1].end:
        if not options.extend or wanted < legs[-1].end:
            raise CheckpointError(
                f"this run is to be {legs[-1].end} samples long, not {wanted}: give --samples {legs[-1].end}, "
                "or a greater number together with --extend"
            )
        legs = lengthened(legs, learner.samples, wanted)
    return legs, float(record["best"])


def _whole_batches(samples: int, batch: int) -> int:
    return max(1, round(samples / batch)) * batch


class _Run:
    def __init__(
        self,
        learner: Learner,
        legs: tuple[Leg, ...],
        best: float,
        dataset: Dataset,
        options: RunOptions,
        device: torch.device,
    ) -> None:
        self._learner, self._legs, self._best = learner, legs, best
        self._options, self._device, self._dataset = options, device, dataset
        self._diary = Diary(options.folder / DIARY, learner.samples)
        self._since_report: list[StepResult] = []

    def go(self) -> bool:
        settings, options = self._learner.settings, self._options
        maker = SampleMaker(self._dataset, settings.width, settings.height, settings.seed, options.cache_bytes)
        feeder = Feeder(maker, self._learner.samples, settings.batch, self._legs, options.processes)
        try:
            self._learn_from(feeder)
        finally:
            feeder.stop()
        complete = self._learner.samples >= self._legs[-1].end
        self._keep()
        if complete:
            self._validate()
            self._keep()
            write_checkpoint(options.folder / FINAL, self._weights(None))
        return complete

    def _learn_from(self, feeder: Feeder) -> None:
        options, learner = self._options, self._learner
        begin = kept = reported = time.monotonic()
        for batch in feeder:
            self._since_report.append(learner.learn(batch, self._legs))
            if len(self._since_report) >= options.report_every_steps:
                now = time.monotonic()
                self._report(now - reported)
                reported = now
            if learner.samples >= self._legs[-1].end:
                return
            if _passed(learner.samples, learner.settings.batch, options.validate_every):
                paused = time.monotonic()
                self._validate()
                # Looking at other pictures is no learning: it is not to slow down the figure.
                reported += time.monotonic() - paused
            if time.monotonic() - kept > options.checkpoint_seconds:
                self._keep()
                kept = time.monotonic()
            if time.monotonic() - begin > options.stop_after_seconds:
                return

    def _report(self, seconds: float) -> None:
        steps, samples = self._since_report, self._learner.samples
        self._since_report = []
        self._diary.write(
            {
                "samples": samples,
                "of": self._legs[-1].end,
                "rate": self._learner.settings.rate * rate_at(self._legs, samples),
                "kindLoss": sum(step.kind_loss for step in steps) / len(steps),
                "boxLoss": sum(step.box_loss for step in steps) / len(steps),
                "answers": sum(step.answers for step in steps) / len(steps),
                "picturesPerSecond": len(steps) * self._learner.settings.batch / seconds,
            }
        )

    def _validate(self) -> None:
        if self._options.validation is None:
            return
        settings = self._learner.settings
        size = (settings.width, settings.height)
        report = measure(
            self._learner.average, self._options.validation, size, self._device, self._options.validation_pictures
        )
        self._diary.write({"samples": self._learner.samples, **report.in_short()})
        if report.score() > self._best:
            self._best = report.score()
            write_checkpoint(self._options.folder / BEST, self._weights(report))

    def _weights(self, report: Report | None) -> dict[str, object]:
        """What is needed to export and to describe a model, without what is needed to go on learning."""
        pictures = self._dataset.pictures
        return {
            "settings": self._learner.settings.as_record(),
            "classes": self._learner.record()["classes"],
            "samples": self._learner.samples,
            "average": self._learner.average.state_dict(),
            "data": {
                "pictures": len(pictures),
                "simulator": self._dataset.simulator,
                "seeds": [min(one.seed for one in pictures), max(one.seed for one in pictures)],
                "scenes": sorted({one.scene for one in pictures}),
            },
            "validation": None if report is None else report.in_short(),
        }

    def _keep(self) -> None:
        record = self._learner.record()
        legs = [asdict(leg) for leg in self._legs]
        write_checkpoint(self._options.folder / CHECKPOINT, {**record, "legs": legs, "best": self._best})


def _passed(samples: int, batch: int, every: int) -> bool:
    """Whether the last batch went past a multiple of `every`."""
    return samples // every != (samples - batch) // every
