"""The program kit, called as a person does, and programs that only pretend."""
import os
import subprocess
import sys

from tools.files import ROOT


def call(*words, **variables):
    """Calls kit from a shell's point of view; a variable that is None is taken away."""
    environment = {name: value for name, value in {**os.environ, **variables}.items() if value is not None}
    return subprocess.run([sys.executable, str(ROOT / "kit"), *words], env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, errors="replace", timeout=120)


def program(folder, name, *says, code=0):
    """A program that prints these lines to standard error, as java does, and ends with this exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.name == "nt":
        file, lines = folder / f"{name}.bat", ["@echo off", *[f"echo {line} 1>&2" for line in says], f"exit /b {code}"]
    else:
        file, lines = folder / name, ["#!/bin/sh", *[f"echo '{line}' >&2" for line in says], f"exit {code}"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def java(folder, version, compiler=True):
    """A pretended Java; returns the folder for the PATH."""
    program(folder / "bin", "java", f"    java.home = {folder}", f"    java.version = {version}")
    if compiler:
        program(folder / "bin", "javac.exe" if os.name == "nt" else "javac")
    return folder / "bin"
