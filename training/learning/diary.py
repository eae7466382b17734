"""What a run has to say about itself, one record a line."""

import json
from pathlib import Path


class Diary:
    """A run that goes on at a checkpoint forgets what it wrote after it: the file tells one course of events."""

    def __init__(self, file: Path, done: int) -> None:
        self._file = file
        if not file.exists():
            return
        kept = [line for line in file.read_text().splitlines() if _samples_of(line) <= done]
        unfinished = file.with_suffix(".unfinished")
        unfinished.write_text("".join(line + "\n" for line in kept))
        unfinished.replace(file)

    def write(self, record: dict[str, object]) -> None:
        with self._file.open("a") as stream:
            stream.write(json.dumps(record) + "\n")
        print("  ".join(f"{name} {_in_words(value)}" for name, value in record.items()), flush=True)


def _samples_of(line: str) -> float:
    """Infinite for a line that was torn off."""
    try:
        return float(json.loads(line)["samples"])
    except (ValueError, KeyError, TypeError):
        return float("inf")


def _in_words(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
