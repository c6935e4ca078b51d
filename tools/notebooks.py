"""A notebook: read from its file with care, and executed in the real kernel."""
import contextlib
import json
import os
import re
import threading

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import run_sync

from tools.console import Problem
from tools.files import WORK

CELL_SECONDS = 300
START_SECONDS = 120


def read_notebook(file):
    try:
        text = file.read_text(encoding="utf-8-sig")
        refuse_odd_cells(json.loads(text))
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
        return nbformat.from_dict(notebook)                            # what was converted is of plain dictionaries
    except UnicodeDecodeError:
        raise Problem(f"{file} is not a notebook: it is no text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise Problem(f"{file} is not a notebook: it is no JSON (line {error.lineno}); is it cut short, or a file of "
                      "another kind?") from None
    except Exception as error:                                         # nbformat raises a dozen kinds
        raise Problem(f"{file} is not a notebook: {place(error)}{(str(error).splitlines() or [''])[0][:200]}") from None


def place(error):
    """Where in the notebook nbformat found the fault, if it says so: cell 2, source."""
    path = [str(part) for part in getattr(error, "relative_path", ())]
    if path[:1] == ["cells"] and len(path) > 1:
        path = [f"cell {int(path[1]) + 1}", *path[2:]]
    return f"{', '.join(path)}: " if path else ""


def refuse_odd_cells(document):
    """nbformat tells neither which cell is odd nor what is."""
    if not isinstance(document, dict):
        raise Problem("expects an object with cells, got " + json.dumps(document)[:40])
    cells = document.get("cells", []) if document.get("nbformat", 4) == 4 else []
    if not isinstance(cells, list):
        raise Problem("expects a list of cells, got " + json.dumps(cells)[:40])
    for number, cell in enumerate(cells, 1):
        kind = cell.get("cell_type") if isinstance(cell, dict) else cell
        if kind not in ("code", "markdown", "raw"):
            raise Problem(f"cell {number}: expects the type code, markdown or raw, got {json.dumps(kind)[:40]}")
        if not isinstance(cell.get("metadata"), dict):
            raise Problem(f"cell {number}: expects an object metadata, got {json.dumps(cell.get('metadata'))[:40]}")


def keep_classes(kernel, archive):
    kernel.kernel_spec.argv[1:1] = [f"-XX:ArchiveClassesAtExit={archive}", "-Xlog:disable"]
    kernel.shutdown_wait_time = START_SECONDS


def code_cells(notebook):
    """Cells are counted from 1 over all of them, as a reader counts."""
    return [(number, cell) for number, cell in enumerate(notebook.cells, 1)
            if cell.cell_type == "code" and cell.source.strip()]


def joined(outputs):
    """What printf writes in pieces is one text again; a figure between two texts stays between them."""
    found = []
    for output in outputs:
        last = found[-1] if found else {}
        if output.output_type == "stream" == last.get("output_type") and output.name == last.name:
            last.text += output.text
        else:
            found.append(output)
    return found


def execute(notebook, folder, tell, archive=None, kernel="java"):
    """Runs every code cell in the real kernel; the first error, or anything on standard error, is a Problem."""
    client = NotebookClient(notebook, kernel_name=kernel, timeout=CELL_SECONDS, startup_timeout=START_SECONDS,
                            shutdown_kernel="graceful" if archive else "immediate",
                            resources={"metadata": {"path": str(folder)}})
    WORK.mkdir(parents=True, exist_ok=True)
    said = WORK / f"kernel-{os.getpid()}-{threading.get_ident()}.log"
    started = False
    try:
        if archive:
            keep_classes(client.create_kernel_manager(), archive)
        with open(said, "w") as log, client.setup_kernel(stderr=log):
            started = True
            for number, cell in code_cells(notebook):
                tell(f"cell {number} of {len(notebook.cells)}")
                client.execute_cell(cell, number - 1)
                cell.outputs = joined(cell.outputs)
                refuse_standard_error(number, cell)
    except CellExecutionError as error:
        raise Problem(describe(number, cell, account(cell) or error.evalue)) from None
    except CellTimeoutError:
        raise Problem(describe(number, cell, f"took more than {CELL_SECONDS} s: its kernel was ended, and with it "
                      "every loop that would have gone on")) from None
    except (NoSuchKernel, DeadKernelError, RuntimeError, OSError) as error:
        if started:
            raise Problem(describe(number, cell, f"the kernel ended. {last_words(said)}".strip())) from None
        raise Problem(f"The Java kernel does not start: {last_words(said) or error}\n"
                      "Remove .venv and target, run ./kit setup, and try again.") from None
    finally:
        if client.km is not None and client.km.has_kernel:             # Ctrl-C came while it started
            run_sync(client.km.shutdown_kernel)(now=True)
        with contextlib.suppress(OSError):
            said.unlink()


def refuse_standard_error(number, cell):
    for output in cell.outputs:
        if output.get("name") == "stderr":
            raise Problem(describe(number, cell, "wrote to standard error: " + output["text"].strip()))


def describe(number, cell, error):
    source = "\n".join("        " + line for line in cell.source.strip().splitlines()[:4])
    return f"cell {number}:\n{source}\n    {error}"


def account(cell):
    """What the kernel shows under the cell, without its colours and without its own stack frames."""
    shown = [line for output in cell.outputs if output.output_type == "error" for line in output.traceback]
    lines = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(shown)).splitlines()
    own = re.compile(r"\sat (org\.dflib\.jjava|io\.github\.spencerpark)\.")
    return "\n    ".join([line for line in lines if line.strip() and not own.search(line)][:20])


def last_words(file):
    with contextlib.suppress(OSError):
        return "\n".join(file.read_text(errors="replace").strip().splitlines()[-5:])
    return ""
