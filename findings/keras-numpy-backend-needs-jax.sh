#!/usr/bin/env bash
# Keras 3.15.1 (PyPI) has a backend named "numpy", for machines that only need to run a model. pip installs Keras with
# NumPy, and `import keras` on that backend ends in a ModuleNotFoundError: it wants SciPy, and with SciPy it wants JAX,
# because it takes its Fourier transform from the backend of that name. With jax 0.10.2 beside it the same line works.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install keras==3.15.1
export KERAS_BACKEND=numpy KERAS_HOME="$PWD"
start() { tools/bin/python -c 'import keras; print("backend", keras.backend.backend())' 2>&1 | tail -1 || true; }
add() { tools/bin/pip -q --disable-pip-version-check install "$@"; }
{ start; add scipy==1.17.1; start; add jax==0.10.2; start; } | tee seen
diff seen - <<'SEEN'
ModuleNotFoundError: No module named 'scipy'
ModuleNotFoundError: No module named 'jax'
backend numpy
SEEN
