"""Where the notebook tools live: Python, JupyterLab and what makes pages, at the versions of requirements.lock."""
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.console import Problem, Step, call
from tools.files import ROOT, WORK, digest
from tools.machine import WINDOWS, home_is_open, how_to_get


@dataclass(frozen=True)
class Environment:
    """Where the notebook tools live: the active conda environment, or the kit's own .venv."""
    prefix: Path
    conda: bool

    @property
    def python(self):
        if not WINDOWS:
            return self.prefix / "bin" / "python"
        return self.prefix / "python.exe" if self.conda else self.prefix / "Scripts" / "python.exe"

    @property
    def kernel(self):
        return self.prefix / "share" / "jupyter" / "kernels" / "java"

    def variables(self, **more):
        """The surroundings for a program of this environment: its own kernels come before the user's."""
        closed = {} if home_is_open() else {name: str(WORK / "jupyter") for name in JUPYTER_FOLDERS}
        return {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1", "PYTHONNOUSERSITE": "1", "PYDEVD_DISABLE_FILE_VALIDATION":
                "1", "IPYTHONDIR": str(WORK / "ipython"), **closed, **more}


JUPYTER_FOLDERS = ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")


def environment():
    """A conda environment that somebody made and activated; conda's base, active by habit, does not count."""
    prefix = os.environ.get("CONDA_PREFIX")
    if prefix and os.environ.get("CONDA_DEFAULT_ENV") != "base":
        return Environment(Path(prefix), True)
    return Environment(ROOT / ".venv", False)


def install_tools(env, stamps):
    key = digest([ROOT / "requirements.lock"], str(env.prefix), platform.python_version())
    if env.conda:
        return check_conda(env)
    if stamps.get("tools") == key and env.python.exists():
        return
    try:
        import ensurepip, venv  # noqa: F401, E401 (Debian keeps them in a package of their own)
    except ImportError as error:
        raise Problem(f"Unrolled needs Python's venv module, and this Python has none: {how_to_get('venv')}") from error
    if env.prefix.is_symlink():                                        # to empty it would empty somebody else's
        raise Problem(f"{env.prefix} is a link to {env.prefix.resolve()}: remove the link, and the kit makes its own")
    with Step("Python environment .venv") as step:
        call(step, [sys.executable, "-m", "venv", "--clear", env.prefix], "Making .venv")
    with Step("JupyterLab and its tools, by pip") as step:
        call(step, [env.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
                    "--progress-bar", "off", "--require-hashes", "-r", ROOT / "requirements.lock"],
             "Installing requirements.lock")
    stamps["tools"], stamps["self-test"] = key, "to do"                # the archive of classes went with the old .venv


CONDA_TOOLS = ("jupyterlab", "nbclient", "nbconvert", "sphinx", "myst_nb", "sphinx_book_theme", "sphinx_copybutton",
               "sphinx_revealjs")


def check_conda(env):
    missing = [tool for tool in CONDA_TOOLS if not installed(env, tool)]
    if missing or not env.kernel.is_dir():
        raise Problem(f"The conda environment {env.prefix.name} lacks {', '.join(missing) or 'the Java kernel'}: "
                      "conda env update -f environment.yml (or conda deactivate, and the kit makes its own .venv)")


def installed(env, package):
    return any(env.prefix.glob(f"lib/python3*/site-packages/{package}")) or \
        (env.prefix / "Lib" / "site-packages" / package).is_dir()
