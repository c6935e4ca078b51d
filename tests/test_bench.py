"""The benchmark's own Python: rows, ratios, the table, the targets, and how a program is asked."""
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import memory  # noqa: E402
import results as r  # noqa: E402
import side_by_side  # noqa: E402

from tools.console import Problem  # noqa: E402

LSTM_TEXT = r.Row("lstm", "text")
GRU_TINY = r.Row("gru-before", "tiny")


def measured(**ms):
    """Results of LSTM text: ms a column, three rounds around it."""
    columns = {"double": r.DOUBLE, "single": r.SINGLE, "f32": r.TORCH, "f64": r.TORCH64, "djl": r.DJL, "dl4j": r.DL4J,
               "one_core": r.ONE_CORE[0], "before": r.BEFORE[0], "before_single": r.BEFORE[1]}
    results = r.Results()
    for name, value in ms.items():
        for factor in (0.5, 1, 9):
            results.add(columns[name], LSTM_TEXT, factor * value)
    return results


class Rows(unittest.TestCase):
    def test_the_first_cells_at_every_size_and_the_others_at_three(self):
        self.assertEqual(24, len(set(r.FIRST_ROWS)))
        self.assertEqual(24 + 6 * 3, len(set(r.ROWS)))

    def test_the_numbers_of_a_skip_and_a_jordan_cell_by_hand(self):
        D, H, _, _ = r.SHAPES["rows"]
        learned = {"skip": H * (2 * H + D + 1) + H + 1, "jordan": H * (H + D + 1) + (H + 1) + H * (H + 1 + 1),
                   "peephole": 4 * H * (H + D + 1) + 3 * H + H + 1, "layernorm": H * (H + D + 2) + H + 1}
        for cell, parameters in learned.items():
            row = r.Row(cell, "rows")
            self.assertTrue(row.weights < parameters <= row.most_parameters, cell)

    def test_the_work_of_a_step_by_hand(self):
        # Elman, D=1, H=2, B=1, T=91: W x 4 flops, U h 8, forward; the same for dW and dU; 8 for dh
        self.assertEqual(91 * (2 * (4 + 8) + 8), r.Row("elman", "tiny").flops)
        self.assertEqual(4 * r.Row("elman", "text").flops, LSTM_TEXT.flops)
        D, H, B, T = r.SHAPES["text"]
        self.assertEqual(2 * B * T * 3 * H * H, r.Row("skip", "text").flops - r.Row("elman", "text").flops)

    def test_weights_by_hand(self):
        self.assertEqual(4 * 256 * (64 + 256) + 256, LSTM_TEXT.weights)


class Ratios(unittest.TestCase):
    def test_medians_of_the_rounds_are_compared(self):
        self.assertEqual(2, measured(double=10, f32=20).ratio(r.TORCH, LSTM_TEXT))

    def test_the_better_of_ours_counts(self):
        results = measured(double=10, single=5, f32=20, f64=30)
        self.assertEqual(4, results.ratio(r.TORCH, LSTM_TEXT))
        self.assertEqual(3, results.ratio(r.TORCH64, LSTM_TEXT))

    def test_another_build_and_one_core_are_held_against_the_same_precision(self):
        results = measured(double=10, single=5, before=11, before_single=6, one_core=17)
        self.assertEqual([1.1, 1.2], [results.ratio(column, LSTM_TEXT) for column in r.BEFORE])
        self.assertEqual(1.7, results.ratio(r.ONE_CORE[0], LSTM_TEXT))

    def test_a_gru_with_its_reset_before_is_held_against_the_peers_only_one(self):
        results = r.Results()
        results.add(r.DOUBLE, GRU_TINY, 1)
        results.add(r.TORCH, r.Row("gru-after", "tiny"), 7)
        self.assertEqual(7, results.ratio(r.TORCH, GRU_TINY))
        self.assertIsNone(results.ratio(r.DL4J, GRU_TINY))

    def test_what_was_not_measured_has_no_ratio(self):
        self.assertEqual({}, measured(double=1).ratios(r.TORCH))

    def test_share_of_the_fastest_product_in_the_same_precision(self):
        results = measured(double=LSTM_TEXT.flops / 50e6, single=LSTM_TEXT.flops / 90e6)
        product = 2 * 1024 * 256 * 1024
        results.products = {("ours", "double"): [product / 80e6], ("torch", "double"): [product / 100e6]}
        self.assertAlmostEqual(0.5, results.share(r.DOUBLE, LSTM_TEXT))
        self.assertIsNone(results.share(r.SINGLE, LSTM_TEXT))


