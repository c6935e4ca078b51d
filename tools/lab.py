"""`./kit lab`: JupyterLab on the course map, which asks nothing of the network."""
import contextlib
import json
import os
import subprocess
import sys
from urllib.parse import quote

from tools.console import Problem
from tools.files import COURSE_MAP, ROOT, WORK, write
from tools.lectures import find_notebook
from tools.machine import WINDOWS
from tools.setup import setup


def lab_options(lab):
    lab.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    lab.add_argument("--port", type=int, help="listen on this port (8888 when none is given)")


def command_lab(arguments):
    opened = COURSE_MAP if arguments.notebook is None else inside_root(find_notebook(arguments.notebook))
    return open_lab(setup(), ROOT, f"/lab/tree/{quote(opened)}", arguments, without=FOR_INSTRUCTORS)


def open_lab(env, folder, page, arguments, without=()):
    command = [str(env.python), "-m", "jupyter", "lab", *QUIET_LAB, f"--ServerApp.root_dir={folder}",
               f"--LabApp.default_url={page}", "--ServerApp.ip=127.0.0.1"]
    command += ["--no-browser"] if arguments.no_browser else []
    command += [f"--port={arguments.port}"] if arguments.port else []
    command += ["--allow-root"] if not WINDOWS and os.geteuid() == 0 else []    # in a container there is nobody else
    return replace_by(command, env.variables(JUPYTER_CONFIG_PATH=str(lab_settings(without))))


QUIET_LAB = ["--ServerApp.log_level=WARN", "--LabApp.extension_manager=readonly", "--LabApp.news_url=",
             "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate"]
# nbgrader's, with which an assignment is made and graded: `./kit homework form` shows them.
FOR_INSTRUCTORS = ("create-assignment", "formgrader", "course-list", "assignment-list", "validate-assignment", "menu")
LAB_SETTINGS = {
    "default_setting_overrides.json": {
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
        "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}}},
}


def lab_settings(without):
    """JupyterLab asks nothing of the network, and a link to a Markdown page opens the page, not its source."""
    folder = WORK / ("jupyter-lab" if without else "jupyter-form")
    off = ["@jupyterlab/apputils-extension:announcements", *(f"@jupyter/nbgrader:{name}" for name in without)]
    page = {"disabledExtensions": dict.fromkeys(off, True)}
    for name, content in {"page_config.json": page, **LAB_SETTINGS}.items():
        write(folder / "labconfig" / name, json.dumps(content, indent=2) + "\n")
    return folder


def inside_root(file):
    try:
        return file.resolve().relative_to(ROOT).as_posix()
    except ValueError:
        raise Problem(f"JupyterLab shows what is under {ROOT}, and {file} is not") from None


def replace_by(command, variables):
    """Becomes the other program, so that Ctrl-C and the exit code are its own."""
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(command[0], command, variables)
    process = subprocess.Popen(command, env=variables)
    while process.poll() is None:
        with contextlib.suppress(KeyboardInterrupt):
            process.wait()
    return process.returncode
