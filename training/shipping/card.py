"""The card that lies beside a model: what it is, what it was made from, how right it is and where it is wrong.

Every figure comes from a file that a command wrote. What nobody measured is left out, not guessed.
"""

from typing import Any

from training.classes import BACKGROUND, NEITHER_RIGHT_NOR_WRONG, TAUGHT_AS
from training.network.detector import parameter_count
from training.shipping.graph import OPSET, OUTPUT
from training.shipping.weights import Weights

#: Mistakes rarer than this share of a class are not worth a line.
WORTH_TELLING = 0.05


def card_text(manifest: dict[str, Any], weights: Weights, report: dict[str, Any], notes: str, bytes_: int) -> str:
    parts = [
        f"# {manifest['id']}",
        _table(_facts(manifest, weights, bytes_)),
        "## What it tells apart",
        _classes(),
        "## Measured",
        _how_measured(weights, report),
        _scores("All classes as one, and each", {"any": report["whole"], **report["classes"]}),
        _scores("By size (root of the area at the input)", report["sizes"]),
        _scores("By light", report["lights"]),
        _scores("By weather", report["weathers"]),
        _scores("By scene", report["scenes"]),
        "## Known errors",
        _errors(report),
    ]
    if notes.strip():
        parts += ["## Notes", notes.strip()]
    return "\n\n".join(parts) + "\n"


def _facts(manifest: dict[str, Any], weights: Weights, bytes_: int) -> list[tuple[str, str]]:
    shape, classes, rule = manifest["input"], manifest["classes"], manifest["nms"]
    return [
        ("File", f"`{manifest['file']}`, opset {OPSET}, {bytes_} bytes, sha256 `{manifest['sha256']}`"),
        (
            "Network",
            f"size {weights.settings.size}, {parameter_count(weights.network) / 1e6:.2f} M parameters, anchor-free, "
            "strides 8, 16, 32; decode and sigmoid inside the graph",
        ),
        ("Training", _training(weights)),
        ("Settings", ", ".join(f"{name} {value}" for name, value in weights.settings.as_record().items())),
        (
            "Input",
            f"`{shape['name']}` float32 [batch, 3, {shape['height']}, {shape['width']}], BGR, divided by 255, "
            "plain stretch (no letterbox)",
        ),
        (
            "Output",
            f"`{OUTPUT}` float32 [batch, cells, {4 + len(classes)}]: corners in input pixels, then one score "
            f"from 0 to 1 for each of {', '.join(classes)}",
        ),
        (
            "After it",
            f"best class per row, confidence {manifest['defaultThreshold']}, suppression at IoU {rule['iou']} within a "
            f"class, and where more than {rule['nested']} of the smaller box lies in the other",
        ),
        ("Licence", f"{manifest['licence']}, ours: weights, renderer and training code"),
    ]


def _training(weights: Weights) -> str:
    data = weights.data
    return (
        f"{weights.samples} samples of {data['pictures']} rendered pictures, seeds {data['seeds'][0]} to "
        f"{data['seeds'][1]}, scenes {', '.join(data['scenes'])}, simulator `{data['simulator']}`; "
        "no real picture, no weights of others"
    )


def _classes() -> str:
    joined = ", ".join(f"{name} as {taught}" for name, taught in TAUGHT_AS.items() if name != taught)
    return (
        f"Taught under another name: {joined}. Neither taught nor held against it, because they share no shape: "
        f"{', '.join(sorted(NEITHER_RIGHT_NOR_WRONG))}. Taught as background: {', '.join(sorted(BACKGROUND))}."
    )


def _how_measured(weights: Weights, report: dict[str, Any]) -> str:
    (first, last), (low, high) = report["seeds"], weights.data["seeds"]
    apart = last < low or high < first
    return (
        f"{report['pictures']} rendered pictures of `{report['data']}` "
        f"(seeds {report['seeds'][0]} to {report['seeds'][1]}, simulator `{report['simulator']}`) "
        f"at {report['width']}×{report['height']}. "
        f"{'None of their seeds was' if apart else '**Some of their seeds may have been**'} learned from. "
        "Asked for are road users of 12 px and more of which a third can be seen. The pictures come from the renderer "
        "that also made the training pictures, which flatters every figure."
    )


def _scores(title: str, scores: dict[str, Any]) -> str:
    rows = [f"| {title} | AP50 | AP50-95 | objects |", "|---|---|---|---|"]
    for name, score in scores.items():
        rows.append(f"| {name} | {_figure(score['ap50'])} | {_figure(score['ap50To95'])} | {score['objects']} |")
    return "\n".join(rows)


def _errors(report: dict[str, Any]) -> str:
    lines = []
    for name, taken in report["taken_for"].items():
        total = sum(taken.values())
        wrong = sorted(((count, other) for other, count in taken.items() if other != name), reverse=True)
        common = [_error(count, other) for count, other in wrong if total and count / total >= WORTH_TELLING]
        if common:
            lines.append(f"- Of {total} {name}: {', '.join(common)}.")
    told = "\n".join(lines) or "- None above one in twenty."
    return f"At a confidence of {report['threshold']:.2f}, IoU .5 or more:\n\n{told}"


def _error(count: int, other: str) -> str:
    return f"{count} missed" if other == "missed" else f"{count} called {other}"


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}".removeprefix("0")


def _table(rows: list[tuple[str, str]]) -> str:
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {text} |" for name, text in rows)])
