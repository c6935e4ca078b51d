"""./kit train: a trial leaves the models alone, a training that fails too, and one that ends well replaces them."""
import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tools import train
from tools.cli import command
from tools.console import Problem
from tools.files import ROOT

GOOD = """class Good { public static void main(String[] a) throws Exception {
    System.out.println("epoch 1 ♪ " + System.getProperty("unrolled.home") + " " + (a.length > 1 ? a[1] : "all"));
    java.nio.file.Files.writeString(java.nio.file.Path.of(a[0], "good.safetensors"), "numbers"); } }"""
BAD = "class Bad { public static void main(String[] a) { throw new IllegalStateException(\"no data\"); } }"


class Training(unittest.TestCase):
    def setUp(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.trained, self.work = folder / "trained", folder / "work"
        self.trained.mkdir()
        for name, source in (("Good.java", GOOD), ("Bad.java", BAD)):
            (self.trained / name).write_text(source, encoding="utf-8")
        for name, value in (("TRAINED", self.trained), ("WORK", self.work), ("setup", lambda: None),
                            ("PROGRAMS", {"good": "Good.java", "bad": "Bad.java"})):
            self.enterContext(mock.patch.object(train, name, value))

    def train(self, *words):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            self.assertEqual(0, command(["train", *words]))
        return out.getvalue()

    def test_the_model_and_what_was_said_stand_beside_the_program(self):
        said = self.train("good")

        self.assertEqual("numbers", (self.trained / "good.safetensors").read_text())
        log = (self.trained / "good.log").read_text(encoding="utf-8")
        self.assertEqual(f"epoch 1 ♪ {ROOT} all\n", log)
        self.assertIn(log, said)

    def test_a_trial_leaves_the_models_alone(self):
        self.assertIn("epoch 1 ♪", self.train("good", "--epochs", "1"))

        self.assertFalse((self.trained / "good.safetensors").exists())
        self.assertTrue((self.work / "train" / "good" / "good.safetensors").exists())

    def test_a_training_that_fails_leaves_the_models_alone(self):
        with contextlib.redirect_stdout(io.StringIO()), self.assertRaises(Problem) as refused:
            command(["train", "bad"])

        self.assertIn("bad", str(refused.exception))
        self.assertIn("no data", (self.work / "train" / "bad" / "bad.log").read_text(encoding="utf-8"))
        self.assertEqual(["Bad.java", "Good.java"], sorted(file.name for file in self.trained.iterdir()))

    def test_less_than_an_epoch_is_refused(self):
        with self.assertRaises(Problem) as refused:
            command(["train", "good", "--epochs", "0"])
        self.assertIn("1 or more epochs, got 0", str(refused.exception))


class WhatComesTrained(unittest.TestCase):
    def test_every_program_has_its_model_its_log_and_its_figure_of_at_most_two_megabytes(self):
        folder = ROOT / "data" / "trained"
        self.assertEqual(sorted(train.PROGRAMS.values()), sorted(file.name for file in folder.glob("*.java")))
        for name in train.PROGRAMS:
            for ending in ("safetensors", "log", "html"):
                file = folder / f"{name}.{ending}"
                self.assertTrue(0 < file.stat().st_size <= 2_000_000, file.name)
