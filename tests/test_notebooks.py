"""Notebooks that fail, and notebooks that do not, in the real kernel."""
import base64
import contextlib
import io
import json
import os
import re
import sys
import tempfile
import unittest
import warnings
from pathlib import Path
from unittest import mock

import nbformat

from tools import book, executions, lectures, notebooks, pages, slides
from tools.console import Problem, Step
from tools.environment import environment
from tools.files import ROOT
from tools.notebooks import read_notebook

INCLUDE = (ROOT / "notebooks" / "include.jshell").read_text(encoding="utf-8")


class Notebooks(unittest.TestCase):
    """Each lies outside of the kit, as a homework does that was handed in, with its own include.jshell beside it."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        (self.folder / "include.jshell").write_text(INCLUDE, encoding="utf-8")
        for module in (executions, pages):
            self.patch(mock.patch.object(module, "executed", lambda file: self.folder / "executed" / file.name))

    def patch(self, patch):
        patch.start()
        self.addCleanup(patch.stop)

    def notebook(self, *cells, name="notebook"):
        file = self.folder / f"{name}.ipynb"
        made = [nbformat.v4.new_markdown_cell("# $h_t$"), *map(nbformat.v4.new_code_cell, cells)]
        file.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=made)), encoding="utf-8")
        return file

    def run_it(self, file):
        """(whether it ran to the end, what kit printed)"""
        before, printed = file.read_bytes(), io.StringIO()
        with contextlib.redirect_stdout(printed):
            ran = executions.run(Step, file)
        self.assertEqual(before, file.read_bytes(), "a notebook is never changed")
        return ran, printed.getvalue()

    def test_what_printf_writes_in_pieces_is_one_text_and_a_figure_stays_between_two(self):
        file = self.notebook("%load include.jshell", """
System.out.printf("mean %.2f of %d%n", 0.5, 3);
show(Html.raw("<b>3</b>", "3"));
System.out.println("after it");
""")
        self.assertTrue(self.run_it(file)[0])
        outputs = nbformat.read(self.folder / "executed" / file.name, 4).cells[-1].outputs
        self.assertEqual(["mean 0.50 of 3\n", "<b>3</b>", "after it\n"],
                         [output.get("text") or output.data["text/html"] for output in outputs])

    def test_one_that_runs_leaves_a_copy_and_a_page(self):
        ran, printed = self.run_it(self.notebook("%load include.jshell", 'show(Html.raw("<b>3</b>", "3"));',
                                                 'var shown = display("<i>4</i>", "text/html");'))
        self.assertTrue(ran, printed)
        self.assertRegex(printed, r"ok +\S*notebook.ipynb +\d+\.\d s")
        cells = json.loads((self.folder / "executed" / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
        self.assertEqual([], cells[1]["outputs"], "include.jshell is silent")
        self.assertEqual({"text/html": ["<b>3</b>"], "text/plain": ["3"]}, cells[2]["outputs"][0]["data"])
        self.assertEqual({"text/html": ["<i>4</i>"]}, cells[3]["outputs"][0]["data"], "HTML is no plain text")
        page = (self.folder / "executed" / "notebook.html").read_text(encoding="utf-8")
        self.assertIn("<b>3</b>", page)
        self.assertIn("window.MathJax", page)
        self.assertNotRegex(page, r'<script[^>]* src=')

    def test_the_curve_of_a_training_grows_in_one_output_and_is_kept_once(self):
        file = self.notebook("%load include.jshell", """
