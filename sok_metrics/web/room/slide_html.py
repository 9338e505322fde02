"""One slide as HTML: all that people wrote is escaped, and stands in places that the style sheet knows."""

from html import escape
from typing import Any

from sok_metrics.tasks.room.slide_words import Badge, Chart, Line, SlideWords
from sok_metrics.texts import _


def slide_html(words: SlideWords, *, dark: bool) -> str:
    """The slide without its charts, which the screen draws in their places."""
    parts = [_head(words), _body(words, dark=dark), _foot(words)]
    return f'<article class="slide-in kind-{words.kind}">{"".join(parts)}</article>'


def slide_answer(words: SlideWords, *, dark: bool) -> dict[str, Any]:
    """What the screen asks for: the HTML, and the figures in the order of their places."""
    return {
        "html": slide_html(words, dark=dark),
        "figures": [chart.figure(dark=dark) for chart in words.charts],
    }


def _head(words: SlideWords) -> str:
    place = f'<span class="place">{escape(words.place)}</span>' if words.place else ""
    kicker = f'<span class="kicker">{escape(words.kicker)}</span>'
    example = _example() if words.is_example else ""
    return f'<header><p class="top">{kicker}{example}{place}</p><h1>{escape(words.heading)}</h1></header>'


def _body(words: SlideWords, *, dark: bool) -> str:
    parts = [f'<p class="text">{escape(words.text)}</p>' if words.text else ""]
    if words.kind == "card":
        parts.append(_votes(words))
    if words.lines:
        parts.append(f'<ul class="lines">{"".join(_line(line) for line in words.lines)}</ul>')
    if words.charts:
        charts = "".join(_chart(chart, dark=dark) for chart in words.charts)
        parts.append(f'<div class="charts of-{len(words.charts)}">{charts}</div>')
    return f'<div class="body">{"".join(parts)}</div>'


def _votes(words: SlideWords) -> str:
    """Shows only while the card is open: how many answered, and nothing of what."""
    how = escape(_("Geef uw antwoord op uw telefoon: 1 is helemaal niet, 5 is helemaal wel."))
    answers = escape(_("antwoorden"))
    return (
        f'<div class="votes" data-card="{escape(words.card)}">'
        f'<p class="n"><b data-count="{escape(words.card)}">0</b> {answers}</p><p class="how">{how}</p></div>'
    )


def _line(line: Line) -> str:
    sign = f'<span class="sign">{escape(line.sign)}</span>' if line.sign else ""
    detail = f'<span class="detail">{escape(line.detail)}</span>' if line.detail else ""
    example = _example() if line.is_example else ""
    return f'<li>{sign}<span class="what"><b>{escape(line.text)}</b>{example}{detail}</span></li>'


def _chart(chart: Chart, *, dark: bool) -> str:
    badges = "".join(_badge(badge, dark=dark) for badge in chart.badges)
    below = f"<figcaption>{badges} {escape(chart.below)}</figcaption>" if badges or chart.below else ""
    return (
        f'<figure data-name="{escape(chart.name)}"><div class="plot-room">'
        f'<div class="plot" role="img" aria-label="{escape(chart.alt)}"></div></div>{below}</figure>'
    )


def _badge(badge: Badge, *, dark: bool) -> str:
    fill, outline, text = badge.dark if dark else badge.light
    style = f"background:{fill or 'transparent'};border-color:{outline};color:{text}"
    return f'<span class="badge" style="{style}">{escape(badge.word)}</span>'


def _foot(words: SlideWords) -> str:
    facts = "".join(
        f'<p class="fact">{f"<b>{escape(head)}</b> " if head else ""}{escape(what)}</p>'
        for head, what in words.facts
    )
    return f'<footer><div class="facts">{facts}</div><div class="join"></div></footer>'


def _example() -> str:
    return f' <span class="example">{escape(_("voorbeeld"))}</span>'