class Table(unittest.TestCase):
    def test_one_line_a_row_and_all_equally_long(self):
        lines = r.table(measured(double=10, f32=20, dl4j=80)).splitlines()
        self.assertEqual(3, len(lines))
        self.assertEqual(1, len({len(line) for line in lines}))
        self.assertRegex(lines[2], r"^\| LSTM +\| text 64,256,32,35 +\| +10\.00 \| ")
        self.assertRegex(lines[2], r" 20\.00 \| 2\.00 \| +80\.00 \| 8\.00 \|$")

    def test_the_last_line_has_the_worst_and_the_mean(self):
        results = measured(double=10, f32=20)
        results.add(r.DOUBLE, r.Row("lstm", "tiny"), 1)
        results.add(r.TORCH, r.Row("lstm", "tiny"), 8)
        self.assertEqual("Against PyTorch float32, 2 rows: worst 2.00× (LSTM text 64,256,32,35), "
                         "geometric mean 4.00×.", r.last_lines(results))

    def test_the_other_cells_have_a_mean_of_their_own(self):
        results = measured(double=10, f32=20)
        results.add(r.DOUBLE, r.Row("skip", "text"), 1)
        results.add(r.TORCH, r.Row("skip", "text"), 8)
        first, others = r.last_lines(results).splitlines()
        self.assertRegex(first, r"1 rows: .* mean 2\.00×")
        self.assertRegex(others, r"1 rows of other cells: .* mean 8\.00×")

    def test_the_last_lines_name_another_build_where_there_is_one(self):
        self.assertIn("Against the other build, double, 1 rows: worst 1.20×",
                      r.last_lines(measured(double=10, before=12)))

    def test_the_last_line_without_pytorch(self):
        self.assertIn("not measured", r.last_lines(measured(double=1)))


