"""The page of an assignment's items: figures in SVG of its own, which follow the reader's light or dark."""
import html

from grading.report import BINS, binned

ROW, LABEL, PANEL, GAP = 20, 250, 240, 60


def page(name, assignment, found, totals, said):
    rows = [row for item, cells, _, _ in found.values() for row in (item, *cells)]
    most = sum(assignment.points.values())
    table = "".join(part_rows(part, assignment, *found[part], said) for part in found)
    return PAGE.format(name=html.escape(name), students=len(totals), most=f"{most:g}", rows=table,
                       histogram=histogram(totals, most), bars=bars(rows))


def part_rows(part, assignment, item, cells, mistake, unwritten, said):
    title = assignment.parts.get(part, ("", 0))[0]
    words = said(mistake)
    head = (f'<tr class="part"><th scope="row">Part {part} · {html.escape(title)}</th>{numbers(item)}'
            f"<td>{unwritten}</td><td>{html.escape(words[:1].upper() + words[1:])}</td></tr>")
    return head + "".join(f'<tr><th scope="row">{html.escape(cell.name)}</th>{numbers(cell)}<td></td><td></td></tr>'
                          for cell in cells)


def numbers(item):
    return f"<td>{item.n}</td><td>{percent(item.share)}</td><td>{signed(item.discrimination)}</td>"


def percent(share):
    return "–" if share is None else f"{share:.0%}"


def signed(value):
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def histogram(totals, most):
    counts = binned(totals, most)
    tallest = max(counts)
    columns = [f'<rect class="bar" x="{10 + 64 * k}" y="{130 - 100 * count / tallest:.1f}" width="50" '
               f'height="{100 * count / tallest:.1f}"/>{label(35 + 64 * k, 124 - 100 * count / tallest, count)}'
               f"{label(35 + 64 * k, 148, f'{most * k / BINS:g} … {most * (k + 1) / BINS:g}')}"
               for k, count in enumerate(counts)]
    words = ", ".join(f"{most * k / BINS:g} to {most * (k + 1) / BINS:g}: {count}" for k, count in enumerate(counts))
    return svg(660, 160, "Students by their total points", words, columns)


def bars(rows):
    """Left the share of right answers, right the discrimination; a row for each part and test."""
    left, right, height = LABEL + 10, LABEL + 10 + PANEL + GAP, ROW * len(rows) + 24
    zero = right + PANEL / 2
    drawn = [label(left + PANEL / 2, 14, "right answers, 0 to 100 %"), label(zero, 14, "discrimination, −1 to 1"),
             f'<path class="axis" d="M{left} 20V{height}M{zero} 20V{height}"/>']
    for k, item in enumerate(rows):
        y, kind = 24 + ROW * k, "bar" if item.name.startswith("Part ") else "bar test"
        drawn.append(label(LABEL, y + 13, html.escape(item.name), "end"))
        if item.share is not None:
            drawn.append(bar(kind, left, y, PANEL * item.share))
            drawn.append(label(left + PANEL * item.share + 4, y + 13, percent(item.share), "start"))
        if item.discrimination is not None:
            width = PANEL / 2 * abs(item.discrimination)
            below = item.discrimination < 0
            drawn.append(bar(kind + " below" * below, zero - width * below, y, width))
        end = zero + 4 + max(0, PANEL / 2 * (item.discrimination or 0))
        drawn.append(label(end, y + 13, signed(item.discrimination), "start"))
    words = "; ".join(f"{item.name}: {percent(item.share)}, {signed(item.discrimination)}" for item in rows)
    return svg(right + PANEL + 40, height, "Share of right answers and discrimination", words, drawn)


def bar(kind, x, y, width):
    return f'<rect class="{kind}" x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="{ROW - 6}"/>'


def label(x, y, words, anchor="middle"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def svg(width, height, title, words, drawn):
    return (f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img"><title>{title}</title>'
            f"<desc>{html.escape(words)}</desc>{''.join(drawn)}</svg>")


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}: parts and tests</title>
<style>
:root {{ color-scheme: light dark; --ink: #1f2328; --paper: #fff; --bar: #0b62a8; --test: #6a9fd0; --below: #b3261e }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e6e8eb; --paper: #16181c; --bar: #7db8f0; --test: #3f7ab3;
  --below: #ff9a90 }} }}
body {{ margin: 2em auto; max-width: 60em; padding: 0 1em; font: 16px/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--paper) }}
svg {{ max-width: 100%; height: auto }} text {{ fill: var(--ink); font: 12px system-ui, sans-serif }}
.bar {{ fill: var(--bar) }} .test {{ fill: var(--test) }} .below {{ fill: var(--below) }}
.axis {{ stroke: var(--ink); fill: none }} figure {{ margin: 1.5em 0; overflow-x: auto }}
table {{ border-collapse: collapse }} td, th {{ padding: .2em .7em; text-align: left; vertical-align: top;
  border-bottom: 1px solid #8886; font-weight: normal }} thead th, .part th {{ font-weight: 600 }}
</style>
<h1>{name}: parts and tests</h1>
<p>{students} submissions, {most} points. No name of a student is on this page.</p>
<figure>{histogram}<figcaption><em>How many students have how many points.</em></figcaption></figure>
<figure>{bars}<figcaption><em>Right means all points. Discrimination is the correlation of right or not with the points
of the rest: near 0 the item says nothing about the student, below 0 (red) those who know the rest miss it.</em>
</figcaption></figure>
<table><thead><tr><th>part or test</th><th>marked</th><th>right</th><th>r</th><th>not written</th>
<th>commonest wrong answer</th></tr></thead><tbody>{rows}</tbody></table>
<p>r = (M₁ − M₀) / s · √(p (1 − p)), the point-biserial correlation: p is the share of right answers, M₁ and M₀ the mean
rest scores (the total without the item) of those who have it right and of those who have not, s the standard deviation
of all rest scores. It is undefined (–) when all or none are right, or when all have the same rest. With fewer than some
thirty students it moves by tenths. A wrong answer is told by the tests of the part that fail together; several known
ones may fail the same.</p>
</html>
"""
