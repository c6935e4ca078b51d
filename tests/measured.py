"""What a reader can read and move, measured: every page of the book and every slide at three widths, light and dark."""
import re
from pathlib import Path

from playwright.sync_api import TimeoutError

from tests.browser import LECTURES, InTheBrowser
from tools.browser import EQUATIONS_SET, FIGURES_DRAWN
from tools.files import BOOK, ROOT, SLIDES, WORK, write

WIDTHS = (1440, 1280, 390)
LOOKS = [*(("light", width) for width in WIDTHS), *(("dark", width) for width in WIDTHS[::-1])]
DECKS = ("03", "07")
MEASURE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
LARGEST = 1_000_000                                                    # bytes of a figure
FIGURE = re.compile(r'<figure class="unrolled.*?</figure>|<div class="unrolled stepper.*?</script></div>', re.S)
# A figure takes another width on a phone alone: elsewhere the work of drawing it again would be for nothing.
FEW_SIZES = """let before = innerWidth;
  addEventListener("resize", event => {
    if (before > 600 && innerWidth > 600 || before < 600) event.stopImmediatePropagation();
    before = innerWidth;
  }, true);"""
STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
IN_THE_THEME = """() => !document.documentElement.dataset.theme
  || [...document.querySelectorAll("figure.unrolled .xtitle")].every(title =>
    getComputedStyle(title).fill === getComputedStyle(title.closest("figure")).color)"""
PICTURE = """figure => [...figure.querySelectorAll(".plot-container :is(.cartesianlayer, .shapelayer, .infolayer)")]
  .map(layer => layer.innerHTML).join() + figure.querySelector("img").src"""
LOOK = f"figure => {{ figure.before = ({PICTURE})(figure); }}"
MOVED = f"figure => figure.before !== ({PICTURE})(figure)"
AT_THE_END = "slider => Number(slider.value) === Number(slider.max)"
TITLE = """figure => (figure.getAttribute("aria-label") || figure.querySelector("figcaption").textContent)
  .slice(0, 50)"""


class Measured(InTheBrowser):
    """Nothing of a page is cut off, pale, heavy or dead, and no page asks the network; what was seen is counted."""
    size = (WIDTHS[0], 900)
    kind = ""
    patience = 20_000                                                  # milliseconds, on a machine that is busy

    def setUp(self):
        super().setUp()
        self.pages, self.seen, self.faults = 0, {}, []
        self.page.set_default_timeout(120_000)
        self.page.add_init_script(FEW_SIZES)

    def look_at(self, file):
        self.pages += 1
        self.place = file.name
        self.expect_light_figures(file)
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.open(file)
        self.page.wait_for_function(FIGURES_DRAWN)
        self.page.wait_for_function(EQUATIONS_SET)
        self.page.add_style_tag(content=STILL)
        self.looks()
        self.faults += [f"{self.place}: {wrong}" for wrong in self.wrong]

    def told(self):
        counts = ", ".join(f"{count} {what}" for what, count in self.seen.items())
        line = f"{self.kind}: {self.pages} pages, {counts}; {len(self.faults)} faults"
        write(WORK / f"measured {self.kind}.txt", f"       {line}\n")
        self.assertEqual([], self.faults, line)

    def expect_light_figures(self, file):
        for figure in FIGURE.findall(file.read_text(encoding="utf-8")):
            size = len(figure.encode())
            if size > LARGEST:
                name = re.search(r'aria-label="([^"]{0,50})', figure)
                self.faults.append(f"{file.name}: the figure \"{name and name[1]}\" has {size} bytes")

    # ---- looks

    def looks(self):
        """Each width in the light and in the dark, with few changes; at the first look things are moved."""
        for scheme, width in LOOKS:
            self.turn(scheme, width)
            for where in self.places():
                self.measure(f"{scheme}, {width} px{where}", width == WIDTHS[0])
                if (scheme, width) == LOOKS[0]:
                    self.play(where)

    def places(self):
        """What is shown at once: a page."""
        yield ""

    def turn(self, scheme, width):
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(PAINTED)
        self.page.wait_for_function(IN_THE_THEME)

    def measure(self, look, coloured):
        found = self.page.evaluate(MEASURE, coloured)
        self.faults += [f"{self.place}, {look}: {fault}" for fault in found["faults"]]
        if coloured and "light" in look:
            for what, count in found["seen"].items():
                self.seen[what] = self.seen.get(what, 0) + count

    # ---- moves

    def play(self, where=""):
        """An arrow key and a slider move an explorer; an arrow key and a button, a stepper."""
        for figure in self.page.locator("figure.explore:visible").all():
            for slider in figure.locator(".slider input").all():
                name = slider.get_attribute("aria-valuetext")
                back = slider.evaluate(AT_THE_END)
                self.expect_moved(figure, where, f"an arrow key does not move its slider \"{name}\"",
                                  lambda: slider.press("ArrowLeft" if back else "ArrowRight"))
                self.expect_moved(figure, where, f"its slider \"{name}\" moves nothing", lambda: slider.fill("0"))
        for stepper in self.page.locator(".unrolled.stepper:visible").all():
            self.expect_moved(stepper, where, "an arrow key does not move it",
                              lambda: stepper.locator("img").press("ArrowRight"))
            self.expect_moved(stepper, where, "its button \"next\" does not move it",
                              lambda: stepper.get_by_role("button", name="next").click())

    def expect_moved(self, figure, where, fault, move):
        handle = figure.element_handle()
        handle.evaluate(LOOK)
        move()
        try:
            self.page.wait_for_function(MOVED, arg=handle, timeout=self.patience)
        except TimeoutError:
            self.faults.append(f"{self.place}{where}: the figure \"{handle.evaluate(TITLE)}\": {fault}")


