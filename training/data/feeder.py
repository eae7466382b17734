"""Makes batches in processes of their own, in order, ahead of the network."""

import multiprocessing
import os
import queue
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from typing import Iterator

import cv2
import numpy as np

from training.data.samples import SampleMaker
from training.learning.schedule import Leg, has_mosaics

#: Batches that each process makes ahead.
AHEAD = 3
#: How often those who wait look whether the other side still lives.
LOOK_SECONDS = 2.0


@dataclass(frozen=True)
class Batch:
    #: [pictures, height, width, 3] bytes, BGR.
    pixels: np.ndarray
    #: Which picture each object lies in; the other three go with it row by row.
    picture: np.ndarray
    boxes: np.ndarray
    kinds: np.ndarray
    ignored: np.ndarray


def make_batch(maker: SampleMaker, first: int, size: int, legs: tuple[Leg, ...]) -> Batch:
    samples = [maker.make(number, has_mosaics(legs, number)) for number in range(first, first + size)]
    return Batch(
        np.stack([sample.pixels for sample in samples]),
        np.repeat(np.arange(size), [len(sample.targets.kinds) for sample in samples]),
        np.concatenate([sample.targets.boxes for sample in samples]),
        np.concatenate([sample.targets.kinds for sample in samples]),
        np.concatenate([sample.targets.ignored for sample in samples]),
    )


class Feeder:
    """Process k of n makes batches k, k + n, k + 2n and so on: their number changes speed, never what is shown."""

    def __init__(self, maker: SampleMaker, first: int, batch: int, legs: tuple[Leg, ...], processes: int) -> None:
        context = multiprocessing.get_context("fork")
        self._queues = [context.Queue(AHEAD) for _ in range(processes)]
        self._processes: list[ForkProcess] = []
        for at, filled in enumerate(self._queues):
            begin = first + at * batch
            process = context.Process(
                target=_fill, args=(filled, maker, begin, batch, processes * batch, legs, os.getpid()), daemon=True
            )
            process.start()
            self._processes.append(process)

    def __iter__(self) -> Iterator[Batch]:
        while True:
            for process, filled in zip(self._processes, self._queues):
                yield self._next(process, filled)

    def stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()

    @staticmethod
    def _next(process: ForkProcess, filled: multiprocessing.Queue) -> Batch:
        while True:
            try:
                made = filled.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                if not process.is_alive():
                    raise RuntimeError("the process that makes batches has ended: what it said stands above") from None
                continue
            if isinstance(made, Exception):
                raise made
            return made


def _fill(
    filled: multiprocessing.Queue,
    maker: SampleMaker,
    begin: int,
    size: int,
    step: int,
    legs: tuple[Leg, ...],
    parent: int,
) -> None:
    # One process, one core: the network has the other one.
    cv2.setNumThreads(0)
    os.nice(3)
    first = begin
    while True:
        try:
            made: Batch | Exception = make_batch(maker, first, size, legs)
        except Exception as problem:  # Whatever it is, the other side is to say it.
            made = problem
        while True:
            if os.getppid() != parent:
                # Killed without a word: nobody will ever read this, and nobody else would end us.
                os._exit(0)
            try:
                filled.put(made, timeout=LOOK_SECONDS)
                break
            except queue.Full:
                continue
        if isinstance(made, Exception):
            return
        first += step
