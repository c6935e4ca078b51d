#!/usr/bin/env python3
"""Writes golden cases as PyTorch state dictionaries in safetensors files, with Python's own safetensors package.

    python torch_state_dicts.py            (needs: pip install numpy safetensors)

Reads ../resources/golden/<case>.json, whose outputs were compared with torch.nn, and writes
../resources/safetensors/<case>-f64.safetensors and -f32.safetensors. The module stands under the prefix "rnn.", "fc."
or "embed.", named, shaped and ordered as torch.nn has it (gates of a GRU: r, z, n, its update gate the other way
round); where torch.nn has two biases, the golden one is divided between them. Beside the module stand, always in
float64, what goes in and what must come out: "input", "initial.<part>", "output".
../resources/safetensors/dtypes.safetensors holds a few numbers in each dtype.
"""
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
CASES = ["elman_tanh", "elman_relu", "lstm", "gru_reset_after", "stacked_lstm", "bidirectional_lstm",
         "bidirectional_gru", "embedding"]


def case(name):
    return json.loads((RESOURCES / "golden" / f"{name}.json").read_text(encoding="utf-8"))


def gates(stack, gru):
    """Gate columns of the golden file as gate rows of torch: its r, z, n are the golden r, −z, candidate."""
    rows = np.asarray(stack, dtype=np.float64).T
    if not gru:
        return rows
    z, r, n = np.split(rows, 3)
    return np.concatenate([r, -z, n])


def biases(parameters, prefix, hidden, random):
    """bias_ih and bias_hh, whose sum is the golden bias; the candidate's of a GRU are two in the golden file too."""
    gru = prefix + "bu" in parameters
    whole = gates(parameters[prefix + "b"], gru)
    share = random.normal(size=whole.shape)
    if gru:
        share[2 * hidden:] = parameters[prefix + "bu"]
        whole[2 * hidden:] += share[2 * hidden:]
    return whole - share, share


def recurrent(parameters, prefix, suffix, random):
    hidden = len(parameters[prefix + "U"])
    gru = prefix + "bu" in parameters
    bias_ih, bias_hh = biases(parameters, prefix, hidden, random)
    return {f"rnn.weight_ih_{suffix}": gates(parameters[prefix + "W"], gru),
            f"rnn.weight_hh_{suffix}": gates(parameters[prefix + "U"], gru),
            f"rnn.bias_ih_{suffix}": bias_ih,
            f"rnn.bias_hh_{suffix}": bias_hh}


def state_dictionary(parameters, random):
    prefixes = {"forward.": "l0", "backward.": "l0_reverse", "layer0.": "l0", "layer1.": "l1", "": "l0"}
    tensors = {}
    for prefix, suffix in prefixes.items():
        if prefix + "U" in parameters:
            tensors |= recurrent(parameters, prefix, suffix, random)
    if "V" in parameters:
        tensors |= {"fc.weight": np.asarray(parameters["V"]).T, "fc.bias": np.asarray(parameters["c"])}
    if "E" in parameters:
        tensors |= {"embed.weight": np.asarray(parameters["E"])}
    return tensors


def initial(golden):
    return {f"initial.{part}": np.asarray(value, dtype=np.float64)
            for part, value in golden.get("initialState", {}).items()}


def dtypes():
    """The same numbers in each dtype that numpy has, half precision at its edges: subnormal, largest, infinite."""
    numbers = [0.0, -1.5, 5.9604644775390625e-08, 6.097555160522461e-05, -65504.0, np.inf]
    return {"half": np.array(numbers, np.float16), "single": np.array(numbers, np.float32),
            "double": np.array(numbers), "whole": np.arange(6), "claims": np.array([True, False]),
            "one": np.array(0.25), "none": np.zeros((0, 3)), "cube": np.arange(24.0).reshape(2, 3, 4)}


def main():
    save_file(dtypes(), RESOURCES / "safetensors" / "dtypes.safetensors")
    for name in CASES:
        golden = case(name)
        module = state_dictionary(golden["parameters"], np.random.default_rng(1))
        run = {"input": np.asarray(golden["input"], dtype=np.float64),
               "output": np.asarray(golden["output"], dtype=np.float64)} | initial(golden)
        for suffix, dtype in {"f64": np.float64, "f32": np.float32}.items():
            tensors = {key: np.ascontiguousarray(value, dtype=dtype) for key, value in module.items()}
            file = RESOURCES / "safetensors" / f"{name}-{suffix}.safetensors"
            save_file(tensors | {key: np.ascontiguousarray(value) for key, value in run.items()}, file,
                      metadata={"case": name})      # one key: the package keeps several in a random order
            print(file.name, len(tensors), "tensors")


if __name__ == "__main__":
    main()
