#!/usr/bin/env bash
# JJava 1.0a8 (PyPI, the Java kernel of Dflib) reads its shell channel once, then sleeps 50 ms, whatever waits there.
# Forty requests that compile nothing (kernel_info), sent at once, are answered one by one, 50 ms apart: two seconds.
# A notebook's cells and a grader's tests each pay for it, and no faster computer helps;
# ipykernel 7.3.0, asked the same in the same way, answers all of them in a fraction of that.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > ask.py <<'PY'
import time
from jupyter_client.manager import start_new_kernel

for name in ("java", "python3"):
    manager, client = start_new_kernel(kernel_name=name)
    try:
        for round in range(2):                                         # the first warms up
            began = time.monotonic()
            asked = [client.kernel_info() for _ in range(40)]
            answered = []
            while len(answered) < len(asked):
                client.get_shell_msg(timeout=60)
                answered.append(time.monotonic() - began)
        print(name, "40 answers take 1.9 s and more:", answered[-1] >= 1.9)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
PY
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install jjava==1.0a8 jupyter_client==8.10.0 ipykernel==7.3.0
JUPYTER_PATH="$PWD/tools/share/jupyter" tools/bin/python ask.py 2> /dev/null | tee seen
diff seen - <<'SEEN'
java 40 answers take 1.9 s and more: True
python3 40 answers take 1.9 s and more: False
SEEN
