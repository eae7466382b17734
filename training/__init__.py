"""How the shipped detectors are made: from rendered pictures to a model with its card."""