class Targets(unittest.TestCase):
    def missed(self, results):
        lines, good = r.check(results)
        missed = [line.strip() for line in lines.splitlines() if line.startswith("  missed")]
        self.assertEqual(good, not missed)
        return missed

    def test_nothing_measured_is_nothing_missed(self):
        self.assertEqual([], self.missed(r.Results()))

    def test_the_hardest_rows_have_a_floor_of_their_own(self):
        self.assertEqual([], self.missed(measured(double=10, f32=11)))
        self.assertRegex(self.missed(measured(double=10, f32=10.9))[0], r"LSTM text and large.*LSTM text \S+ 1\.09")

    def test_each_peer(self):
        for peer, just, short in (("f64", 12, 11.9), ("djl", 10, 9.9), ("dl4j", 50, 49), ("one_core", 16, 15.9),
                                 ("before", 9.7, 9.6)):
            self.assertEqual([], self.missed(measured(double=10, **{peer: just})))
            self.assertEqual(1, len(self.missed(measured(double=10, **{peer: short}))), peer)

    def test_without_openblas_only_small_layers_are_measured_and_four_times_as_slow_is_enough(self):
        self.assertFalse(r.IN_JAVA.measures(LSTM_TEXT))
        results = r.Results()
        results.add(r.DOUBLE, GRU_TINY, 1)
        results.add(r.IN_JAVA, GRU_TINY, 4)
        self.assertEqual([], self.missed(results))
        results.times[r.IN_JAVA, GRU_TINY] = [4.1]
        self.assertRegex(self.missed(results)[0], "without OpenBLAS")

    def test_float64_needs_twice_in_the_smaller_rows(self):
        results = r.Results()
        results.add(r.DOUBLE, r.Row("lstm", "rows"), 10)
        results.add(r.TORCH64, r.Row("lstm", "rows"), 19)
        self.assertRegex(self.missed(results)[0], "smaller row")

    def test_the_other_cells_are_held_against_elman_and_lstm_at_the_same_size_in_the_same_precision(self):
        for cell, base, most in (("peephole", "lstm", 1.15), ("feedback", "elman", 1.15), ("leaky", "elman", 1.15),
                                 ("skip", "elman", 1.6), ("layernorm", "elman", 1.4), ("jordan", "elman", 2.5)):
            results = r.Results()
            for column, ms in ((r.DOUBLE, 8), (r.SINGLE, 4)):
                results.add(column, r.Row(base, "rows"), ms)
                results.add(column, r.Row(cell, "rows"), ms * most)
            self.assertEqual([], self.missed(results))
            results.times[r.SINGLE, r.Row(cell, "rows")] = [4.04 * most]
            self.assertRegex(self.missed(results)[0], r"rows \S+ \(single\)")

    def test_tiny_needs_ten(self):
        results = r.Results()
        results.add(r.DOUBLE, GRU_TINY, 1)
        results.add(r.TORCH, r.Row("gru-after", "tiny"), 9)
        self.assertRegex(self.missed(results)[0], "tiny: at least 10×")

    def test_the_mean_is_judged_over_all_rows_only(self):
        results = r.Results()
        for row in r.FIRST_ROWS:
            self.assertFalse([line for line in self.missed(results) if "geometric" in line])
            results.add(r.DOUBLE, row, 1)
            results.add(r.TORCH, row, 2.9)
        self.assertTrue([line for line in self.missed(results) if "geometric" in line])

    def test_what_is_measured_once(self):
        for name, just, over in (("bytes on one core with T", 0, 65), ("bytes on two cores with T", 0, 513)):
            self.assertEqual([], self.missed(r.Results(extras={name: just})))
            self.assertEqual(1, len(self.missed(r.Results(extras={name: over}))), name)


ANSWERS = """
import sys
for line in sys.stdin:
    print("noise of a library")
    print({!r}, flush=True)
"""


SAME = """
import sys
for line in sys.stdin:
    print("= skip" if line.startswith("written") else "= LOSS 1 2 3", flush=True)
"""


class Memory(unittest.TestCase):
    HELD = {("ours", "lstm", "single"): [7e6, 14e6, 20e6]}

    def test_heap_and_what_is_outside_come_together(self):
        line = memory.table(self.HELD).splitlines()[2]
        self.assertRegex(line, r"^\| LSTM +\| single +\| +7\.0 \| +14\.0 \| +21\.0 \| +20\.0 \|$")

    def test_beside_another_build_the_share_of_it(self):
        line = memory.table({**self.HELD, ("before", "lstm", "single"): [10e6, 20e6, 40e6]}).splitlines()[2]
        self.assertRegex(line, r" 30\.0 \| +40\.0 \| +0\.70 \|$")


