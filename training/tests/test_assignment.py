import unittest

import torch

from training.learning.assignment import CELLS_PER_OBJECT, Objects, assign
from training.network.boxes import generalised_overlap, overlap
from training.network.grid import decode_boxes, make_grid

GRID = make_grid(128, 96)
CELLS = len(GRID.centres)


def objects(*rows: tuple[int, list[float], int, bool]) -> Objects:
    picture, boxes, kinds, ignored = zip(*rows)
    corners = torch.tensor(boxes, dtype=torch.float32)
    return Objects(torch.tensor(picture), corners, torch.tensor(kinds), torch.tensor(ignored))


def silent(pictures: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Scores and boxes of a network that says the same everywhere."""
    side = GRID.strides * 2
    boxes = torch.cat([GRID.points - side, GRID.points + side], -1)
    return torch.full((pictures, CELLS, 3), 0.1), boxes.expand(pictures, -1, -1)


class Boxes(unittest.TestCase):
    def test_overlap_of_boxes_that_share_a_third(self) -> None:
        first, second = torch.tensor([0.0, 0, 10, 10]), torch.tensor([5.0, 0, 15, 10])
        self.assertAlmostEqual(overlap(first, second).item(), 1 / 3, places=5)
        self.assertAlmostEqual(generalised_overlap(first, second).item(), 1 / 3, places=5)

    def test_boxes_that_are_apart_are_told_how_far(self) -> None:
        first = torch.tensor([0.0, 0, 10, 10])
        near, far = torch.tensor([20.0, 0, 30, 10]), torch.tensor([90.0, 0, 100, 10])
        self.assertAlmostEqual(generalised_overlap(first, near).item(), -1 / 3, places=5)
        self.assertLess(generalised_overlap(first, far).item(), generalised_overlap(first, near).item())

    def test_the_grid_knows_where_its_cells_are(self) -> None:
        self.assertEqual(CELLS, 16 * 12 + 8 * 6 + 4 * 3)
        self.assertEqual(GRID.points[0].tolist(), [4, 4])
        self.assertEqual(GRID.points[-1].tolist(), [112, 80])
        box = decode_boxes(torch.zeros(CELLS, 4), GRID.centres, GRID.strides)[0]
        self.assertEqual(box.tolist(), [0, 0, 8, 8])

    def test_refuses_an_input_that_no_grid_fits(self) -> None:
        with self.assertRaisesRegex(ValueError, "multiples of 32"):
            make_grid(100, 96)


class Assigning(unittest.TestCase):
    def test_cells_that_answer_lie_in_their_object_or_near_its_middle(self) -> None:
        for by_place in (True, False):
            result = assign(*silent(1), objects((0, [30, 20, 90, 70], 1, False)), GRID, by_place)
            points = GRID.points[result.answers[0]]
            self.assertTrue(0 < len(points) <= CELLS_PER_OBJECT)
            self.assertTrue(((points > torch.tensor([30, 20])) & (points < torch.tensor([90, 70]))).all())
            self.assertTrue((result.scores[0][result.answers[0]][:, [0, 2]] == 0).all())
            self.assertTrue((result.boxes[0][result.answers[0]] == torch.tensor([30.0, 20, 90, 70])).all())

    def test_even_the_smallest_object_gets_a_cell(self) -> None:
        for by_place in (True, False):
            result = assign(*silent(1), objects((0, [14.5, 14.5, 17.5, 17.5], 0, False)), GRID, by_place)
            self.assertTrue(result.answers.any())

    def test_a_large_object_is_given_to_coarser_cells_than_a_small_one(self) -> None:
        found = []
        for box in ([20.0, 20, 44, 40], [4.0, 4, 120, 92]):
            result = assign(*silent(1), objects((0, box, 0, False)), GRID, True)
            found.append(GRID.strides[result.scores[0, :, 0].argmax()].item())
        self.assertEqual(found, [8, 32])

    def test_a_cell_answers_for_one_object_and_objects_keep_to_their_picture(self) -> None:
        close, alone = [24, 22, 64, 62], [20, 20, 60, 60]
        three = objects((0, alone, 0, False), (0, close, 1, False), (1, alone, 2, False))
        result = assign(*silent(2), three, GRID, False)
        self.assertTrue(((result.scores > 0).sum(-1) <= 1).all())
        self.assertEqual((result.scores[0, :, :2] > 0).any(0).tolist(), [True, True])
        self.assertFalse((result.scores[0, :, 2] > 0).any())
        self.assertFalse((result.scores[1, :, :2] > 0).any())

    def test_of_two_equal_objects_one_takes_the_cells(self) -> None:
        box = [20.0, 20, 60, 60]
        result = assign(*silent(1), objects((0, box, 0, False), (0, box, 1, False)), GRID, False)
        self.assertTrue((result.scores[0, :, 0] > 0).any())
        self.assertFalse((result.scores[0, :, 1] > 0).any())

    def test_the_best_cell_promises_what_its_box_is_worth(self) -> None:
        scores, boxes = silent(1)
        box = torch.tensor([32.0, 24, 80, 72])
        result = assign(scores, boxes, objects((0, box.tolist(), 1, False)), GRID, False)
        best = overlap(boxes[0][result.answers[0]], box).max()
        self.assertAlmostEqual(result.scores.max().item(), best.item(), places=5)

    def test_what_is_ignored_silences_its_cells_but_not_those_that_answer(self) -> None:
        result = assign(*silent(1), objects((0, [20, 20, 60, 60], -1, True)), GRID, False)
        self.assertFalse(result.answers.any())
        self.assertTrue(0 < (~result.counts).sum() < CELLS)
        both = objects((0, [20, 20, 60, 60], -1, True), (0, [30, 30, 50, 50], 0, False))
        result = assign(*silent(1), both, GRID, False)
        self.assertTrue(result.answers.any())
        self.assertTrue(result.counts[result.answers].all())

    def test_an_empty_picture_is_all_background(self) -> None:
        one = objects((0, [20, 20, 60, 60], 0, False))
        result = assign(*silent(1), one.where(torch.tensor([False])), GRID, False)
        self.assertFalse(result.answers.any())
        self.assertTrue(result.counts.all())


if __name__ == "__main__":
    unittest.main()