var net = Network.of(1, new Recurrent(new ElmanCell(1, 2)), new Dense(2, 1));
var batch = new Batch(Sequence.of(1.0, 0.5, 0.2), Sequence.of(0.5, 0.2, 0.1));
new Trainer(net, Loss.mse(), Optimizer.adam(0.01)).epochs(3000).listener(new Progress()).fit(batch);
""")
        shown = []
        update = notebooks.NotebookClient.process_message

        def watched(client, message, *more):
            shown.append((message["msg_type"], message["content"].get("data", {}).get("text/html", "")))
            return update(client, message, *more)

        self.patch(mock.patch.object(notebooks.NotebookClient, "process_message", watched))
        ran, printed = self.run_it(file)
        self.assertTrue(ran, printed)
        curves = [kind for kind, html in shown if "unrolled live" in html]
        self.assertEqual({"update_display_data"}, {*curves})
        [output] = [one for one in nbformat.read(self.folder / "executed" / file.name, 4).cells[-1].outputs
                    if "unrolled live" in one.get("data", {}).get("text/html", "")]
        self.assertLess(len(output.data["text/html"]), 30_000)
        self.assertRegex(output.data["text/plain"], r"epoch 3000 of 3000 · loss \d\S* · \d")

    def test_run_twenty_times_in_one_kernel_it_keeps_the_data_of_one_run(self):
        """The shell keeps some 6 KB of source for each cell; each run holds 16 MB in arrays, and a network."""
        once = ["double[] series = new double[2_000_000];",
                "var net = Network.of(1, new Recurrent(new LstmCell(3, 100)), new Dense(100, 1));",
                'var y = net.predict(new Sequence(100, 32, 3)); show(y.series(0, 0).length);',
                "for (int k = 0; k < 3; k++) System.gc();",
                "used[run++] = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();"]
        last = 'if (used[19] - used[2] > 30e6) throw new IllegalStateException("grown by " + (used[19] - used[2]));'
        ran, printed = self.run_it(self.notebook("%load include.jshell", "long[] used = new long[20]; int run = 0;",
                                                 *once * 20, last))
        self.assertTrue(ran, printed)

    def test_a_slide_ends_before_it_overflows_and_no_slide_asks_the_network(self):
        notebook = nbformat.v4.new_notebook(cells=[
            nbformat.v4.new_markdown_cell("# Title", metadata={"slideshow": {"slide_type": "slide"}}),
            nbformat.v4.new_code_cell("plumbing();\n" * 20, metadata={"slideshow": {"slide_type": "skip"}}),
            nbformat.v4.new_markdown_cell("line\n\n" * 8), nbformat.v4.new_markdown_cell("$h_t$" + "line\n\n" * 8),
            nbformat.v4.new_code_cell("secret();", metadata={"tags": ["hide-input"]},
                                      outputs=[nbformat.v4.new_output("stream", text="shown")])])
        page = slides.deck(notebook, "01-title")
        kinds = [cell.metadata.slideshow.get("slide_type", "-") for cell in notebook.cells]
        self.assertEqual(["slide", "skip", "-", "subslide", "-"], kinds)
        self.assertNotRegex(page, r"""<(script|link|img)[^>]* (src|href)=["']?(https?:)?//""")
        self.assertNotRegex(page, "plumbing|secret")
        self.assertIn("shown", page)

    def test_a_lecture_that_tells_its_slides_shows_titles_thoughts_pictures_and_keeps_the_notes_for_the_speaker(self):
        tale = {"title": "The belt", "say": "$c_t$ is kept.", "notes": "Point at it."}
        notebook = nbformat.v4.new_notebook(cells=[
            nbformat.v4.new_markdown_cell("# A long paragraph", metadata={"slide": {**tale, "title": "7 · LSTM"}}),
            nbformat.v4.new_markdown_cell("Another paragraph."),
            nbformat.v4.new_code_cell("draw();", metadata={"slide": tale},
                                      outputs=[nbformat.v4.new_output("stream", text="epochs: 7"),
                                               nbformat.v4.new_output("display_data", {"text/html": "a picture"})]),
            nbformat.v4.new_code_cell("train();")])
        page = slides.deck(notebook, "07-lstm")
        self.assertEqual(["slide", "notes", "slide", "-", "notes"],
                         [cell.metadata.slideshow.slide_type for cell in notebook.cells])
        for shown in ("7 · LSTM", "The belt", "a picture"):
            self.assertIn(shown, page)
        self.assertRegex(page, r'<aside class="notes">(?s:.*?)Point at it')
        self.assertNotRegex(page, r"paragraph|draw\(|epochs: 7|train\(")

    def told(self, *slides_of_cells, **of_cell):
        """The page of a deck that these metadata tell."""
        tale = {"title": "The belt", "say": "It is kept.", "notes": "Point at it."}
        return slides.deck(nbformat.v4.new_notebook(cells=[
            nbformat.v4.new_code_cell("draw();", metadata={"slide": {**tale, **one} if isinstance(one, dict) else one},
                                      **of_cell) for one in slides_of_cells]), "07-lstm")

    def test_a_question_and_its_answer_may_be_told_by_one_cell_and_each_shows_the_pictures_that_it_names(self):
        tale = {"title": "The belt", "say": "It is kept.", "notes": "Point at it."}
        shown = [nbformat.v4.new_output("display_data", {"text/html": f"<p>{k}"}) for k in ("one", "two", "three")]
        page = self.told([{**tale, "role": "question", "pictures": [1]}, {**tale, "role": "answer", "pictures": []}],
                         outputs=shown)
        self.assertRegex(page, '(?s)<section[^>]* data-role="question".*two.*<section[^>]* data-role="answer"')
        self.assertNotRegex(page, "<p>one|<p>three")

    def test_a_deck_without_the_first_figure_has_the_scripts_that_it_brought_for_all(self):
        html = ["<script>window.unrolledDraw = 1</script><figure>first</figure>", "<figure>second</figure>"]
        first, second = [[nbformat.v4.new_output("display_data", {"text/html": text})] for text in html]
        tale = {"title": "The belt", "say": "It is kept.", "notes": "Point at it."}
        for told in ([second], [first, second]):
            cells = [nbformat.v4.new_code_cell("draw();", outputs=outputs,
                                               metadata={"slide": tale} if outputs in told else {})
                     for outputs in (first, second)]
            page = slides.deck(nbformat.v4.new_notebook(cells=cells), "07-lstm")
            self.assertEqual(1, page.count("window.unrolledDraw = 1"))
            self.assertEqual(len(told) == 2, "first</figure>" in page)

    def test_slides_that_are_told_wrongly_get_a_sentence(self):
        for wrong, said in (
                ("none", 'cell 1: a slide expects title, say and notes, got "none"'),
                (7, "cell 1: a slide expects title, say and notes, got 7"),
                ([], "cell 1: the metadata 'slide' expect a slide or a list of slides, got an empty list"),
                ({"title": " "}, 'cell 1: a slide expects its title as text, got " "'),
                ({"notes": None}, "cell 1: a slide expects its notes as text, got null"),
                ({"say": ["kept"]}, 'cell 1: a slide expects its say as text, got ["kept"]'),
                ({"picture": 1}, "title, say, notes, and perhaps role and pictures, got 'picture'"),
                ({"role": "quiz"}, "cell 1: a slide's role expects question or answer, got \"quiz\""),
                ({"role": ["answer"]}, "cell 1: a slide's role expects question or answer, got [\"answer\"]"),
                ({"pictures": [0]}, "cell 1: a slide's pictures expect a list of numbers below 0, as many as the cell"),
                ({"pictures": 0}, "as many as the cell shows, got 0"),
                ({"role": "answer"}, "cell 1: a question's slide expects its answer's as the next, got an answer"),
                ({"role": "question"}, "the last slide: a question's slide expects its answer's as the next, got a")):
            with self.subTest(wrong), self.assertRaisesRegex(Problem, re.escape(said)):
                self.told(wrong)
        with self.assertRaisesRegex(Problem, "^cell 2: a question's slide expects its answer's as the next, got a s"):
            self.told({"role": "question"}, {}, {"role": "answer"})

    def test_date_and_place_stand_on_the_title_slide_as_they_were_given(self):
        tale = {"title": "The belt", "say": "It is kept.", "notes": "Point at it."}
        for metadata in ({"slide": tale}, {"slideshow": {"slide_type": "slide"}}):
            cells = [nbformat.v4.new_markdown_cell("# Title", metadata=metadata) for _ in range(2)]
            notebook = nbformat.v4.new_notebook(cells=cells)
            page = slides.deck(notebook, "07-lstm", "4 May · <b>Room</b> $1 & $2")
            self.assertEqual(1, page.count('class="occasion mathjax_ignore"'))
            self.assertIn("4 May · &lt;b&gt;Room&lt;/b&gt; $1 &amp; $2</p>", page)
            self.assertLess(page.index("4 May"), page.rindex("<section"))

    def test_a_cell_that_overflows_a_slide_shows_its_code_first_and_then_its_outputs(self):
        figure = base64.b64encode(b'<svg viewBox="0 0 720 400" width="720" height="400">').decode()
        figure = f'<figure class="unrolled"><img src="data:image/svg+xml;base64,{figure}"><figcaption>x</figcaption>'
        outputs = [nbformat.v4.new_output("display_data", {"text/html": figure}) for _ in range(2)]
        outputs.append(nbformat.v4.new_output("stream", text="said\n" * 4))
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("draw();\n" * 20, outputs=outputs)])
        slides.cut(notebook)
        self.assertEqual([(20, 0), (0, 1), (0, 2)],
                         [(len(cell.source.splitlines()), len(cell.outputs)) for cell in notebook.cells])
        self.assertEqual(["-", "subslide", "subslide"],
                         [cell.metadata.slideshow.get("slide_type", "-") for cell in notebook.cells])
        self.assertEqual([["hide-input"]] * 2, [cell.metadata.tags for cell in notebook.cells[1:]])

    def test_widgets_without_a_state_do_not_keep_a_notebook_from_its_page(self):
        state = "application/vnd.jupyter.widget-state+json"
        for widgets in ({}, {state: {}}, {state: {"version_major": 2}}, {state: []}, {state: {"state": None}}, "none",
                        None, [], {"state": {}}, {"another": {state: {}}}):
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("kept")])
            notebook.metadata["widgets"] = nbformat.from_dict(widgets)
            self.assertIn("kept", pages.page(notebook, "page"), widgets)
            self.assertEqual(widgets, notebook.metadata["widgets"], "the notebook is not changed")
            self.assertIn("kept", slides.deck(notebook, "slides"), widgets)

    def file(self, document, name="Übung 3 (alt)"):
        file = self.folder / f"{name}.ipynb"
        file.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
        return file

    @staticmethod
    def document(*cells, metadata=None, **more):
        whole = {"metadata": {}, "source": "kept"}
        return {"cells": [{**whole, **cell} for cell in cells], "metadata": metadata or {}, "nbformat": 4,
                "nbformat_minor": 4, **more}

    def test_notebooks_that_other_programs_leave_become_pages_slides_and_chapters(self):
        code = {"cell_type": "code", "outputs": [], "execution_count": None}
        text = {"cell_type": "markdown"}
        image = {"output_type": "display_data", "metadata": {}, "data":
                 {"text/html": '<img src="data:image/svg+xml;base64,AAA">' * 9}}
        odd = {
            "no kernelspec and no language_info": self.document(text, code),
            "no ids": self.document(text, code, nbformat_minor=5),
            "the same id twice": self.document({**text, "id": "a"}, {**code, "id": "a"}, nbformat_minor=5),
            "a newer minor version": self.document({**text, "id": "a"}, nbformat_minor=9),
            "no attachment": self.document({**text, "source": "![kept](attachment:none.png)"}),
            "an attachment without an image": self.document(
                {**text, "source": "![kept](attachment:x.png)", "attachments": {"x.png": {}}}),
            "a raw cell of no format": self.document(
                {"cell_type": "raw"}, {"cell_type": "raw", "metadata": {"raw_mimetype": None}}),
            "broken LaTeX": self.document({**text, "source": r"kept $\frac{1}{ $ $$ \begin{align} x $$ \begin{y} $"}),
            "a source of lines": self.document({**text, "source": ["ke", "pt"]}, {**code, "source": ["1\n", "2"]}),
            "slides of no kind": self.document({**text, "metadata": {"slideshow": None}},
                                               {**text, "metadata": {"slideshow": "slide"}}),
            "pictures without a height": self.document(text, {**code, "outputs": [image]}),
            "a byte order mark": b"\xef\xbb\xbf" + json.dumps(self.document(text)).encode(),
            "version 3": {"metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [
                {"metadata": {}, "cells": [{"cell_type": "markdown", "metadata": {}, "source": "kept"},
                                           {"cell_type": "code", "language": "java", "input": ["1"], "outputs": [],
                                            "collapsed": False, "metadata": {}}]}]},
            "version 2": {"metadata": {"name": "old"}, "nbformat": 2, "worksheets": [
                {"cells": [{"cell_type": "markdown", "source": "kept"},
                           {"cell_type": "code", "language": "java", "input": "1", "outputs": []}]}]},
        }
        for name, document in odd.items():
            with self.subTest(name), warnings.catch_warnings(), \
                    mock.patch.object(book, "BOOK_SOURCE", self.folder / "book"):
                warnings.simplefilter("ignore")
                file = self.file(document)
                self.assertIn("kept", pages.page(read_notebook(file), "page"))
                self.assertIn("kept", slides.deck(read_notebook(file), "slides"))
                book.chapter(read_notebook(file), file)
                self.assertIn("kept", (self.folder / "book" / "lectures" / file.name).read_text(encoding="utf-8"))

    def test_odd_outputs_and_attachments_become_a_chapter_of_the_book(self):
        """By Sphinx itself, for which a warning is a failure."""
        image = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
        odd = [nbformat.v4.new_output("display_data", data) for data in (
            {"application/x-unknown": "a"}, {"application/json": {"a": [1]}}, {}, {"text/plain": "$200 to $700"},
            {"application/vnd.jupyter.widget-view+json": {"model_id": "a", "version_major": 2, "version_minor": 0}})]
        notebook = nbformat.v4.new_notebook(metadata={"widgets": {}}, cells=[
            nbformat.v4.new_markdown_cell("# Odd\n![seen](attachment:a.png) ![lost](attachment:b%20c.png)",
                                          attachments={"a.png": {"image/png": image}}),
            nbformat.v4.new_code_cell("x", outputs=odd)])
        with mock.patch.multiple(book, BOOK_SOURCE=self.folder / "source", BOOK=self.folder / "book"):
            book.lay_out({Path("odd.ipynb"): notebook}, "# Map")
            book.call_sphinx(Step, 1)
        chapter = (self.folder / "book" / "lectures" / "odd.html").read_text(encoding="utf-8")
        self.assertIn(f"data:image/png;base64,{image}", chapter)
        self.assertIn("lost", chapter)
        self.assertIn("$200 to $700", chapter)

    def test_an_image_with_an_umlaut_in_its_name_is_on_the_page(self):
        for source in ("![x](attachment:%C3%BC%20b.png)", "![x](attachment:ü.png)"):
            name = "ü b.png" if "%" in source else "ü.png"
            document = self.document({"cell_type": "markdown", "source": source,
                                      "attachments": {name: {"image/png": "iVBORw0KGgo="}}})
            self.assertIn("iVBORw0KGgo=", pages.page(read_notebook(self.file(document)), "page"), source)

    def test_twenty_megabytes_of_output_become_a_page(self):
        output = {"output_type": "stream", "name": "stdout", "text": ("x" * 79 + "\n") * 250_000 + "kept"}
        notebook = read_notebook(self.file(self.document(
            {"cell_type": "code", "outputs": [output], "execution_count": None})))
        pages.export(notebook, self.folder / "big.ipynb")
        for kind in ("ipynb", "html"):
            file = self.folder / "executed" / f"big.{kind}"
            self.assertGreater(file.stat().st_size, 20_000_000)
            self.assertIn("kept", file.read_text(encoding="utf-8")[-5000:] if kind == "ipynb" else file.read_text())

    def test_what_is_no_notebook_is_one_sentence_with_the_file_and_the_cell(self):
        code = {"cell_type": "code", "outputs": [], "execution_count": None}
        text = {"cell_type": "markdown"}
        odd = [
            (self.document(text, {"cell_type": "sql"}), 'cell 2: expects the type code, markdown or raw, got "sql"'),
            ({**self.document(), "cells": [None]}, "cell 1: expects the type code, markdown or raw, got null"),
            (self.document(text, {**text, "metadata": None}), "cell 2: expects an object metadata, got null"),
            ({**self.document(), "cells": None}, "expects a list of cells, got null"),
            (self.document({**code, "source": None}), "cell 1, source: None is not"),
            (self.document(text, {"cell_type": "code"}), "cell 2: '(execution_count|outputs)' is a required"),
            (self.document(text, {**code, "outputs": [{"output_type": "foo"}]}), "cell 2, outputs, 0: .*foo"),
            (self.document({**text, "metadata": {"tags": "x"}}), "cell 1, metadata, tags: 'x' is not"),
            (self.document(metadata={"kernelspec": None}), "metadata, kernelspec: None is not"),
            (self.document(metadata={"language_info": "java"}), "metadata, language_info: 'java' is not"),
            (self.document(nbformat=5), "Unsupported nbformat version 5"),
            ([], r"expects an object with cells, got \[\]"),
            (b"", "it is no JSON"), (b"class X {}", "it is no JSON"), (b'{"cells": [', "it is no JSON"),
            (json.dumps(self.document()).encode("utf-16"), "it is no text in UTF-8"),
        ]
        for document, sentence in odd:
            expected = rf"Übung 3 \(alt\)\.ipynb is not a notebook: ({sentence})"
            with self.assertRaisesRegex(Problem, expected) as said:
                read_notebook(self.file(document))
            self.assertNotIn("\n", str(said.exception))

    def test_what_cannot_be_made_into_slides_is_one_sentence(self):
        file = self.file(self.document())
        with mock.patch.object(slides, "with_outputs", lambda *files: ({file: read_notebook(file)}, [])), \
                mock.patch.object(slides, "SLIDES", self.folder / "slides"), contextlib.redirect_stdout(io.StringIO()):
            with self.assertRaisesRegex(Problem, r"\(alt\)\.ipynb cannot be made into slides: ValueError: "):
                slides.make(Step, [file], [])

    def test_the_cell_that_cannot_be_made_a_page_is_named(self):
        def page(notebook, name):
            if any("bad" in cell.source for cell in notebook.cells):
                raise KeyError("bad")
            return "a page"

        with mock.patch.object(pages, "page", page), self.assertRaisesRegex(Problem, r"KeyError: 'bad' \(cell 3\)"):
            pages.export(read_notebook(self.notebook("good", "bad", "good")), self.folder / "x.ipynb")

    def test_a_failing_cell_is_told_although_its_page_cannot_be_made(self):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), mock.patch.object(pages, "page", side_effect=KeyError("state")), \
                mock.patch.object(executions, "execute", side_effect=Problem("cell 2: fails")):
            self.assertFalse(executions.run(Step, self.notebook("1 / 0")))
        self.assertRegex(printed.getvalue(), r"(?s)cell 2: fails.*executed notebook is in .* KeyError: 'state'")

    def test_a_copy_that_cannot_be_written_is_one_sentence(self):
        (self.folder / "executed").write_text("a file, no folder")
        with self.assertRaisesRegex(Problem, "The executed notebook cannot be written to .*ipynb: "):
            pages.export(read_notebook(self.notebook("1")), self.folder / "notebook.ipynb")

    def test_half_of_a_pair_of_characters_does_not_lose_the_results(self):
        notebook = read_notebook(self.file(self.document({"cell_type": "markdown", "source": "kept \ud83d"})))
        pages.export(notebook, self.folder / "half.ipynb")
        for kind in ("ipynb", "html"):
            self.assertIn("kept ?", (self.folder / "executed" / f"half.{kind}").read_text(encoding="utf-8"))

    def test_two_notebooks_of_one_name_do_not_overwrite_each_other(self):
        (self.folder / "b").mkdir()
        with self.assertRaisesRegex(Problem, "would leave the same executed copy"):
            lectures.run(environment(), [self.folder / "x.ipynb", self.folder / "b" / "x.ipynb"])

    def test_a_cell_that_takes_too_long_ends_with_its_kernel(self):
        with mock.patch.object(notebooks, "CELL_SECONDS", 3):
            ran, printed = self.run_it(self.notebook("int before = 42;", "before", "while (true) Thread.onSpinWait();"))
        self.assertFalse(ran)
        self.assertRegex(printed, r"cell 4:(?s:.*)took more than 3 s: its kernel was ended, and with it every loop")
        kept = read_notebook(self.folder / "executed" / "notebook.ipynb")
        self.assertEqual("42", kept.cells[2].outputs[0].data["text/plain"], "what ran before it is kept")

    def test_a_kernel_that_was_stopped_while_it_started_is_ended(self):
        clients = []

        def stopped(client):
            clients.append(client)
            raise KeyboardInterrupt

        with mock.patch.object(notebooks.NotebookClient, "start_new_kernel_client", stopped), \
                self.assertRaises(KeyboardInterrupt):
            notebooks.execute(read_notebook(self.notebook("1")), self.folder, lambda note: None)
        self.assertFalse(clients[0].km.has_kernel)

    def test_an_old_notebook_in_a_folder_with_an_umlaut_runs(self):
        folder = self.folder / "Übung für alle"
        folder.mkdir()
        file = folder / "alte Übung.ipynb"
        file.write_text(json.dumps({"metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [
            {"metadata": {}, "cells": [{"cell_type": "code", "language": "java", "input": ["int a = 41;\n", "a + 1"],
                                        "outputs": [], "collapsed": False, "metadata": {}}]}]}), encoding="utf-8")
        ran, printed = self.run_it(file)
        self.assertTrue(ran, printed)
        self.assertEqual("42", read_notebook(self.folder / "executed" / file.name).cells[0].outputs[0].data[
            "text/plain"])

    def test_a_page_that_cannot_be_made_leaves_the_executed_notebook_and_one_sentence(self):
        file = self.notebook("1")
        with mock.patch.object(pages, "page", side_effect=KeyError("state")):
            with self.assertRaisesRegex(Problem, r"executed notebook is in .*ipynb, but .* KeyError: 'state'"):
                pages.export(read_notebook(file), file)
        self.assertTrue((self.folder / "executed" / "notebook.ipynb").exists())

    def test_a_lecture_is_remembered_until_its_code_changes(self):
        self.patch(mock.patch.multiple(executions, LECTURES=self.folder, WORK=self.folder / "work"))
        file = self.notebook("1 + 2")
        self.assertIsNone(executions.recall(file))
        self.assertTrue(self.run_it(file)[0])
        self.assertEqual("3", executions.recall(file).cells[1].outputs[0].data["text/plain"])

        file.write_text(file.read_text(encoding="utf-8").replace("# $h_t$", "# $c_t$"), encoding="utf-8")
        self.assertEqual("# $c_t$", executions.recall(file).cells[0].source, "the text is the notebook's own")
        self.assertIsNotNone(executions.recall(file).cells[1].outputs)
        with mock.patch.object(executions, "digest", wraps=executions.digest) as digest:
            executions.recall(file)
        seen = {path.relative_to(ROOT).as_posix() for path in digest.call_args[0][0]}
        self.assertLessEqual({"pom.xml", "notebooks/include.jshell", "lib/src/main/java/unrolled/cell/LstmCell.java",
                              "lib/src/main/resources/unrolled/view/figure.js", "data/README.md"}, seen)
        self.assertIsNone(executions.recall(self.notebook("1 + 3")))

        self.assertFalse(self.run_it(self.notebook("1 / 0"))[0])
        self.assertIsNone(executions.recall(file), "a run that failed is not kept")

    def test_a_cell_that_fails_fails_the_book_and_is_named(self):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), self.assertRaisesRegex(Problem, "^a notebook fails\nNo book$"):
            lectures.make(environment(), "book", [self.notebook("int one = 1;", "one / 0")], "No book")
        self.assertRegex(printed.getvalue(), r"(?s)notebook.ipynb.*cell 3:.*one / 0.*ArithmeticException")

    def test_slides_of_a_notebook_from_elsewhere_are_made_of_its_run(self):
        file = self.notebook("20 + 22", name="from-elsewhere")
        slides_of_it = slides.SLIDES / "from-elsewhere.html"
        self.addCleanup(slides_of_it.unlink)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            lectures.make_slides(environment(), [file])
        self.assertRegex(printed.getvalue(), r"ok +\S+from-elsewhere\.ipynb .*\n  ok   slides of from-elsewhere ")
        self.assertIn(">42<", slides_of_it.read_text(encoding="utf-8"))

    def test_several_run_by_themselves_and_the_table_has_a_line_for_each(self):
        files = [self.notebook('System.out.println("one");', name="01-one"), self.notebook("int x = y;", name="02-two")]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            self.assertFalse(lectures.run(environment(), files))
        self.assertRegex(printed.getvalue(), r"\n +\d+\.\d  01-one\n  failed  02-two\n1 of 2 notebooks ran to the end")
        self.assertIn("cannot find symbol", printed.getvalue())

    def test_an_exception_is_told_with_its_cell(self):
        ran, printed = self.run_it(self.notebook("int[] a = new int[2];\na[5] = 1;", "int never = 1;"))
        self.assertFalse(ran)
        for part in ("FAIL", "cell 2:", "a[5] = 1;", "ArrayIndexOutOfBoundsException: Index 5 out of bounds"):
            self.assertIn(part, printed)

    def test_a_compilation_error_is_told_with_its_cell(self):
        ran, printed = self.run_it(self.notebook('int x = "a";'))
        self.assertFalse(ran)
        self.assertIn("incompatible types: java.lang.String cannot be converted to int", printed)

    def test_standard_error_is_a_failure(self):
        ran, printed = self.run_it(self.notebook('System.err.println("careful");'))
        self.assertFalse(ran)
        self.assertIn("wrote to standard error: careful", printed)

    def test_a_kernel_that_ends_is_told(self):
        ran, printed = self.run_it(self.notebook("System.exit(3);"))
        self.assertFalse(ran)
        self.assertIn("the kernel ended", printed)

    def test_a_library_that_is_not_built(self):
        (self.folder / "notebooks").mkdir()
        (self.folder / "notebooks" / "include.jshell").touch()
        ran, printed = self.run_it(self.notebook("%load include.jshell"))
        self.assertFalse(ran)
        self.assertRegex(printed, r"The library is not built, \S+ has no unrolled\.jar: run \./kit setup")

    def test_a_file_that_is_no_notebook(self):
        file = self.folder / "notebook.ipynb"
        file.write_text("{}", encoding="utf-8")
        ran, printed = self.run_it(file)
        self.assertFalse(ran)
        self.assertIn("is not a notebook", printed)

    def test_a_kernel_that_does_not_start(self):
        kernel = self.folder / "kernels" / "java"
        kernel.mkdir(parents=True)
        argv = [sys.executable, "-c", "import sys; sys.exit('no memory')", "{connection_file}"]
        (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "Java", "language": "java"}))
        with mock.patch.dict(os.environ, {"JUPYTER_PATH": str(self.folder)}):
            ran, printed = self.run_it(self.notebook("1 + 1"))
        self.assertFalse(ran)
        self.assertRegex(printed, r"(?s)The Java kernel does not start: no memory.*run \./kit setup")


if __name__ == "__main__":
    unittest.main()
