#!/usr/bin/env bash
# Keras 3.15.1 (PyPI), model.save_weights("x.weights.h5"): a layer that was given a name does not stand under it. The
# groups are named by the class, with a number from the second on (lstm, lstm_1, gru); the name one gave is an attribute
# of the group "vars". A recurrent layer keeps its three arrays one floor lower, in "cell/vars/0" to "2", and the GRU's
# bias has two rows. Whoever reads the file by names finds nothing; by order, two layers of one class may change places.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > names.py <<'PY'
import h5py
import keras
from keras import layers

model = keras.Sequential([keras.Input((5, 3)), layers.LSTM(4, return_sequences=True, name="writer"),
                          layers.LSTM(4, return_sequences=True, name="reader"), layers.GRU(2, name="gate")])
model.save_weights("model.weights.h5")
with h5py.File("model.weights.h5") as file:
    for group, layer in sorted(file["layers"].items()):
        shapes = [layer["cell/vars"][key].shape for key in sorted(layer["cell/vars"])]
        print(group, "was named", layer["vars"].attrs["name"], *shapes)
PY
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install keras==3.15.1 h5py==3.16.0 jax==0.10.2
KERAS_BACKEND=jax KERAS_HOME="$PWD" tools/bin/python names.py | tee seen
diff seen - <<'SEEN'
gru was named gate (4, 6) (2, 6) (2, 6)
lstm was named writer (3, 16) (4, 16) (16,)
lstm_1 was named reader (4, 16) (4, 16) (16,)
SEEN