class TheBook(Measured):
    """Its pages in two halves, which can be measured side by side."""
    kind = "the book, one half"

    def test_every_page_with_an_even_place(self):
        self.look_at_pages(0)

    def look_at_pages(self, first):
        pages = [page for page in sorted(BOOK.rglob("*.html"))
                 if not {"_static", "api"} & {*page.parts} and page.name != "search.html"]
        self.assertEqual(len(LECTURES) + 8, len(pages))
        for page in pages[first::2]:
            self.look_at(page)
            self.assertEqual(len(pages), self.page.locator(".bd-sidebar-primary .toctree-l1").count(), page.name)
        self.told()


class TheRestOfTheBook(Measured):
    kind = "the book, the other half"

    def test_every_page_with_an_odd_place(self):
        TheBook.look_at_pages(self, 1)


class TheSlides(Measured):
    kind = "the slides"

    def places(self):
        """One slide after the other."""
        self.page.evaluate("Reveal.slide(0)")
        while True:
            at = self.page.evaluate("Reveal.getIndices()")
            yield f", slide {at['h'] + 1}.{at['v'] + 1}"
            if self.page.evaluate("Reveal.isLastSlide()"):
                return
            self.page.evaluate("Reveal.next()")

    def test_every_slide(self):
        for deck in (SLIDES / f"{lecture.stem}.html" for lecture in LECTURES if lecture.stem.startswith(DECKS)):
            self.look_at(deck)
        self.told()


