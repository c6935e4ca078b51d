"""Runs cells in a kernel, inside the sandbox, and tells what came of each: a line of JSON on standard output.

It reads its task from standard input. Student code runs beside it under the same user, so nothing that it writes may
count: the pipe belongs to this process alone, and no other process may look into it.
"""
import contextlib
import ctypes
import json
import os
import queue
import subprocess
import sys
import tempfile
import time

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file
from nbformat.v4 import output_from_msg

START_SECONDS = 60
FILE_BYTES = 64 * 2 ** 20
SHOWN = ("stream", "display_data", "execute_result", "error")


def main():
    task = json.load(sys.stdin)
    close_the_door()
    with tempfile.TemporaryDirectory() as folder, Kernel(task, folder) as kernel:
        for cell in task["cells"]:
            tell(begin=cell["number"])
            outputs, end = kernel.run(cell["source"], cell["seconds"])
            tell(number=cell["number"], outputs=outputs, end=end)
            if end:
                break
    return 0


def tell(**message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def close_the_door():
    """Nobody reads this process's memory or pipes; what it starts writes no large file and no core."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(4, 0)                                  # PR_SET_DUMPABLE, no
    with contextlib.suppress(ImportError):                             # Windows has no such limits
        import resource
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


class Kernel:
    def __init__(self, task, folder):
        self.connection, _ = write_connection_file(os.path.join(folder, "kernel.json"), ip="127.0.0.1",
                                                   key=os.urandom(16).hex().encode())
        self.command = [part.replace("{connection_file}", self.connection) for part in task["kernel"]]
        self.most_bytes = task["bytes"]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.client = BlockingKernelClient(connection_file=self.connection)
        self.client.load_connection_file()
        self.client.start_channels()
        self.wait_until_it_speaks()
        return self

    def wait_until_it_speaks(self):
        """Asks until an answer comes on the channel of outputs; the client's own way takes a slow start for a death."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            self.client.kernel_info()
            if self.next_message(0.2):
                return
        raise RuntimeError("The Java kernel did not start")

    def __exit__(self, *error):
        self.process.kill()
        self.client.stop_channels()

    def run(self, source, seconds):
        """The outputs, and why the kernel cannot go on (None when it can)."""
        asked = self.client.execute(source, store_history=False, allow_stdin=False)
        outputs, size, until = [], 0, time.monotonic() + seconds
        while True:
            message = self.next_message()
            if time.monotonic() > until:
                return outputs, f"took longer than {seconds:.0f} s"
            if message is None:
                if self.process.poll() is not None:
                    return outputs, f"ended the Java process (exit code {self.process.returncode})"
                continue
            if message["parent_header"].get("msg_id") != asked:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return outputs, None
            if kind in SHOWN:
                size += len(json.dumps(content))
                if size > self.most_bytes:
                    return outputs, f"put out more than {self.most_bytes // 10 ** 6} million characters"
                add(outputs, output_from_msg(message))

    def next_message(self, seconds=0.5):
        try:
            return self.client.get_iopub_msg(timeout=seconds)
        except queue.Empty:
            return None


def add(outputs, output):
    """Text of one stream stays together."""
    last = outputs[-1] if outputs else {}
    if output["output_type"] == "stream" == last.get("output_type") and output["name"] == last["name"]:
        last["text"] += output["text"]
    else:
        outputs.append(output)


if __name__ == "__main__":
    sys.exit(main())
