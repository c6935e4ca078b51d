"""What a reader can read, measured: every page of the book and the slides at three widths, in light and dark."""
import re
from pathlib import Path

from tests.browser import LECTURES, InTheBrowser
from tools.files import ROOT, SLIDES, WORK

WIDTHS = (390, 1280, 1440)
MEASURE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
LARGEST = 1_000_000                                                    # bytes of a figure
FIGURE = re.compile(r'<figure class="unrolled.*?</figure>', re.S)


class Measured(InTheBrowser):
    """No code and no equation is cut off, no figure is pale, heavy, or asks the network."""

    def setUp(self):
        super().setUp()
        self.seen, self.faults = {}, []

    def told(self, kind, pages):
        counts = ", ".join(f"{count} {what}" for what, count in self.seen.items())
        line = f"{kind}: {pages} pages, {counts}, {len(self.faults)} faults"
        (WORK / f"measured {kind}.txt").write_text(f"       {line}\n", encoding="utf-8")
        self.assertEqual([], self.faults, line)

    def measure(self, name, coloured):
        found = self.page.evaluate(MEASURE, coloured)
        self.faults += [f"{name}: {fault}" for fault in found["faults"]]
        if coloured and "light" in name:
            self.seen = {what: self.seen.get(what, 0) + count for what, count in found["seen"].items()}

    def expect_light_figures(self, page):
        for figure in FIGURE.findall(page.read_text(encoding="utf-8")):
            if len(figure.encode()) > LARGEST:
                self.faults.append(f"{page.name}: a figure of {len(figure.encode())} bytes: {figure[:200]}")

    def looks(self):
        """Each width in each theme, with as few changes as can be."""
        for scheme, widths in (("light", WIDTHS), ("dark", WIDTHS[::-1])):
            self.page.emulate_media(color_scheme=scheme)
            for width in widths:
                self.page.set_viewport_size({"width": width, "height": 900})
                self.page.wait_for_timeout(100)
                yield f"{scheme}, {width} px", width == WIDTHS[-1]


class TheBook(Measured):
    def test_every_page(self):
        book = ROOT / "target" / "book"
        pages = [page for page in sorted(book.rglob("*.html"))
                 if not {"_static", "api"} & {*page.parts} and page.name != "search.html"]
        self.assertGreater(len(pages), len(LECTURES))
        for page in pages:
            self.expect_light_figures(page)
            self.open(page)
            self.expect_whole(page.name)
            for look, coloured in self.looks():
                self.measure(f"{page.name}, {look}", coloured)
            self.faults += [f"{page.name}: {wrong}" for wrong in self.wrong]
        self.told("the book", len(pages))


class TheSlides(Measured):
    def test_every_slide(self):
        decks = [SLIDES / f"{lecture.stem}.html" for lecture in LECTURES if (SLIDES / f"{lecture.stem}.html").is_file()]
        self.assertGreater(len(decks), 0)
        for deck in decks:
            self.expect_light_figures(deck)
            self.open(deck)
            self.expect_whole(deck.name)
            for look, coloured in self.looks():
                self.page.evaluate("Reveal.slide(0)")
                last = False
                while not last:
                    place = self.page.evaluate("Reveal.getIndices()")
                    self.measure(f"{deck.name}, {look}, slide {place['h']}/{place['v']}", coloured)
                    last = self.page.evaluate("Reveal.isLastSlide() || (Reveal.next(), false)")
        self.told("the slides", len(decks))
