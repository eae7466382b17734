"""A run as it lies on disk. Whoever is killed finds the newest whole checkpoint: a file gets its name only once all of
it is on the disk."""

import os
from pathlib import Path
from typing import Any

import torch

FORMAT = 1


class CheckpointError(Exception):
    """What lies there cannot be gone on with; the message says what to do."""


def write_checkpoint(file: Path, content: dict[str, Any]) -> None:
    unfinished = file.with_suffix(".unfinished")
    with unfinished.open("wb") as stream:
        torch.save({"format": FORMAT, **content}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(unfinished, file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_checkpoint(file: Path) -> dict[str, Any]:
    try:
        content = torch.load(file, map_location="cpu")
    except FileNotFoundError:
        raise CheckpointError(f"{file} is missing: name the folder of a run, or a file of weights") from None
    except Exception as problem:
        raise CheckpointError(f"{file} cannot be read ({problem}): train again in another folder") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise CheckpointError(f"{file} was written by another version: train again in another folder")
    return content
