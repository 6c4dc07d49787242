"""An update as one page that prints on a sheet of A4: three large figures, the trend, the spread, one quote, next steps.

Its drawings are small pictures of lines and boxes within the page (SVG), so that nothing is fetched and nothing is lost
in print. Every bar of the page has the same column, and those beside each other one scale. What its sender left out of the
letter is left out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from store.core.numbers import FEWEST_CASES
from store.core.text import one_line
from store.exchange.channel_forms import lines_of, opening_of
from store.exchange.page_parts import BLUE, bar, headed, listed, page, paragraph, row, table
from store.texts.documents import printed_page as texts
from store.updates.draft import Draft

_MOST_STEPS = 4
_PLOT = (600, 120)
"""Width and height of the drawing of months; it is drawn as wide as the page."""


def as_page(draft: Draft) -> str:
    """The update as one page to print."""
    body = "\n".join(part for part in _parts(draft) if part)
    return page(one_line(draft.about), body)


def _parts(draft: Draft) -> Iterator[str]:
    yield paragraph(" ".join(opening_of(draft)))
    yield _large(draft)
    yield _trend(draft)
    yield _hosting(draft)
    yield _spread(draft)
    yield _return(draft)
    yield _quote(draft)
    yield listed(texts.NEXT, lines_of(draft, "next")[:_MOST_STEPS])
    ask = " ".join(lines_of(draft, "ask"))
    yield headed(texts.ASK, paragraph(ask)) if ask else ""


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
            f'height="{tall:.1f}" fill="{BLUE}"/>'
            f'<text x="{middle:.1f}" y="{24 + room - tall - 5:.1f}">{came:,}</text>'
            f'<text x="{middle:.1f}" y="{height - 4}">{escape(month)}</text>'
        )
    said = ", ".join(f"{month} {came:,}" for month, came in trend)
    drawing = (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(said)}" font-size="17" text-anchor="middle" '
        f'fill="#1a1a1a">{"".join(columns)}</svg>'
    )
    return headed(texts.TREND, drawing)


def _hosting(draft: Draft) -> str:
    """How many gatherings the organiser hosted, and members, on one scale; with the organiser's target marked."""
    charts = draft.charts
    if charts.gatherings < FEWEST_CASES:
        return ""
    organiser, members = texts.hosted(charts.organiser)
    of, aim = charts.gatherings, charts.most_hosted
    rows = [
        row(organiser, bar(charts.hosted, of, None if aim is None else aim / 100), f"{charts.hosted:,} of {of:,}"),
        row(members, bar(of - charts.hosted, of), f"{of - charts.hosted:,} of {of:,}"),
    ]
    note = paragraph(texts.at_most(aim)) if aim is not None else ""
    return headed(texts.HOSTING, table(rows) + note)


def _spread(draft: Draft) -> str:
    """Members by department, on one scale."""
    spread = draft.charts.spread
    if len(spread) < 2:
        return ""
    most = max(number for _, number in spread)
    rows = [row(name or texts.OTHERS, bar(number, most), f"{number:,}") for name, number in spread]
    return headed(texts.SPREAD, table(rows))


def _return(draft: Draft) -> str:
    """All costs and what they avoided, always together and on one scale."""
    charts = draft.charts
    if not charts.avoided or not _tells_costs(draft):
        return ""
    most = max(charts.costs, charts.avoided)
    rows = [
        row(texts.AVOIDED, bar(charts.avoided, most), charts.avoided_said),
        row(texts.COSTS, bar(charts.costs, most), charts.costs_said),
    ]
    return headed(texts.RETURN, table(rows))


# -- words -------------------------------------------------------------------------------------------


def _quote(draft: Draft) -> str:
    if "feedback" in draft.left_out:
        return ""
    found = lines_of(draft, "feedback", spared=True)
    said = [line for line in found if line.startswith("“")] or found
    return headed(texts.VOICE, f"<blockquote>{escape(said[0])}</blockquote>") if said else ""
