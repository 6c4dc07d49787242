"""An update as one page that prints on a sheet of A4: three large figures, the trend, the spread, one quote, next steps.

Its drawings are small pictures of lines and boxes within the page (SVG), so that nothing is fetched and nothing is lost
in print. Every bar of the page has the same column, and those beside each other one scale. What its sender left out of the
letter is left out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape

from store.core.numbers import FEWEST_CASES
from store.core.text import one_line
from store.exchange.channel_forms import lines_of, opening_of
from store.texts import printed_page as texts
from store.updates.draft import Draft

_BLUE, _PALE, _MARK = "#2f6f9f", "#e3e6e8", "#b3261e"
_STYLE = f"""\
@page {{ size: A4; margin: 12mm 14mm }}
* {{ box-sizing: border-box }}
body {{ font: 10pt/1.35 Calibri, Arial, sans-serif; color: #1a1a1a; max-width: 182mm; margin: 0 auto; padding: 4mm;
  -webkit-print-color-adjust: exact; print-color-adjust: exact }}
h1 {{ font-size: 17pt; margin: 0 0 2mm }}
h2 {{ font-size: 11pt; margin: 3.5mm 0 1mm; color: {_BLUE} }}
p {{ margin: 0 0 2mm }}
.large {{ display: flex; flex-wrap: wrap; gap: 4mm; margin: 4mm 0 }}
.large div {{ flex: 1 1 40mm; border-top: 1mm solid {_BLUE}; padding-top: 1.5mm }}
.large b {{ display: block; font-size: 22pt; line-height: 1.1 }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse }}
td {{ padding: .3mm 2mm .3mm 0; vertical-align: middle; overflow-wrap: anywhere }}
td:first-child {{ width: 34% }}
td:last-child {{ width: 20%; padding-right: 0 }}
svg {{ display: block; width: 100% }}
blockquote {{ margin: 0; padding-left: 3mm; border-left: 1mm solid {_PALE}; font-size: 11pt }}
ul {{ margin: 0 0 0 6mm; padding: 0 }}
@media print {{ body {{ padding: 0; max-width: none }} h2 {{ break-after: avoid }} }}
"""
_MOST_STEPS = 4
_PLOT = (600, 120)
"""Width and height of the drawing of months; it is drawn as wide as the page."""


def as_page(draft: Draft) -> str:
    """The update as one page to print."""
    body = "\n".join(part for part in _parts(draft) if part)
    title = escape(one_line(draft.about))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _parts(draft: Draft) -> Iterator[str]:
    yield _paragraph(" ".join(opening_of(draft)))
    yield _large(draft)
    yield _trend(draft)
    yield _hosting(draft)
    yield _spread(draft)
    yield _return(draft)
    yield _quote(draft)
    yield _listed(texts.NEXT, lines_of(draft, "next")[:_MOST_STEPS])
    ask = " ".join(lines_of(draft, "ask"))
    yield _headed(texts.ASK, _paragraph(ask)) if ask else ""


def _tells(draft: Draft, section: str) -> bool:
    return section not in draft.left_out


def _tells_costs(draft: Draft) -> bool:
    """Whether costs are for its recipients' eyes: they are where the letter tells them."""
    found = draft.section("cost")
    return found is not None and found.taken


# -- large figures -----------------------------------------------------------------------------------


def _large(draft: Draft) -> str:
    told = [f"<div><b>{escape(large)}</b>{escape(what)}</div>" for large, what in [*_figures(draft)][:3]]
    return f'<div class="large">{"".join(told)}</div>' if told else ""


def _figures(draft: Draft) -> Iterator[tuple[str, str]]:
    """The attendance rate, the learners reached, what was avoided; whichever there are, then who took part."""
    f, charts = draft.facts, draft.charts
    if f.seats and _tells(draft, "participation"):
        large, what = texts.attendance(f.came, f.seats)
        aim = next((one.aim for one in f.targets if one.name == "places"), None)
        yield large, f"{what}, {texts.target(aim)}" if aim is not None else what
    if f.sessions:
        yield texts.taught(len(f.sessions), f.learners)
    if charts.avoided and _tells_costs(draft):
        yield texts.avoided(charts.avoided_said, charts.costs_said)
    if f.members and not f.engaged_at_least:
        yield texts.engaged(f.engaged, f.members, f.engaged_since)


