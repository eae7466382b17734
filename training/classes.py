"""What the detector is taught to tell apart, and how the product's road users map to it.

This is the one place where that is decided; the model's card prints it.
"""

MODEL_CLASSES: tuple[str, ...] = ("car", "van", "bus", "truck", "motorcycle", "bicycle", "pedestrian")

#: The product's road users that look like one of the model's classes.
TAUGHT_AS: dict[str, str] = {
    "car": "car",
    "van": "van",
    "bus": "bus",
    "truck": "truck",
    # A lorry that bends in the middle.
    "trailer": "truck",
    # Loaders, backhoes and rollers: as large as a lorry, too rare for a class of their own.
    "construction_vehicle": "truck",
    "motorcycle": "motorcycle",
    # Mopeds and kick scooters: a rider on two small wheels.
    "scooter": "motorcycle",
    "bicycle": "bicycle",
    "pedestrian": "pedestrian",
}

#: A patrol car, an ambulance and a fire engine share a class but not a shape: taught as any one of car, van and truck
#: they would blur all three. Finding one is neither right nor wrong, so that each is called what it looks like.
NEITHER_RIGHT_NOR_WRONG: frozenset[str] = frozenset({"emergency_vehicle"})

#: No road users: teaching them as background is what keeps the detector from finding them.
BACKGROUND: frozenset[str] = frozenset({"debris"})

#: Stands for a class that is neither right nor wrong.
UNDECIDED = -1


def class_number(name: str) -> int | None:
    """The model's number for a class of the labels, UNDECIDED, or None for what is background.

    A name that nobody decided about is an error: it would be taught as background without a word.
    """
    if name in BACKGROUND:
        return None
    if name in NEITHER_RIGHT_NOR_WRONG:
        return UNDECIDED
    if name not in TAUGHT_AS:
        raise ValueError(f"class '{name}' is not known: decide in training/classes.py what it is taught as")
    return MODEL_CLASSES.index(TAUGHT_AS[name])
