"""`./kit train`: makes the models that come trained again, with their log and their figure."""
import os
import shutil
import subprocess

from tools.console import Problem
from tools.files import ROOT, WORK
from tools.kernel import blas_variables, java_options
from tools.library import CLASS_PATH
from tools.machine import find_jdk
from tools.setup import setup

TRAINED = ROOT / "data" / "trained"
PROGRAMS = {"tunes": "TrainTunes.java", "writer": "TrainWriter.java"}


def train_options(train):
    train.add_argument("name", choices=sorted(PROGRAMS), help="which model")
    train.add_argument("--epochs", type=int, help="stop after so many passes over the data, to see whether it runs; "
                       "the result goes to target/kit/train and not to data/trained")


def command_train(arguments):
    if arguments.epochs is not None and arguments.epochs < 1:
        raise Problem(f"./kit train expects 1 or more epochs, got {arguments.epochs}")
    setup()
    folder = WORK / "train" / arguments.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if train(arguments.name, folder, [str(arguments.epochs)] if arguments.epochs else []):
        raise Problem(f"The training of {arguments.name} did not end well; its log is in {folder}")
    if arguments.epochs:
        print(f"Tried: {folder}")
        return 0
    for file in sorted(folder.iterdir()):
        os.replace(file, TRAINED / file.name)
    print(f"Trained: {TRAINED / (arguments.name + '.safetensors')}")
    return 0


def train(name, folder, more):
    """The exit code of the program; what it says goes to the terminal and to the log."""
    jdk = find_jdk()
    command = [jdk.java, *java_options(jdk), f"-Dunrolled.home={ROOT}", "-cp", str(CLASS_PATH / "*"),
               TRAINED / PROGRAMS[name], folder, *more]
    with open(folder / f"{name}.log", "w", encoding="utf-8", newline="\n") as log, \
            subprocess.Popen([*map(str, command)], env={**os.environ, **blas_variables()}, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace") as program:
        for line in program.stdout:
            print(line, end="", flush=True)
            log.write(line)
    return program.returncode