# -- drawings ----------------------------------------------------------------------------------------


def _trend(draft: Draft) -> str:
    """Attendances of the last months as columns, each with its figure."""
    trend = draft.facts.trend
    most = max((came for _, came in trend), default=0)
    if not most or not _tells(draft, "participation"):
        return ""
    width, height = _PLOT
    step, room = width / len(trend), height - 48
    columns = []
    for place, (month, came) in enumerate(trend):
        tall, middle = room * came / most, step * (place + 0.5)
        columns.append(
            f'<rect x="{middle - step * 0.3:.1f}" y="{24 + room - tall:.1f}" width="{step * 0.6:.1f}" '
            f'height="{tall:.1f}" fill="{_BLUE}"/>'
            f'<text x="{middle:.1f}" y="{24 + room - tall - 5:.1f}">{came:,}</text>'
            f'<text x="{middle:.1f}" y="{height - 4}">{escape(month)}</text>'
        )
    said = ", ".join(f"{month} {came:,}" for month, came in trend)
    drawing = (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(said)}" font-size="17" text-anchor="middle" '
        f'fill="#1a1a1a">{"".join(columns)}</svg>'
    )
    return _headed(texts.TREND, drawing)


def _hosting(draft: Draft) -> str:
    """How many gatherings the organiser hosted, and members, on one scale; with the organiser's target marked."""
    charts = draft.charts
    if charts.gatherings < FEWEST_CASES:
        return ""
    organiser, members = texts.hosted(charts.organiser)
    of, aim = charts.gatherings, charts.most_hosted
    rows = [
        _row(
            organiser, _bar(charts.hosted, of, None if aim is None else aim / 100), f"{charts.hosted:,} of {of:,}"
        ),
        _row(members, _bar(of - charts.hosted, of), f"{of - charts.hosted:,} of {of:,}"),
    ]
    note = _paragraph(texts.at_most(aim)) if aim is not None else ""
    return _headed(texts.HOSTING, _table(rows) + note)


def _spread(draft: Draft) -> str:
    """Members by department, on one scale."""
    spread = draft.charts.spread
    if len(spread) < 2:
        return ""
    most = max(number for _, number in spread)
    rows = [_row(name or texts.OTHERS, _bar(number, most), f"{number:,}") for name, number in spread]
    return _headed(texts.SPREAD, _table(rows))


def _return(draft: Draft) -> str:
    """All costs and what they avoided, always together and on one scale."""
    charts = draft.charts
    if not charts.avoided or not _tells_costs(draft):
        return ""
    most = max(charts.costs, charts.avoided)
    rows = [
        _row(texts.AVOIDED, _bar(charts.avoided, most), charts.avoided_said),
        _row(texts.COSTS, _bar(charts.costs, most), charts.costs_said),
    ]
    return _headed(texts.RETURN, _table(rows))


def _bar(value: int | Decimal, of: int | Decimal, mark: float | None = None) -> str:
    """A bar as wide as its column; what is full of it, and the target as a line across."""
    full = 100 * float(value) / float(of) if of else 0
    line = "" if mark is None else f'<rect x="{100 * mark - 0.4:.1f}" width=".8" height="12" fill="{_MARK}"/>'
    return (
        '<svg viewBox="0 0 100 12" preserveAspectRatio="none" height="12" aria-hidden="true">'
        f'<rect width="100" height="12" fill="{_PALE}"/><rect width="{full:.1f}" height="12" fill="{_BLUE}"/>{line}</svg>'
    )


def _row(name: str, bar: str, value: str) -> str:
    return f"<tr><td>{escape(name)}</td><td>{bar}</td><td>{escape(value)}</td></tr>"


def _table(rows: Iterable[str]) -> str:
    return f"<table>\n{chr(10).join(rows)}\n</table>"


# -- words -------------------------------------------------------------------------------------------


def _quote(draft: Draft) -> str:
    if "feedback" in draft.left_out:
        return ""
    found = lines_of(draft, "feedback", spared=True)
    said = [line for line in found if line.startswith("“")] or found
    return _headed(texts.VOICE, f"<blockquote>{escape(said[0])}</blockquote>") if said else ""


def _listed(heading: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return _headed(heading, f"<ul>{items}</ul>") if lines else ""


def _headed(heading: str, body: str) -> str:
    return f"<h2>{escape(heading)}</h2>\n{body}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""
