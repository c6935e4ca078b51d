"""`./kit book --pdf`: the pages of the book printed by a browser, each lecture and the whole course. It runs in the
browser's environment: python -m tools.pdf"""
from contextlib import contextmanager
from urllib.parse import unquote, urldefrag

from playwright.sync_api import sync_playwright
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, Fit, NameObject, TextStringObject

from tools.browser import EQUATIONS_SET, FIGURES_DRAWN, OPTIONS, browser
from tools.files import BOOK, PDF

WIDTH = 960                                                            # pixels of a page: so wide are its figures
SHEET = {"format": "A4", "scale": 0.72, "print_background": True, "tagged": True,
         "margin": {"top": "16mm", "bottom": "18mm", "left": "13mm", "right": "13mm"},
         "display_header_footer": True, "header_template": "<span></span>", "footer_template":
             '<div style="font: 7px sans-serif; width: 100%; padding: 0 13mm; display: flex; justify-content:'
             ' space-between"><span class="title"></span><span class="pageNumber"></span></div>'}
CONTENTS = "() => [...document.querySelectorAll('nav.bd-links a')].map(link => link.href)"
HEADINGS = """() => [...document.querySelectorAll("article section[id]")].map(part => {
  const heading = part.querySelector("h1, h2, h3, h4").cloneNode(true);
  heading.querySelectorAll(".headerlink, mjx-assistive-mml").forEach(extra => extra.remove());
  return [Number(heading.tagName[1]), heading.textContent.trim(), part.id];
})"""


def main():
    with a_page() as page:
        print_book(page, contents(page), PDF)


def print_book(page, pages, folder):
    folder.mkdir(parents=True, exist_ok=True)
    files = {html: folder / name(html) for html in pages}
    for number, (html, file) in enumerate(files.items(), 1):
        print(f"{number} of {len(files)}: {file.stem}", flush=True)
        bind(file, print_page(page, html, file), files)
    join(files.values(), folder / "unrolled.pdf")


@contextmanager
def a_page():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=OPTIONS)
        yield chromium.new_page(viewport={"width": WIDTH, "height": 1300}, reduced_motion="reduce")
        chromium.close()


def contents(page):
    """The book's pages in their order."""
    page.goto((BOOK / "index.html").as_uri())
    return list(dict.fromkeys([BOOK / "index.html", *filter(None, map(place, page.evaluate(CONTENTS)))]))


def place(address):
    """The page of the book that an address names; None when it lies elsewhere."""
    whole = urldefrag(unquote(address)).url
    start = BOOK.as_uri() + "/"
    return BOOK / whole[len(start):] if whole.startswith(start) and whole.endswith(".html") else None


def name(html):
    page = html.relative_to(BOOK).with_suffix("").as_posix()
    return f"{page.removeprefix('lectures/').replace('/', '-').lower()}.pdf"


def print_page(page, html, file):
    """Its headings. A question's answers stay closed: whoever studies on paper wants to answer first."""
    page.goto(html.as_uri(), wait_until="load")
    page.wait_for_function(FIGURES_DRAWN, timeout=120_000)
    page.wait_for_function(EQUATIONS_SET, timeout=120_000)
    page.pdf(path=file, **SHEET)
    return page.evaluate(HEADINGS)


# ── links ──────────────────────────────────────────────────────────────────────────────────────────────────────

def links(sheet):
    return [note.get_object() for note in sheet.get("/Annots") or []]


def bind(file, headings, files):
    """A table of contents; and a link within the page says the sheet and the height, as two lectures have a part of one
    name, one to another page of the book names the file beside this one."""
    writer = PdfWriter(clone_from=file)
    places = {name.lstrip("/"): at for name, at in writer.named_destinations.items()}
    for sheet in writer.pages:
        for link in links(sheet):
            to, address = link.get("/Dest"), link.get("/A", {}).get("/URI", "")
            if isinstance(to, str):
                link[NameObject("/Dest")] = places[to.lstrip("/")].dest_array
            if place(address) in files:
                link["/A"][NameObject("/URI")] = TextStringObject(files[place(address)].name)
    outline(writer, [(level, title, places[part]) for level, title, part in headings if part in places])
    writer.write(file)


def outline(writer, headings):
    above = {}                                                         # the last heading of each level
    for level, title, at in headings:
        above = {other: item for other, item in above.items() if other < level}
        parent = above[max(above)] if above else None
        sheet = writer.get_destination_page_number(at)
        spot = Fit.xyz(at.left, at.top)
        above[level] = writer.add_outline_item(title=title, page_number=sheet, parent=parent, fit=spot)


def join(files, course):
    """All pages as one file with one table of contents: a link to another page goes to its first sheet."""
    writer, starts = PdfWriter(), {}
    for file in files:
        starts[file.name] = len(writer.pages)
        writer.append(file)
    for sheet in writer.pages:
        for link in links(sheet):
            address = link.get("/A", {}).get("/URI")
            if address in starts:
                del link["/A"]
                first = writer.pages[starts[address]].indirect_reference
                link[NameObject("/Dest")] = ArrayObject([first, NameObject("/Fit")])
    writer.add_metadata({"/Title": "Unrolled"})
    writer.write(course)


if __name__ == "__main__":
    main()
