import json
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from typing import Callable

from training.learning.checkpoint import CheckpointError, read_checkpoint, write_checkpoint
from training.learning.diary import Diary
from training.tests.drawn_set import draw_set

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = 24
WAIT_SECONDS = 90


class Resuming(unittest.TestCase):
    def setUp(self) -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.folder = Path(self._temporary.name)
        draw_set(self.folder / "set", 4)

    def _command(self, run: str, *more: str) -> list[str]:
        small = "--width 128 --height 96 --batch 2 --threads 1 --checkpoint-minutes 0.002 --report-every 1".split()
        data = ["--data", str(self.folder / "set"), "--out", str(self.folder / run), "--samples", str(SAMPLES)]
        return [sys.executable, "-m", "training.train", *data, *small, *more]

    def _diary(self, run: str) -> list[tuple[int, float, float]]:
        lines = (self.folder / run / "diary.jsonl").read_text().splitlines()
        return [(one["samples"], one["kindLoss"], one["boxLoss"]) for one in map(json.loads, lines)]

    def _run(self, run: str, *more: str) -> subprocess.CompletedProcess:
        return subprocess.run(self._command(run, *more), cwd=ROOT, capture_output=True, text=True)

    def test_a_run_that_was_killed_goes_on_as_if_it_had_not_been(self) -> None:
        self.assertEqual(self._run("straight").returncode, 0)
        killed = subprocess.Popen(self._command("killed"), cwd=ROOT, stdout=subprocess.DEVNULL)
        checkpoint = self.folder / "killed" / "checkpoint.pt"
        self._wait_for(lambda: checkpoint.exists() and self._written("killed") >= 4)
        workers = _children(killed.pid)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        self.assertLess(read_checkpoint(checkpoint)["samples"], SAMPLES)
        self._wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
        resumed = self._run("killed")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        straight, gone_on = self._diary("straight"), self._diary("killed")
        self.assertEqual([one[0] for one in gone_on], list(range(2, SAMPLES + 1, 2)))
        for expected, found in zip(straight, gone_on):
            self.assertEqual(expected[0], found[0])
            self.assertAlmostEqual(expected[1], found[1], delta=0.02 * expected[1])
            self.assertAlmostEqual(expected[2], found[2], delta=0.02 * expected[2])

    def test_a_run_keeps_its_settings_and_is_lengthened_only_when_asked(self) -> None:
        self.assertEqual(self._run("run", "--samples", "4").returncode, 0)
        self.assertIn("complete", self._run("run", "--samples", "4").stdout)
        refused = self._run("run", "--samples", "8")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("--extend", refused.stderr)
        self.assertIn("seed 2 instead of 1", self._run("run", "--samples", "4", "--seed", "2").stderr)
        draw_set(self.folder / "set", 2, first=4)
        longer = self._run("run", "--samples", "8", "--extend")
        self.assertIn("6 pictures", longer.stdout)
        self.assertEqual([one[0] for one in self._diary("run")], [2, 4, 6, 8])

    def _written(self, run: str) -> int:
        file = self.folder / run / "diary.jsonl"
        return len(file.read_text().splitlines()) if file.exists() else 0

    def _wait_for(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while not condition():
            self.assertLess(time.monotonic(), end, "it took too long")
            time.sleep(0.02)

    def test_a_checkpoint_that_is_no_whole_one_is_refused_in_words(self) -> None:
        file = self.folder / "checkpoint.pt"
        with self.assertRaisesRegex(CheckpointError, "is missing"):
            read_checkpoint(file)
        file.write_bytes(b"torn")
        with self.assertRaisesRegex(CheckpointError, "train again"):
            read_checkpoint(file)
        write_checkpoint(file, {"samples": 3})
        self.assertEqual(read_checkpoint(file)["samples"], 3)
        self.assertFalse(file.with_suffix(".unfinished").exists())

    def test_a_diary_forgets_what_came_after_the_checkpoint(self) -> None:
        file = self.folder / "diary.jsonl"
        file.write_text('{"samples": 2}\n{"samples": 4}\n{"samples": 6}\n{"sam')
        Diary(file, 4)
        self.assertEqual(file.read_text(), '{"samples": 2}\n{"samples": 4}\n')


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


if __name__ == "__main__":
    unittest.main()
