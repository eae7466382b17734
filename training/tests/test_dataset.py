import json
import tempfile
import unittest
from pathlib import Path

from training.classes import MODEL_CLASSES, UNDECIDED
from training.data.dataset import DatasetError, read_dataset
from training.data.targets import targets_of
from training.tests.drawn_set import draw_set


class ReadingADataset(unittest.TestCase):
    def setUp(self) -> None:
        self._temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self._temporary.cleanup)
        self.folder = Path(self._temporary.name)
        draw_set(self.folder, 3)
        self.labels = self.folder / "labels-0.jsonl"

    def _change_first(self, **changes: object) -> None:
        lines = self.labels.read_text().splitlines()
        record = json.loads(lines[0])
        record["objects"][0].update(changes)
        self.labels.write_text("\n".join([json.dumps(record), *lines[1:]]) + "\n")

    def test_reads_every_picture_in_the_order_of_names(self) -> None:
        dataset = read_dataset(self.folder)
        self.assertEqual([picture.seed for picture in dataset.pictures], [0, 1, 2])
        self.assertEqual((dataset.width, dataset.height, dataset.simulator, dataset.left_out), (256, 160, "drawn", 0))

    def test_leaves_out_a_torn_line_and_a_picture_without_a_file(self) -> None:
        torn = self.labels.read_text()[:-40]
        self.labels.write_text(torn)
        (self.folder / "pictures" / "s000000-f0.jpg").unlink()
        dataset = read_dataset(self.folder)
        self.assertEqual([picture.seed for picture in dataset.pictures], [1])
        self.assertEqual(dataset.left_out, 2)

    def test_refuses_a_class_that_nobody_decided_about(self) -> None:
        self._change_first(**{"class": "tram"})
        with self.assertRaisesRegex(DatasetError, "tram.*classes.py"):
            read_dataset(self.folder)

    def test_refuses_a_folder_without_a_set_and_one_of_another_format(self) -> None:
        with self.assertRaisesRegex(DatasetError, "set.json is missing"):
            read_dataset(self.folder / "pictures")
        (self.folder / "set.json").write_text('{"format": 2}')
        with self.assertRaisesRegex(DatasetError, "format 2"):
            read_dataset(self.folder)

    def test_debris_is_background_and_an_emergency_vehicle_neither_right_nor_wrong(self) -> None:
        self._change_first(**{"class": "debris"})
        self.assertEqual(len(read_dataset(self.folder).pictures[0].labels.kinds), 2)
        self._change_first(**{"class": "emergency_vehicle"})
        targets = targets_of(read_dataset(self.folder).pictures[0].labels)
        self.assertEqual((targets.kinds[0], targets.ignored[0]), (UNDECIDED, True))

    def test_a_trailer_is_taught_as_a_truck(self) -> None:
        self._change_first(**{"class": "trailer"})
        kinds = read_dataset(self.folder).pictures[0].labels.kinds
        self.assertEqual(MODEL_CLASSES[kinds[0]], "truck")

    def test_what_is_heavily_cut_is_asked_for_by_what_can_be_seen_of_it(self) -> None:
        self._change_first(box=[10, 10, 110, 60], visibleBox=[80, 20, 110, 60], visibleShare=0.4)
        targets = targets_of(read_dataset(self.folder).pictures[0].labels)
        self.assertEqual(targets.boxes[0].tolist(), [78, 18, 110, 60])
        self.assertFalse(targets.ignored[0])
        self._change_first(visibleShare=0.7)
        targets = targets_of(read_dataset(self.folder).pictures[0].labels)
        self.assertEqual(targets.boxes[0].tolist(), [10, 10, 110, 60])
        self._change_first(visibleShare=0.2)
        self.assertTrue(targets_of(read_dataset(self.folder).pictures[0].labels).ignored[0])


if __name__ == "__main__":
    unittest.main()
