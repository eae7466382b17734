"""Reads a folder of rendered pictures and their labels.

    set.json            {"format": 1, "width": 768, "height": 432, "simulator": "<hash>"}
    labels-*.jsonl      one picture a line, with what it shows
    pictures/*.jpg

Whoever renders may be killed or still be at work: a line that is half written and a picture whose file is not there are
left out, and counted. A record that is whole but does not fit is an error.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import numpy as np

from training.classes import class_number

FORMAT = 1


class DatasetError(Exception):
    """The folder is not a data set that can be trained on; the message says what to do."""


@dataclass(frozen=True)
class Labels:
    """What one picture shows. Row i of each array is object i; boxes are corners in pixels of the picture."""

    #: Around all of an object, hidden or not, cut off at the picture's edge.
    boxes: np.ndarray
    #: Around what can be seen of it.
    visible_boxes: np.ndarray
    visible_shares: np.ndarray
    #: How much of the object's box lies in the picture.
    in_picture: np.ndarray
    kinds: np.ndarray


@dataclass(frozen=True)
class Picture:
    file: Path
    scene: str
    light: str
    weather: str
    seed: int
    labels: Labels


@dataclass(frozen=True)
class Dataset:
    folder: Path
    width: int
    height: int
    simulator: str
    pictures: tuple[Picture, ...]
    #: Half-written lines and pictures without a file.
    left_out: int


def read_dataset(folder: Path) -> Dataset:
    head = _read_head(folder)
    there = {file.name for file in (folder / "pictures").glob("*.jpg")}
    pictures: dict[str, Picture] = {}
    left_out = 0
    for file in sorted(folder.glob("labels-*.jsonl")):
        for record in _records(file):
            if record is None or record.get("picture") not in there:
                left_out += 1
            else:
                pictures[record["picture"]] = _picture(folder, file, record)
    if not pictures:
        raise DatasetError(f"{folder} holds no labelled picture: render some first, or name another folder")
    ordered = tuple(pictures[name] for name in sorted(pictures))
    return Dataset(folder, int(head["width"]), int(head["height"]), str(head["simulator"]), ordered, left_out)


def _read_head(folder: Path) -> dict[str, object]:
    file = folder / "set.json"
    try:
        head = json.loads(file.read_text())
    except FileNotFoundError:
        raise DatasetError(f"{file} is missing: {folder} is no rendered data set") from None
    except ValueError:
        raise DatasetError(f"{file} cannot be read as JSON: render the set again") from None
    if head.get("format") != FORMAT:
        raise DatasetError(f"{file} has format {head.get('format')} instead of {FORMAT}: render the set again")
    return head


def _records(file: Path) -> Iterator[dict | None]:
    """The records of a file, None for a line that was never written to its end."""
    for line in file.read_text(errors="replace").split("\n"):
        if line.strip() == "":
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        yield record if isinstance(record, dict) else None


def _picture(folder: Path, file: Path, record: dict) -> Picture:
    try:
        return Picture(
            folder / "pictures" / record["picture"],
            record["scene"],
            record["light"],
            record["weather"],
            int(record["seed"]),
            _labels(record["objects"]),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise DatasetError(f"{file}, picture {record.get('picture')}: {problem!r}") from None


def _labels(objects: list[dict]) -> Labels:
    known = [(one, class_number(one["class"])) for one in objects]
    kept = [(one, kind) for one, kind in known if kind is not None]
    boxes = np.array([one["box"] for one, _ in kept], np.float32).reshape(-1, 4)
    # What cannot be seen at all has no visible box.
    visible = [one["visibleBox"] if one["visibleBox"] is not None else one["box"] for one, _ in kept]
    return Labels(
        boxes,
        np.array(visible, np.float32).reshape(-1, 4),
        np.array([one["visibleShare"] for one, _ in kept], np.float32),
        np.array([one["inPicture"] for one, _ in kept], np.float32),
        np.array([kind for _, kind in kept], np.int64),
    )
