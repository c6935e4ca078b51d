"""Chromium or Chrome of this machine, driven by Playwright in an environment of its own."""
import os
import shutil
import sys

from tools.console import Problem, Step, call
from tools.environment import Environment
from tools.files import ROOT, WORK, digest, remembered

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
         "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
         "C:/Program Files/Google/Chrome/Application/chrome.exe",
         "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe")
DRIVER = ROOT / "tools" / "browser.txt"


def browser():
    """Its program; None when there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def expect_browser():
    if not browser():
        raise Problem("Chromium, Chrome or Edge is needed, and none is here: install one (apt install chromium, brew "
                      "install --cask chromium, winget install Google.Chrome)")


def driver():
    """The environment with Playwright, made once."""
    made = Environment(WORK / "browser", False)
    key = digest([DRIVER], sys.version)
    with remembered() as stamps:
        if stamps.get("browser") == key and made.python.exists():
            return made
        with Step("Playwright, by pip") as step:
            call(step, [sys.executable, "-m", "venv", "--clear", made.prefix], "Making the browser's environment")
            call(step, [made.python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", "-r",
                        DRIVER], f"Installing {DRIVER.name}")
        stamps["browser"] = key
    return made


OPTIONS = ["--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]      # nothing from a network
if hasattr(os, "geteuid") and os.geteuid() == 0:
    OPTIONS.append("--no-sandbox")                                     # in a container there is nobody else

# What a page has when it is ready: every figure drawn, every equation typeset.
FIGURES_DRAWN = """() => [...document.querySelectorAll("figure.unrolled")].every(figure =>
  figure.matches(".multiples, .live") ? !figure.clientWidth ||
      [...figure.querySelectorAll("svg, img")].some(picture => picture.clientWidth > 0)
    : figure.querySelector(".plot-container .main-svg"))"""
PLAIN_EQUATIONS = """() => [...document.querySelectorAll(".math")].filter(math => !math.querySelector("mjx-container"))
  .map(math => math.textContent)"""
EQUATIONS_SET = f"() => !({PLAIN_EQUATIONS})().length"
