"""Opens pages of executed notebooks in Chromium that has no network: scripts run, figures and equations are drawn."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "C:/Program Files/Google/Chrome/Application/chrome.exe",
            "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync",
           "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=20000")


def browser():
    return next((found for found in map(shutil.which, BROWSERS) if found), None)


def complaints(source, document, console):
    """What is wrong with a page: its source, the document after its scripts ran, and what it told the console."""
    wrong = [f"fetches {address}" for address in
             re.findall(r"""<(?:script|img|link|iframe)\b[^>]*\s(?:src|href)=["'](https?://[^"']+)""", source)]
    wrong += re.findall(r'CONSOLE.*?"((?:Uncaught|Failed to load)[^"]*)"', console)
    figures, drawn = source.count('<figure class="unrolled"'), document.count('<div class="plot-container')
    if drawn < figures:
        wrong.append(f"draws {drawn} of {figures} figures")
    if "window.MathJax" in source and "<mjx-container" not in document:
        wrong.append("shows no equation")
    wrong += [f"has an equation that MathJax does not read: {error}" for error in
              re.findall(r'data-mjx-error="([^"]*)"', re.sub(r"<script\b.*?</script>", "", document, flags=re.S))]
    return wrong


def look(program, page):
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run([program, *OPTIONS, f"--user-data-dir={profile}", "--dump-dom", page.resolve().as_uri()],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=120)
    return complaints(page.read_text(encoding="utf-8"), done.stdout, done.stderr)


def main(pages):
    program = browser()
    if not program:
        print("no Chromium or Chrome here: the pages were not looked at")
        return 1 if os.environ.get("CI") else 0
    wrong = [f"{page}: {complaint}" for page in map(Path, pages) for complaint in look(program, page)]
    print("\n".join(wrong) or f"{len(pages)} pages, {Path(program).stem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
