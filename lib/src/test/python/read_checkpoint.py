#!/usr/bin/env python3
"""Reads a checkpoint that the library wrote with Python's safetensors package, and says whether its numbers are right.

    python read_checkpoint.py            (needs: pip install numpy safetensors)

../resources/safetensors/unrolled.safetensors is an ElmanCell(2, 3) with a Dense(3, 1) whose parameters hold −1, −0.875,
… in the order of the model; CheckpointTest asserts that the library still writes exactly these bytes.
"""
import json
from pathlib import Path

import numpy as np
from safetensors import safe_open

FILE = Path(__file__).resolve().parent.parent / "resources" / "safetensors" / "unrolled.safetensors"
SHAPES = {"elman.W": (3, 2), "elman.U": (3, 3), "elman.b": (3, 1), "dense.W": (1, 3), "dense.b": (1, 1)}


def main():
    with safe_open(FILE, framework="np") as file:
        assert set(file.keys()) == set(SHAPES), file.keys()
        following = -1.0
        for name, shape in SHAPES.items():
            count = int(np.prod(shape))
            expected = (following + 0.125 * np.arange(count)).reshape(shape)
            tensor = file.get_tensor(name)
            assert tensor.dtype == np.float64 and np.array_equal(tensor, expected), (name, tensor)
            following += 0.125 * count
        kinds = [layer["kind"] for layer in json.loads(file.metadata()["architecture"])["layers"]]
        assert kinds == ["recurrent", "dense"], kinds
    print("all numbers are equal; architecture:", kinds)


if __name__ == "__main__":
    main()
