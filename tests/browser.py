"""What a reader sees, in a real browser without a network: the executed pages, the book, slides, and JupyterLab."""
import base64
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.request

from playwright.sync_api import TimeoutError, sync_playwright
from pypdf import PdfReader

from tools import pdf
from tools.browser import FIGURES_DRAWN, OPTIONS, PLAIN_EQUATIONS, browser
from tools.environment import environment
from tools.files import ROOT, SLIDES

LECTURES = sorted((ROOT / "notebooks" / "lectures").glob("*.ipynb"))
HERE = ("file:", "data:", "blob:", "about:")
COLOURS = """async data => {
  const image = new Image();
  image.src = "data:image/png;base64," + data;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size;
}"""
CONNECTED = """() => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session?.kernel;
  return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""


class InTheBrowser(unittest.TestCase):
    """A page for each test; whatever it tells the console as an error, or asks of the network, is a failure."""
    size = (1200, 900)
    addresses = HERE

    @classmethod
    def setUpClass(cls):
        cls.driver = sync_playwright().start()
        cls.addClassCleanup(cls.driver.stop)
        cls.chromium = cls.driver.chromium.launch(executable_path=browser(), args=OPTIONS)
        cls.addClassCleanup(cls.chromium.close)

    def setUp(self):
        self.wrong = []
        self.page = self.new_page()
        self.addCleanup(lambda: self.page.close())

    def new_page(self, **more):
        page = self.chromium.new_page(viewport=dict(zip(("width", "height"), self.size)), **more)
        page.on("console", lambda said: said.type == "error" and self.wrong.append(f"console: {said.text[:300]}"))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("request", lambda request: request.url.startswith(self.addresses)
                or self.wrong.append(f"asks for {request.url[:200]}"))
        return page

    def open(self, file):
        self.wrong.clear()
        self.page.goto(file.as_uri(), wait_until="load")

    def expect_whole(self, name):
        """Every figure is drawn, every equation is typeset, nothing went wrong."""
        self.page.wait_for_function(FIGURES_DRAWN, timeout=30_000)
        self.page.wait_for_function("() => !window.MathJax || MathJax.startup.promise.then(() => true)")
        self.assertEqual([], self.page.evaluate(PLAIN_EQUATIONS), f"{name}: equations")
        self.assertEqual(0, self.page.locator("mjx-merror, [data-mjx-error]").count(), f"{name}: equations")
        self.assertEqual([], self.wrong, name)

    def colours(self, locator):
        return self.page.evaluate(COLOURS, base64.b64encode(locator.screenshot()).decode())

    def expect_pixels(self, figure, name):
        figure.scroll_into_view_if_needed()
        self.assertGreater(self.colours(figure), 20, f"{name}: the figure is blank")


class ExecutedPages(InTheBrowser):
    def test_every_page_that_run_leaves(self):
        for lecture in LECTURES:
            page = ROOT / "target" / "notebooks" / "lectures" / f"{lecture.stem}.html"
            self.open(page)
            self.expect_whole(page.name)
            self.assertGreater(self.page.locator("mjx-container").count(), 0, page.name)


class Book(InTheBrowser):
    book = ROOT / "target" / "book"

    def pages(self):
        return [self.book / "index.html", self.book / "data" / "README.html",
                *(self.book / "lectures" / f"{lecture.stem}.html" for lecture in LECTURES)]

    def test_every_page(self):
        for page in self.pages():
            self.open(page)
            self.expect_whole(page.name)
        self.assertEqual(len(LECTURES) + 8, len(self.page.locator(".bd-sidebar-primary .toctree-l1").all()))

    def test_plotly_lies_in_the_book_once(self):
        pages = sorted((self.book / "lectures").glob("*.html"))
        self.assertEqual([], [page.name for page in pages if "Unpacks plotly.js" in page.read_text(encoding="utf-8")])
        self.assertIn("Unpacks plotly.js", (self.book / "_static" / "figures.js").read_text(encoding="utf-8"))

    def test_figures_have_pixels_in_light_and_dark(self):
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.open(self.book / "lectures" / "03-elman-networks.html")
            self.expect_whole(scheme)
            for figure in self.page.locator("figure.unrolled").all():
                self.expect_pixels(figure, scheme)

    def test_a_figure_takes_the_colours_of_the_chosen_theme(self):
        def ink():
            return self.page.locator("figure.unrolled .xtitle").first.evaluate("text => getComputedStyle(text).fill")

        self.page.emulate_media(color_scheme="light")
        self.open(self.book / "lectures" / "03-elman-networks.html")
        self.expect_whole("light")
        before = ink()
        self.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        self.page.wait_for_timeout(500)
        self.assertNotEqual(before, ink())

    def test_tables_take_the_colours_of_the_chosen_theme(self):
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.open(self.book / "lectures" / "03-elman-networks.html")
            ink = self.page.locator(".bd-article p").first.evaluate("text => getComputedStyle(text).color")
            inks = self.page.locator(".cell_output :is(td, th, caption)").evaluate_all(
                "cells => [...new Set(cells.map(cell => getComputedStyle(cell).color))]")
            grounds = self.page.locator(".cell_output tr").evaluate_all(
                "rows => [...new Set(rows.map(row => getComputedStyle(row).backgroundColor))].sort()")
            self.assertEqual([ink], inks, scheme)
            self.assertEqual(["rgba(0, 0, 0, 0)", "rgba(128, 128, 128, 0.12)"], grounds, scheme)

    def test_nothing_is_wider_than_a_phone(self):
        self.page.set_viewport_size({"width": 390, "height": 844})
        for page in self.pages():
            self.open(page)
            self.expect_whole(page.name)
            self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), 390, page.name)

    def test_the_search_finds_a_lecture(self):
        self.open(self.book / "search.html")
        self.page.goto((self.book / "search.html").as_uri() + "?q=temperature")
        found = self.page.locator("#search-results li a").filter(has_text="Elman networks").first
        found.wait_for(timeout=10_000)
        self.assertEqual([], self.wrong)

    def test_a_question_hides_its_code_and_explains_a_choice(self):
        self.open(self.book / "lectures" / "03-elman-networks.html")
        self.assertEqual(0, self.page.get_by_text("Quiz.choose").count())
        answer = self.page.locator(".cell_output details").first
        comment = answer.locator(":scope > :not(summary)").first
        self.assertFalse(comment.is_visible())
        answer.locator("summary").click()
        self.assertTrue(comment.is_visible())

    def test_code_can_be_copied(self):
        self.open(self.book / "lectures" / "03-elman-networks.html")
        cells = self.page.locator("div.cell_input").count()
        self.assertEqual(cells, self.page.locator("div.cell_input button.copybtn").count())


class Library(InTheBrowser):
    """The javadoc in the book."""
    api = ROOT / "target" / "book" / "api"

    def test_a_class_shows_its_equations_and_the_search_finds_it(self):
        self.open(self.api / "unrolled" / "cell" / "LstmCell.html")
        self.assertIn("c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t", self.page.locator("pre").all_inner_texts()[0])
        self.page.locator("#search-input").fill("GruC")
        self.page.get_by_text("unrolled.cell.GruCell", exact=True).first.click()
        self.page.wait_for_url("**/GruCell.html*")
        self.assertEqual([], self.wrong)


class OnPaper(unittest.TestCase):
    """What `./kit book --pdf` prints, of a few pages."""
    folder = ROOT / "target" / "on-paper"
    equations = """() => [...document.querySelectorAll("mjx-container[display=true]")].filter(equation =>
      equation.firstElementChild.getBoundingClientRect().width > equation.parentElement.clientWidth + 1).length"""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(cls.folder, ignore_errors=True)
        lecture = pdf.BOOK / "lectures"
        cls.pages = [pdf.BOOK / "index.html", lecture / "03-elman-networks.html", lecture / "07-lstm.html",
                     pdf.BOOK / "cheat-sheet.html"]
        with pdf.a_page() as page:
            cls.found = pdf.contents(page)
            pdf.print_book(page, cls.pages, cls.folder)
            page.emulate_media(media="print")
            cls.too_wide = page.evaluate(cls.equations)
        cls.course = PdfReader(cls.folder / "unrolled.pdf")

    def links(self, file):
        return [link for sheet in PdfReader(self.folder / file).pages for link in pdf.links(sheet)]

    def test_the_course_holds_every_page_and_its_headings(self):
        self.assertEqual([page.stem for page in LECTURES], [page.stem for page in self.found[1:1 + len(LECTURES)]])
        titles = [item.title for item in self.course.outline if not isinstance(item, list)]
        self.assertEqual(["The course", "3 · Elman networks", "7 · LSTM", "Cheat sheet"],
                         [title.split(":")[0] for title in titles])
        sheets = [len(PdfReader(self.folder / pdf.name(page)).pages) for page in self.pages]
        self.assertEqual(sum(sheets), len(self.course.pages))
        self.assertEqual(2, sheets[-1], "the cheat sheet")
        starts = [self.course.get_destination_page_number(item) for item in self.course.outline
                  if not isinstance(item, list)]
        self.assertEqual([sum(sheets[:k]) for k in range(len(sheets))], starts)
        outline = self.course.outline
        [lecture] = [k for k, item in enumerate(outline) if not isinstance(item, list) and item.title.startswith("3 ·")]
        parts = [item.title for item in outline[lecture + 1] if not isinstance(item, list)]
        self.assertIn("Training", parts)

    def test_a_link_to_another_page_names_its_file_and_in_the_course_its_sheet(self):
        addresses = [link["/A"]["/URI"] for link in self.links("index.pdf") if "/A" in link]
        self.assertIn("03-elman-networks.pdf", addresses)
        self.assertIn("07-lstm.pdf", addresses)
        start = len(PdfReader(self.folder / "index.pdf").pages)
        goals = [link.raw_get("/Dest").get_object() for link in self.links("unrolled.pdf") if "/Dest" in link]
        sheets = [list(goal)[0].idnum for goal in goals if "/Fit" in goal]
        self.assertIn(self.course.pages[start].indirect_reference.idnum, sheets)

    def test_a_link_within_a_page_says_where(self):
        goals = [link["/Dest"] for link in self.links("07-lstm.pdf") if "/Dest" in link]
        self.assertGreater(len(goals), 10)
        self.assertEqual({"/XYZ"}, {goal[1] for goal in goals})

    def test_equations_fit_and_figures_are_no_photographs(self):
        self.assertEqual(0, self.too_wide)
        lecture = PdfReader(self.folder / "03-elman-networks.pdf")
        self.assertEqual([], [image.name for sheet in lecture.pages for image in sheet.images])
        self.assertIn("hidden state", " ".join(sheet.extract_text() for sheet in lecture.pages))


class Slides(InTheBrowser):
    """Decks, turned from their title to their end on two screens."""
    screens = [{"width": 1920, "height": 1080}, {"width": 1280, "height": 720}]
    measure = """() => {
      const slide = Reveal.getCurrentSlide(), title = slide.querySelector("h1, h2");
      const every = selector => [...slide.querySelectorAll(selector)];
      const wide = part => part.getBoundingClientRect().width, may = text => /auto|scroll/.test(text);
      const scrolls = part => may(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight + 2
        || may(getComputedStyle(part).overflowX) && part.scrollWidth > part.clientWidth + 2;
      const high = title.getBoundingClientRect().height / Reveal.getScale();
      const faults = {
        "a scroll bar": [slide, ...every("*")].some(part => !part.matches("mjx-container *") && scrolls(part)),
        "a title of two lines": high > 1.5 * parseFloat(getComputedStyle(title).fontSize),
        "a figure without height": every("figure.unrolled").some(figure => figure.clientHeight < 100),
        "an equation cut off": every("mjx-container[display=true]").some(
          equation => wide(equation.firstElementChild) > wide(equation.parentElement) + 2),
        "small words": parseFloat(slide.style.getPropertyValue("--words")) < 21,
      };
      return Object.keys(faults).filter(fault => faults[fault]);
    }"""

    def decks(self):
        lectures = LECTURES if os.environ.get("UNROLLED_TEST_ALL") else [
            lecture for lecture in LECTURES if lecture.name.startswith(("03-", "07-"))]
        return [SLIDES / f"{lecture.stem}.html" for lecture in lectures]

    def test_every_slide_fits_two_screens_without_a_scroll_bar(self):
        faults = []
        for deck in self.decks():
            self.open(deck)
            self.expect_whole(deck.name)
            for screen in self.screens:
                self.page.set_viewport_size(screen)
                for slide in range(self.page.evaluate("Reveal.getTotalSlides()")):
                    self.page.evaluate("slide => Reveal.slide(slide)", slide)
                    self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => "
                                       "requestAnimationFrame(() => setTimeout(done, 20))))")
                    faults += [f"{deck.stem}, slide {slide + 1} at {screen['width']}: {fault}"
                               for fault in self.page.evaluate(self.measure)]
            self.assertEqual([], self.wrong, deck.name)
        self.assertEqual([], faults)

    def test_a_question_that_is_answered_on_its_slide_still_fits(self):
        self.open(SLIDES / "07-lstm.html")
        self.expect_whole("slides")
        questions = self.page.locator("section[data-role=question]")
        for number in range(questions.count()):
            questions.nth(number).evaluate("slide => { const at = Reveal.getIndices(slide); Reveal.slide(at.h); }")
            questions.nth(number).locator("summary").last.click()
            self.page.wait_for_timeout(100)
            self.assertEqual([], self.page.evaluate(self.measure), number)

    def test_the_speakers_notes_open_without_a_network(self):
        self.open(SLIDES / "07-lstm.html")
        self.expect_whole("slides")
        with self.page.context.expect_page() as opened:
            self.page.keyboard.press("s")
        view = opened.value
        view.on("request", lambda request: request.url.startswith(self.addresses)
                or self.wrong.append(f"asks for {request.url[:200]}"))
        view.get_by_text("Ask who remembers the figure of lecture 6").wait_for(timeout=20_000)
        view.close()
        self.assertEqual([], self.wrong)


MONEY = "From $200 million to $700 million"
DOLLARS = ["%load ../include.jshell", f"""
show(Table.create("$1 and $2", StringColumn.create("deal", "{MONEY}"),
        DoubleColumn.create("cost ($) per unit ($)", 1.5)));
Quiz.choose("Is $3 more than $4?", "$3 is", "no: $4 is; yes: $5");
show("a paragraph: $5 and \\\\(6\\\\) and $$7$$, $6");
""", f"""
show(Figures.line(Series.of("$10 and $11", new double[] {{1, 2, 4}})).axes("day (no unit)", "cost ($) or price ($)")
        .caption("A caption of $12 and $13", "$14 and $15"));
System.out.println("printed: $16 and $17");
"""]
MARKDOWN = "The states $h_t$ and $c_t$ are mathematics."


def code_cells(sources):
    return [{"cell_type": "code", "id": f"cell{k}", "metadata": {}, "source": source.strip(), "outputs": [],
             "execution_count": None} for k, source in enumerate(sources)]


def notebook_of(cells):
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {
        "kernelspec": {"display_name": "Java", "language": "java", "name": "java"}}})


def notebook_that_begins_with_mathematics(sources):
    text = {"cell_type": "markdown", "id": "text", "metadata": {}, "source": "# Dollars\n\n" + MARKDOWN}
    return notebook_of([text, *code_cells(sources)])


def make_pages(folder, name, sources, code):
    """A notebook of its own and what is made of it, in the notebook tools' environment."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "lectures").mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "include.jshell", folder)
    file = folder / "lectures" / f"{name}.ipynb"
    file.write_text(notebook_that_begins_with_mathematics(sources), encoding="utf-8")
    done = subprocess.run([str(environment().python), "-c", code, str(file)], cwd=ROOT, stdin=subprocess.DEVNULL,
                          env=environment().variables(), capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)


class ExpectDollars:
    """Data with dollars are shown as they are; the notebook's own mathematics is set."""

    def expect_dollars(self, text, outputs, name):
        self.page.wait_for_function("selector => document.querySelectorAll(selector + ' mjx-container').length >= 2",
                                    arg=text, timeout=60_000)
        self.page.wait_for_timeout(1000)                               # what is set by mistake is set by now
        self.assertEqual(0, self.page.locator(f"{outputs} mjx-container").count(), f"{name}: dollars are mathematics")
        shown = " ".join(self.page.locator(outputs).evaluate_all("all => all.map(one => one.textContent)"))
        for words in (MONEY, "cost ($) per unit ($)", "$1 and $2", "Is $3 more than $4?", "$3 is",
                      "a paragraph: $5 and \\(6\\) and $$7$$, $6", "A caption of $12 and $13",
                      "cost ($) or price ($)", "printed: $16 and $17"):
            self.assertIn(words, shown, name)


class Dollars(InTheBrowser, ExpectDollars):
    """The page, a chapter of the book and slides of a notebook whose data are full of dollars."""
    folder = ROOT / "target" / "dollars"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        make_pages(cls.folder, "dollars", DOLLARS, MAKE_PAGES + MAKE_BOOK)

    def test_on_the_page_that_run_leaves(self):
        self.open(ROOT / "target" / "notebooks" / "dollars.html")
        self.expect_whole("page")
        self.expect_dollars(".jp-MarkdownOutput", ".jp-OutputArea-output:not(.jp-MarkdownOutput)", "page")

    def test_on_slides(self):
        self.open(SLIDES / "dollars.html")
        self.expect_dollars(".jp-MarkdownOutput", ".jp-OutputArea-output:not(.jp-MarkdownOutput)", "slides")
        self.assertEqual([], self.wrong)

    def test_in_the_book(self):
        self.open(self.folder / "book" / "lectures" / "dollars.html")
        self.expect_dollars(".bd-article section > p", ".cell_output", "book")
        self.assertEqual([], self.wrong)


MAKE_PAGES = """
import sys
from pathlib import Path
from tools import book, executions, files, notebooks, slides
from tools.console import Step
file = Path(sys.argv[1])
if not executions.run(Step, file):
    sys.exit("the notebook fails")
slides.make(Step, [file], [file])
"""
MAKE_BOOK = """
book.BOOK_SOURCE, book.BOOK = file.parents[1] / "book-source", file.parents[1] / "book"
book.lay_out({file: notebooks.read_notebook(files.executed(file))}, "# Dollars")
book.call_sphinx(Step, 1)
"""


PLAYED = ["%load ../include.jshell", """
double[] t = {0, 1, 2, 3, 4};
Figure powers(double base, double factor) {
    double[] y = Arrays.stream(t).map(k -> factor * Math.pow(base, k)).toArray();
    return Figures.line(Series.of("power", t, y)).axes("k (count)", "power (share)").caption("Powers.", "A curve.");
}
show(Explore.of("base", 0, 1.5, 7, base -> powers(base, 1)));
""", """
show(Explore.of("base", 0, 1.5, 7, "factor", 1, 2, 3, (base, factor) -> powers(base, factor)));
""", """
var net = Network.of(1, new Recurrent(new ElmanCell(1, 1)), new Dense(1, 1));
var batch = new Batch(Sequence.of(1.0, 0.5, 0.2), Sequence.of(0.5, 0.2, 0.1));
List<double[]> said = new ArrayList<>();
var history = new Trainer(net, Loss.mse(), Optimizer.adam(0.1)).epochs(6)
        .listener((epoch, of) -> said.add(net.predict(batch.input()).series(0, 0))).fit(batch);
show(Explore.epochs(history, epoch -> Figures.line(Series.of("said", said.get(epoch - 1)))
        .axes("t (count)", "y (share)").caption("A film.", "A line that moves.")));
""", "show(Stepper.backpropagation(net, Loss.mse().summed(), batch));"]


class Played(InTheBrowser):
    """Explorers and a stepper on the page that run leaves, on slides, and where no script runs."""
    folder = ROOT / "target" / "played"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        make_pages(cls.folder, "played", PLAYED, MAKE_PAGES)

    def open_played(self, file):
        self.open(file)
        if "slides" in file.parts:
            self.page.wait_for_function("() => window.Reveal && Reveal.isReady()")
        self.page.wait_for_function("() => document.querySelectorAll('.sliders:not([hidden])').length === 3",
                                    timeout=30_000)

    def show(self, place):
        """On slides, the slide with this figure is turned to."""
        place.evaluate("""place => { const slide = place.closest(".slides section section, .slides section");
            if (slide) { const at = Reveal.getIndices(slide); Reveal.slide(at.h, at.v, 99); } }""")

    def picture(self, figure):
        return figure.locator(".plot-container .cartesianlayer").first.inner_html()

    def ticks(self, figure):
        return figure.locator(".xtick, .ytick").all_inner_texts()

    def expect_moves(self, figure, slider, name):
        ticks, before = self.ticks(figure), self.picture(figure)
        value = slider.get_attribute("aria-valuetext")
        slider.focus()
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_timeout(400)
        pressed = self.picture(figure)
        self.assertNotEqual(before, pressed, f"{name}: an arrow key")
        self.assertNotEqual(value, slider.get_attribute("aria-valuetext"), name)
        slider.fill("0")
        self.page.wait_for_timeout(400)
        self.assertNotEqual(pressed, self.picture(figure), f"{name}: the slider")
        self.assertEqual(ticks, self.ticks(figure), f"{name}: the axes stand still")

    def expect_steps(self, figure, name):
        image, seen = figure.locator("img"), set()
        image.focus()
        for _ in range(13):
            self.page.keyboard.press("ArrowRight")
            seen.add((image.get_attribute("src"), figure.locator(".now").inner_text()))
        self.assertEqual(13, len(seen), f"{name}: each step has its picture and its words")
        self.assertIn("The sums are the gradient", figure.locator(".now").inner_text())
        figure.get_by_role("button", name="first").click()
        self.assertEqual("0 of 13", figure.locator("output").inner_text())
        figure.get_by_role("button", name="next").click()
        self.assertEqual("1 of 13", figure.locator("output").inner_text())

    def expect_played(self, file, name):
        self.open_played(file)
        figures = self.page.locator("figure.explore").all()
        self.assertEqual([1, 2, 1], [figure.locator("input").count() for figure in figures], name)
        for figure in figures:
            self.show(figure)
            others = [self.picture(other) for other in figures if other is not figure]
            for slider in figure.locator("input").all():
                self.expect_moves(figure, slider, name)
            if name == "page":                                         # a slide fits its figures when it is shown
                self.assertEqual(others, [self.picture(other) for other in figures if other is not figure],
                                 "an explorer disturbs another")
        stepper = self.page.locator(".stepper")
        self.show(stepper)
        self.expect_steps(stepper, name)
        self.assertEqual([], self.wrong, name)

    def test_on_the_page_that_run_leaves(self):
        self.expect_played(ROOT / "target" / "notebooks" / "played.html", "page")

    def test_on_slides(self):
        self.expect_played(SLIDES / "played.html", "slides")

    def test_a_film_says_epoch_and_loss_and_plays(self):
        self.open_played(ROOT / "target" / "notebooks" / "played.html")
        film = self.page.locator("figure.explore").nth(2)
        slider = film.locator("input")
        self.assertRegex(slider.get_attribute("aria-valuetext"), r"^epoch: 4, loss 0\.\d\d$")
        film.get_by_role("button", name="play epoch").click()
        self.page.wait_for_function("slider => slider.value === '5'", arg=slider.element_handle(), timeout=10_000)
        self.assertRegex(slider.get_attribute("aria-valuetext"), "^epoch: 6, loss ")

    def test_nothing_plays_by_itself(self):
        self.page.emulate_media(reduced_motion="reduce")
        self.open_played(ROOT / "target" / "notebooks" / "played.html")
        before = self.page.locator("figure.explore").evaluate_all("all => all.map(one => one.innerHTML)")
        self.page.wait_for_timeout(2500)
        self.assertEqual(before, self.page.locator("figure.explore").evaluate_all(
            "all => all.map(one => one.innerHTML)"))

    def test_without_scripts_the_middle_frame_and_the_last_step_are_shown(self):
        self.page = self.new_page(java_script_enabled=False)
        self.open(ROOT / "target" / "notebooks" / "played.html")
        first = self.page.locator("figure.explore").first
        self.assertTrue(first.locator("img").is_visible())
        self.assertFalse(first.locator("input").is_visible())
        self.assertIn("base: 0.75.", first.locator("figcaption").inner_text())
        stepper = self.page.locator(".stepper")
        self.assertTrue(stepper.locator("img").is_visible())
        self.assertEqual(14, stepper.locator("li:visible").count())
        self.assertEqual([], self.wrong)


class Lab(InTheBrowser, ExpectDollars):
    """JupyterLab as `./kit lab` starts it, with a copy of lecture 3 and a notebook that trains for hours."""
    folder = ROOT / "target" / "lab"
    endless = ["%load ../include.jshell", """
var net = Network.of(1, new Recurrent(new ElmanCell(1, 8)), new Dense(8, 1));
var zeros = new Batch(new Sequence(50, 1, 1), new Sequence(50, 1, 1));
new Trainer(net, Loss.mse(), Optimizer.adam(0.001)).epochs(100_000_000).listener(new Progress()).fit(zeros);
""", 'System.out.println("the next cell: " + (20 + 22));']

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        shutil.rmtree(cls.folder, ignore_errors=True)
        (cls.folder / "lectures").mkdir(parents=True)
        shutil.copy(ROOT / "notebooks" / "include.jshell", cls.folder)
        shutil.copy(ROOT / "notebooks" / "lectures" / "03-elman-networks.ipynb", cls.folder / "lectures")
        cls.write_endless(cls.folder / "lectures" / "endless.ipynb")
        (cls.folder / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}')
        dollars = notebook_that_begins_with_mathematics(DOLLARS)
        (cls.folder / "lectures" / "dollars.ipynb").write_text(dollars, encoding="utf-8")
        cls.port = free_port()
        cls.addresses = (*HERE, f"http://127.0.0.1:{cls.port}/", f"ws://127.0.0.1:{cls.port}/")
        cls.start()

    @classmethod
    def write_endless(cls, file):
        file.write_text(notebook_of(code_cells(cls.endless)))

    @classmethod
    def start(cls):
        words = [sys.executable, str(ROOT / "kit"), "lab", str(cls.folder / "lectures" / "03-elman-networks.ipynb"),
                 "--no-browser", f"--port={cls.port}"]
        variables = {**os.environ, "JUPYTER_TOKEN": "unrolled", "JUPYTER_CONFIG_DIR": str(cls.folder)}
        cls.lab = subprocess.Popen(words, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        cls.addClassCleanup(stop, cls.lab)
        wait_for(cls.port)

    def test_a_student_is_not_offered_to_create_an_assignment(self):
        self.open_notebook("03-elman-networks.ipynb")
        for name in ("Create Assignment", "Formgrader"):
            self.assertEqual(0, self.page.get_by_text(name).count(), name)
            self.assertEqual(0, self.page.locator(f"[title='{name}']").count(), name)

    def test_nobody_else_gets_in(self):
        with self.assertRaisesRegex(urllib.error.HTTPError, "403"):
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/contents", timeout=30)
        with self.assertRaises(ConnectionRefusedError):            # who listens on every address hears this one too
            socket.create_connection(("127.0.0.2", self.port), 5)

    def open_notebook(self, name):
        place = (self.folder / "lectures" / name).relative_to(ROOT).as_posix()
        self.page.goto(f"http://127.0.0.1:{self.port}/lab/tree/{place}?token=unrolled&reset")
        self.page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
        self.page.locator(self.status("idle")).wait_for(timeout=60_000)

    def run_all(self):
        """Before the kernel is connected, JupyterLab forgets the wish or asks which kernel it shall be. A cell whose
        turn will come has a star."""
        try:
            self.page.wait_for_function(CONNECTED, timeout=60_000)
            self.page.keyboard.press("Escape")
            self.page.get_by_role("menuitem", name="Run", exact=True).click()
            self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            wanted = self.page.locator(".jp-CodeCell .jp-InputPrompt").filter(has_text=re.compile(r"\[[*\d]"))
            wanted.first.wait_for(timeout=30_000)
        except TimeoutError:
            said = self.page.locator(".jp-Dialog").all_inner_texts()
            self.fail(f"Run All Cells runs nothing; JupyterLab says: {said}")
        self.page.locator(self.status("busy")).wait_for(timeout=30_000)

    def status(self, status):
        return f".jp-Notebook-ExecutionIndicator[data-status={status}]"

    def progress(self, seconds, count):
        """The epochs that the progress line names, until there are so many."""
        seen, until = set(), time.monotonic() + seconds
        while time.monotonic() < until and len(seen) < count:
            seen |= set(re.findall(r"epoch (\d+) of", self.page.locator(".jp-Notebook").inner_text()))
            self.page.wait_for_timeout(30)
        return seen

    def test_lecture_3_runs_and_draws(self):
        self.open_notebook("03-elman-networks.ipynb")
        self.run_all()
        self.page.locator(self.status("idle")).wait_for(timeout=300_000)
        self.page.locator(".jp-Notebook").press("Control+Home")
        figure = self.page.locator("figure.unrolled .plot-container").first
        for _ in range(60):
            if figure.count():
                break
            self.page.mouse.wheel(0, 400)
            self.page.wait_for_timeout(300)
        self.expect_pixels(figure, "JupyterLab")
        self.assertEqual(0, self.page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count())
        self.assertEqual([], self.wrong)

    def test_dollars_in_data_are_no_mathematics(self):
        self.open_notebook("dollars.ipynb")
        self.run_all()
        self.page.locator(self.status("idle")).wait_for(timeout=120_000)
        self.page.locator("figure.unrolled .plot-container").first.wait_for(timeout=120_000)
        self.expect_dollars(".jp-MarkdownOutput", ".jp-OutputArea-output:not(.jp-MarkdownOutput)", "JupyterLab")
        self.assertEqual([], self.wrong)

    def test_the_stop_button_stops_a_training_and_the_next_cell_runs(self):
        self.open_notebook("endless.ipynb")
        self.run_all()
        self.assertEqual(5, len(self.progress(180, 5)), "the progress line moves")
        self.page.locator("jp-button[data-command='notebook:interrupt-kernel'], "
                          "[data-command='notebook:interrupt-kernel']").first.click()
        self.page.locator(self.status("idle")).wait_for(timeout=30_000)
        self.assertGreater(len(self.progress(3, 100)), 0)              # the page may still draw how far it came
        last = self.progress(0.2, 100)                                 # the epoch that it was in, and the one before
        self.assertEqual(last, self.progress(1.5, 100), "the training goes on behind the notebook's back")
        self.page.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")
        self.page.get_by_text("the next cell: 42").wait_for(timeout=30_000)
        self.assertEqual([], self.wrong)


class GradedPages(InTheBrowser):
    """A student's notebook tries to run scripts: on the feedback page, in the form grader, and past the first wall."""
    folder = ROOT / "target" / "hostile course"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        shutil.rmtree(cls.folder, ignore_errors=True)
        made = subprocess.run([environment().python, "-m", "tests.hostile_course", cls.folder], cwd=ROOT,
                              capture_output=True, text=True)
        if made.returncode:
            raise AssertionError(made.stdout + made.stderr)
        cls.port = free_port()
        cls.addresses = (*HERE, f"http://127.0.0.1:{cls.port}/", f"ws://127.0.0.1:{cls.port}/")
        words = [sys.executable, str(ROOT / "kit"), "homework", "form", "--course", str(cls.folder), "--no-browser",
                 f"--port={cls.port}"]
        variables = {**os.environ, "JUPYTER_TOKEN": "unrolled", "JUPYTER_CONFIG_DIR": str(cls.folder)}
        cls.lab = subprocess.Popen(words, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        cls.addClassCleanup(stop, cls.lab)
        wait_for(cls.port)

    def expect_no_mark(self, name):
        self.page.wait_for_timeout(1000)
        for frame in self.page.frames:
            self.assertFalse(frame.evaluate("window.marked === 1 || document.title === 'marked'"), name)

    def expect_equations(self):
        self.page.wait_for_function("() => window.MathJax?.startup?.promise", timeout=30_000)
        self.page.wait_for_function("() => document.querySelectorAll('mjx-container').length > 0", timeout=30_000)
        self.assertEqual(0, self.page.locator("mjx-container a[href]").count(), "an equation is no link")

    def log_in(self):
        """Where `./kit homework form` does: nbgrader's cookie holds for the folder of the page that was asked for."""
        self.page.goto(f"http://127.0.0.1:{self.port}/formgrader?token=unrolled")

    def open_form(self, name):
        self.log_in()
        self.page.goto(f"http://127.0.0.1:{self.port}/formgrader/gradebook/hw0-tiny/hw0-tiny")
        self.page.get_by_text("Submission #1").wait_for(timeout=60_000)  # the page makes what a submission's asks for
        ids = json.loads((self.folder / "submissions.json").read_text())
        self.page.goto(f"http://127.0.0.1:{self.port}/formgrader/submissions/{ids[name]}/")
        self.page.locator(".nbgrader_cell .score").first.wait_for(timeout=60_000)

    def test_a_feedback_page_runs_no_script_of_a_students(self):
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.open(self.folder / "feedback" / "eve" / "hw0-tiny" / "hw0-tiny.html")
            self.expect_no_mark("feedback")
            self.expect_equations()
            self.assertEqual([], self.wrong)
            self.assertGreater(self.page.locator(".output_html img").count(), 0, "a figure keeps its picture")
            failed, passed = (self.page.locator(f".bar.{name}").first for name in ("failed", "passed"))
            self.assertIn("✗", failed.inner_text())
            self.assertIn("✓", passed.inner_text())
            self.assertIn("Part 1 · A step, 60 points", passed.inner_text())
            grounds = [bar.evaluate("bar => getComputedStyle(bar).backgroundColor") for bar in (failed, passed)]
            self.assertNotEqual(*grounds)

    def test_the_form_grader_runs_no_script_of_a_students_and_works(self):
        self.open_form("eve")
        self.expect_no_mark("form")
        self.expect_equations()
        self.assertEqual([], self.wrong)
        score = self.page.locator(".nbgrader_cell .score").last
        score.fill("7")
        score.press("Tab")
        self.page.wait_for_timeout(1500)
        self.page.reload()
        self.page.wait_for_function("() => [...document.querySelectorAll('.score')].some(s => s.value === '7')")

    def test_the_policy_holds_where_a_script_was_stored_nevertheless(self):
        self.open_form("mal")
        self.expect_no_mark("form")
        refused = [line for line in self.wrong if "Content Security Policy" in line]
        self.assertGreater(len(refused), 3, self.wrong)

    def test_a_file_that_came_with_a_submission_runs_nothing(self):
        ids = json.loads((self.folder / "submissions.json").read_text())
        self.log_in()
        self.page.goto(f"http://127.0.0.1:{self.port}/formgrader/submissions/{ids['mal']}/page.html")
        self.expect_no_mark("file")

    def test_the_other_pages_of_the_form_grader_work(self):
        self.log_in()
        self.page.goto(f"http://127.0.0.1:{self.port}/formgrader/manage_assignments")
        self.page.get_by_text("hw0-tiny").first.wait_for(timeout=30_000)
        self.assertEqual([], self.wrong)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port):
    for _ in range(240):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.5)
    raise AssertionError("JupyterLab does not start")


def stop(process):
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(20)


if __name__ == "__main__":
    unittest.main()