class Programs(unittest.TestCase):
    def program(self, answer, code=ANSWERS):
        program = side_by_side.Program("pretended", [sys.executable, "-c", code.format(answer)])
        self.addCleanup(program.close)
        self.addCleanup(program.process.stdout.close)
        return program

    def test_an_answer_among_noise(self):
        answer = f"= 2.5 10 1.5 0.5 {LSTM_TEXT.weights + 4 * 256 + 1}"
        self.assertEqual(2.5, self.program(answer).step(LSTM_TEXT, "double", 0, 0))

    def test_a_loss_that_does_not_fall(self):
        with self.assertRaisesRegex(side_by_side.Silent, "does not learn in row LSTM text"):
            self.program(f"= 2.5 10 0.5 0.5 {LSTM_TEXT.weights + 4 * 256 + 1}").step(LSTM_TEXT, "double", 0, 0)

    def test_a_peer_that_fails_does_not_end_the_run(self):
        good = f"= 2.5 10 1.5 0.5 {LSTM_TEXT.weights + 4 * 256 + 1}"
        programs = {"ours": self.program(good), "djl": self.program("! out of breath")}
        with mock.patch("builtins.print") as said:
            results = side_by_side.measure(programs, [r.DOUBLE, r.DJL], [LSTM_TEXT], side_by_side.QUICK, lambda _: None)
        self.assertEqual(2.5, results.ms(r.DOUBLE, LSTM_TEXT))
        self.assertIsNone(results.ms(r.DJL, LSTM_TEXT))
        self.assertIn("out of breath", said.call_args.args[0])

    def test_another_number_of_weights(self):
        with self.assertRaisesRegex(side_by_side.Silent, "computes something else in row LSTM text"):
            self.program(f"= 2.5 10 1.5 0.5 {LSTM_TEXT.weights}").step(LSTM_TEXT, "double", 0, 0)

    def test_a_complaint(self):
        with self.assertRaisesRegex(side_by_side.Silent, "pretended: precisions: no such thing"):
            self.program("! no such thing").ask("precisions")

    def test_a_program_that_ends(self):
        with self.assertRaisesRegex(side_by_side.Silent, "pretended ended"):
            self.program("", "pass").ask("precisions")

    def test_what_grows_is_told_from_what_does_not(self):
        class Growing:
            """Allocates 100 bytes a step, and with a GRU 8 more for every T."""
            def ask(self, question, *words):
                return ["double"] if question == "precisions" else \
                    [100 + (8 * words[4] if words[0].startswith("gru") else 0)]

        growth = side_by_side.bytes_growth(Growing())
        self.assertEqual(50, len(growth))
        for start, expected in (("bytes on one core with T, GRU", 240), ("bytes on two cores with T, GRU", 480)):
            self.assertEqual({expected}, {growth.pop(name) for name in list(growth) if name.startswith(start)})
        self.assertEqual({0}, set(growth.values()))

    def test_the_class_path_without_native_openblas(self):
        with tempfile.TemporaryDirectory() as folder:
            jars = Path(folder) / "target" / "classpath"
            jars.mkdir(parents=True)
            for name in ("openblas-1.jar", "openblas-1-linux-x86_64.jar", "dnnl-1.jar"):
                (jars / name).touch()
            native, java = (side_by_side.class_path(Path(folder) / "target", flag)[1].split(os.pathsep)
                            for flag in (True, False))
        self.assertEqual(["dnnl-1.jar", "openblas-1.jar"], [Path(part).name for part in java[1:]])
        self.assertEqual({"openblas-1-linux-x86_64.jar"}, {Path(part).name for part in {*native} - {*java}})

    def test_the_jars_of_another_build_are_its_own_without_its_benchmark(self):
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaisesRegex(Problem, "--against expects the folder with unrolled.jar"):
                side_by_side.another_build(folder)
            for name in ("unrolled.jar", "unrolled-bench.jar", "openblas-1.jar"):
                (Path(folder) / name).touch()
            jars = side_by_side.another_build(folder)
        self.assertEqual(["openblas-1.jar", "unrolled.jar"], [jar.name for jar in jars])
        self.assertEqual([str(ROOT / "bench" / "target" / "classes"), *map(str, jars)],
                         side_by_side.class_path(ROOT / "bench" / "target", jars=jars)[1].split(os.pathsep))

    def test_a_cell_that_pytorch_computes_otherwise_is_noticed(self):
        ours, right, wrong = (self.program("", SAME.replace("LOSS", loss)) for loss in ("0.5", "0.5", "0.500001"))
        side_by_side.same_numbers(ours, right)
        with self.assertRaisesRegex(side_by_side.Silent, "something else for skip: loss 0.500001 after 20 steps"):
            side_by_side.same_numbers(ours, wrong)

    def test_no_python_can_import_torch(self):
        self.assertIsNone(side_by_side.find_torch(str(ROOT / "no such python")))


if __name__ == "__main__":
    unittest.main()
