"""How Sphinx makes the book of `./kit book`; it stands beside the executed lectures when it is read."""
import re
from pathlib import Path

project = html_title = "Unrolled"
root_doc = "index"
extensions = ["myst_nb", "sphinx_copybutton"]
myst_enable_extensions = ["amsmath", "dollarmath"]
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]
nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
nb_ipywidgets_js = {}

html_theme = "sphinx_book_theme"
html_theme_options = {
    "footer_content_items": "extra-footer.html",
    "extra_footer": "Unrolled is under the Apache License 2.0; the data files have licences of their own.",
    "home_page_in_toc": True,
    "navigation_with_keys": True,
    "use_download_button": False,
    "use_fullscreen_button": False,
}
html_context = {"default_mode": "auto"}
html_static_path = ["static"]
html_css_files = ["book.css", "print.css"]
html_js_files = ["book.js"]
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
copybutton_selector = "div.cell_input div.highlight pre, div.highlight-java pre"
mathjax_path = "mathjax.js"
mathjax3_config = {"options": {"enableMenu": False}, "svg": {"scale": 0.95}}


def setup(app):
    app.connect("build-finished", without_preloaded_fonts)


def without_preloaded_fonts(app, failed):
    """A page opened as a file may use its fonts, but a browser refuses to load them ahead."""
    if failed is None:
        for page in Path(app.outdir).rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            page.write_text(re.sub(r'<link rel="preload" as="font"[^>]*>\n?', "", text), encoding="utf-8")
