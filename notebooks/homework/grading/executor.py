"""Runs cells in a kernel, inside the sandbox, and tells what came of each: a line of JSON on standard output.

Student code runs beside it under the same user, so nothing that student code writes may count. Only this process can
speak: it is the first one behind the walls, so that no other holds its pipe; nobody may look into it; each line carries
a seal of a secret that came on standard input and never leaves. And it judges what the kernel says by the kernel's own
signature, whose key is in no file any more when the first cell runs.

A test is an expression whose value is there when its last line has run: the end of a test is the kernel's signed answer
to this process's own question, not a word that somebody can print.
"""
import contextlib
import ctypes
import hashlib
import hmac
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid

START_SECONDS = 60
FILE_BYTES = 64 * 2 ** 20
PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
BORDER = b"<IDS|MSG>"


def main():
    close_the_door()
    task = json.load(sys.stdin)
    speak = Voice(task["secret"], sys.stdout.buffer)
    with tempfile.TemporaryDirectory() as folder, Kernel(task, folder) as kernel:
        for cell in task["cells"]:
            speak(begin=cell["number"])
            outputs, value, end = kernel.run(cell["source"], cell["seconds"])
            speak(number=cell["number"], outputs=outputs, value=value, end=end)
            if end:
                break
    return 0


class Voice:
    """Seals each line with the secret and its number: nobody else can write one, repeat one, or leave one out."""

    def __init__(self, secret, pipe):
        self.secret, self.pipe, self.count = secret.encode(), pipe, itertools.count()

    def __call__(self, **message):
        text = json.dumps(message).encode()
        self.pipe.write(seal(self.secret, next(self.count), text) + b" " + text + b"\n")
        self.pipe.flush()


def seal(secret, number, text):
    return hmac.new(secret, b"%d %s" % (number, text), hashlib.sha256).hexdigest().encode()


def close_the_door():
    """Nobody reads this process's memory or pipes; what it starts writes no large file and no core."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(4, 0)                                  # PR_SET_DUMPABLE, no
    with contextlib.suppress(ImportError):                             # Windows has no such limits
        import resource
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


class Kernel:
    """The Java kernel, and of Jupyter's protocol what grading needs; the usual client takes seconds to load."""

    def __init__(self, task, folder):
        self.file = os.path.join(folder, "kernel.json")
        self.command = [part.replace("{connection_file}", self.file) for part in task["kernel"]]
        self.most_bytes, self.key = task["bytes"], os.urandom(16).hex()

    def __enter__(self):
        ports = dict(zip(PORTS, free_ports(len(PORTS))))
        with open(self.file, "w") as file:
            json.dump({**ports, "ip": "127.0.0.1", "transport": "tcp", "key": self.key,
                       "signature_scheme": "hmac-sha256", "kernel_name": "java"}, file)
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        import zmq                                                     # while Java starts
        self.context = zmq.Context()
        self.shell, self.public = self.context.socket(zmq.DEALER), self.context.socket(zmq.SUB)
        self.public.subscribe(b"")
        for socket, port in ((self.shell, "shell_port"), (self.public, "iopub_port")):
            socket.linger = 0
            socket.connect(f"tcp://127.0.0.1:{ports[port]}")
        self.wait_until_it_speaks()
        os.unlink(self.file)
        return self

    def wait_until_it_speaks(self):
        """Asks until an answer comes on the channel of outputs."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            self.ask("kernel_info_request")
            if self.next_message(0.2):
                return
        raise RuntimeError("The Java kernel did not start")

    def __exit__(self, *error):
        self.process.kill()
        self.context.destroy(linger=0)

    def run(self, source, seconds):
        """The outputs, the value's text, and why the kernel cannot go on (None when it can)."""
        asked = self.ask("execute_request", code=source, silent=False, store_history=False, allow_stdin=False,
                         stop_on_error=False, user_expressions={})
        outputs, value, size, until = [], None, 0, time.monotonic() + seconds
        while True:
            message = self.next_message(0.5)
            if time.monotonic() > until:
                return outputs, None, f"took longer than {seconds:.0f} s"
            if message is None:
                if self.process.poll() is not None:
                    return outputs, None, f"ended the Java process (exit code {self.process.returncode})"
                continue
            kind, parent, content = message
            if parent != asked:
                continue
            if kind == "status" and content["execution_state"] == "idle":
                return outputs, value, None
            output = shown(kind, content)
            if output:
                size += len(json.dumps(content))
                if size > self.most_bytes:
                    return outputs, None, f"put out more than {self.most_bytes // 10 ** 6} million characters"
                add(outputs, output)
            if kind == "execute_result":
                value = content["data"].get("text/plain")

    def ask(self, kind, **content):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "grader", "session": "grader",
                  "version": "5.3", "date": time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime())}
        parts = [json.dumps(part).encode() for part in (header, {}, {}, content)]
        self.shell.send_multipart([BORDER, self.signature(parts), *parts])
        return header["msg_id"]

    def signature(self, parts):
        return hmac.new(self.key.encode(), b"".join(parts), hashlib.sha256).hexdigest().encode()

    def next_message(self, seconds):
        """(its kind, the question that it answers, its content); None when none came that the kernel has signed."""
        if not self.public.poll(1000 * seconds):
            return None
        frames = self.public.recv_multipart()
        signed, *parts = frames[frames.index(BORDER) + 1:] if BORDER in frames else [b""]
        if not hmac.compare_digest(signed, self.signature(parts[:4])):
            return None
        header, parent, _, content = map(json.loads, parts[:4])
        return header["msg_type"], parent.get("msg_id"), content


def free_ports(count):
    """Ports that nobody listens on; kept until all are known, so that no two are one."""
    import socket
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def shown(kind, content):
    """What a notebook keeps of a message, as nbformat writes it; None for what it does not keep."""
    if kind == "stream":
        return {"output_type": kind, "name": content["name"], "text": content["text"]}
    if kind == "error":
        return {"output_type": kind, **{name: content[name] for name in ("ename", "evalue", "traceback")}}
    if kind == "display_data":
        return {"output_type": kind, "metadata": content.get("metadata") or {}, "data": content["data"]}
    if kind == "execute_result":
        return {"output_type": kind, "metadata": content.get("metadata") or {}, "data": content["data"],
                "execution_count": None}
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