FAULTS = """<!DOCTYPE html><html><head><style>
body { margin: 0; background: #fff; color: #222 } .cell_input pre, .math { width: 300px; overflow: auto }
.scrolls { background: radial-gradient(#888, transparent) }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } .dim { color: #444 } }
</style></head><body class="bd-article">
GOOD BAD</body></html>"""
FIGURE_OF = """<figure class="unrolled {kind}"><figcaption>{name}</figcaption><img alt="">
<div class="plot-container"><svg class="main-svg" width="300" height="60">{drawn}</svg></div>{more}</figure>"""
SLIDER = '<div class="slider"><label>{name}<input type="range" min="0" max="4" value="2" aria-valuetext="{name}: 2"'
GOOD = [
    '<div class="cell_input"><pre>int short = 1;</pre></div>',
    '<div class="math scrolls" style="width: 200px"><mjx-container display="true">a</mjx-container></div>',
    FIGURE_OF.format(kind="", name="strong", more="", drawn='<path d="M0 9H99" stroke="#777"/>'
                     '<rect width="300" height="50" fill="#000"/><text x="9" y="20" fill="#fff">white on black</text>'),
    FIGURE_OF.format(kind="explore", name="alive", drawn='<g class="cartesianlayer"></g>', more=SLIDER.format(name="a")
                     + ' oninput="this.closest(\'figure\').querySelector(\'g\').textContent = this.value">'
                     '</label></div>'),
    '<div class="cell_output"><button disabled style="opacity: .3">back</button></div>',
]
BAD = {
    '<div class="cell_input"><pre>String endless = "{}";</pre></div>'.format("x" * 90):
        r'light, 1280 px: \d+ px of the code "String endless',
    '<div class="math scrolls"><mjx-container display="true"><i style="display: block; width: 500px">wide</i>'
    '</mjx-container></div>': r'light, 1440 px: 200 px of the equation "wide" are cut off',
    '<div class="math"><mjx-container display="true"><i style="display: block; width: 400px">hidden</i>'
    '</mjx-container></div>': r'light, 390 px: 100 px of the equation "hidden" are cut off',
    '<p style="width: 80px"><mjx-container><i style="display: inline-block; width: 1500px">long</i></mjx-container>'
    '</p>': 'the equation "long" leaves its line',
    '<div style="width: 500px">wide</div>': r"dark, 390 px: the page is \d+ px wider than its window",
    FIGURE_OF.format(kind="", name="pale text", more="", drawn='<text x="9" y="20" fill="#999">nine</text>'):
        r'light, 1440 px: "nine" in "pale text" has a contrast of 2.8 : 1, 4.5 are needed',
    FIGURE_OF.format(kind="", name="pale line", more="", drawn='<path d="M0 9H99" stroke="#bbb"/>'):
        r'light, 1440 px: a line rgb\(187,187,187\) of "pale line" has a contrast of 1.9 : 1, 3 are needed',
    FIGURE_OF.format(kind="", name="white line", more="", drawn='<path d="M0 9H99" stroke="#fff"/>'):
        r'light, 1440 px: a line rgb\(255,255,255\) of "white line" has a contrast of 1.0 : 1',
    '<div class="cell_output"><b class="dim">dim at night</b></div>':
        r'dark, 1440 px: "dim at night" has a contrast of 1.9 : 1',
    FIGURE_OF.format(kind="explore", name="dead", drawn="", more=SLIDER.format(name="speed") + "></label></div>"):
        r'the figure "dead": an arrow key does not move its slider "speed: 2"',
    '<div class="unrolled stepper" aria-label="a walk"><img alt="" tabindex="0"><button>next</button></div>':
        r'the figure "a walk": its button "next" does not move it',
    FIGURE_OF.format(kind="", name="", drawn="", more=f'<i aria-label="heavy"></i><!-- {"x" * LARGEST} -->'):
        r'the figure "heavy" has 1000\d\d\d bytes',
    '<img src="https://example.org/a.png" alt="">': r"asks for https://example.org/a.png",
}


class APageWithFaults(Measured):
    """What the other two would tell."""
    patience = 1000
    file = ROOT / "target" / "faulty.html"

    def look_at_it(self, *bad):
        self.file.write_text(FAULTS.replace("GOOD", "\n".join(GOOD)).replace("BAD", "\n".join(bad)), encoding="utf-8")
        self.look_at(self.file)

    def test_a_page_without_faults_has_none(self):
        self.look_at_it()
        self.assertEqual([], self.faults)
        self.assertEqual({"cells": 1, "equations": 1, "explorers": 1, "steppers": 0, "figures": 2, "texts": 1,
                          "lines": 1}, self.seen)

    def test_a_fault_of_each_kind_is_told_by_its_name_and_place(self):
        self.look_at_it(*BAD)
        for told in BAD.values():
            with self.subTest(told):
                self.assertRegex("\n".join(self.faults), told)
