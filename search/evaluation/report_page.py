"""The report as one HTML page that needs nothing else: no script, no style sheet, no picture.

Invariant: every text from outside goes through `escape`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from html import escape

from search.evaluation.losses import MEASURE, Contender, Loss
from search.evaluation.measures import MEASURES, mean
from search.evaluation.report import SIGNIFICANT, Report

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "table{border-collapse:collapse;margin:1rem 0}td,th{padding:.3rem .8rem;border-bottom:1px solid #ccc}"
    "td,th{text-align:right}.strong td{font-weight:bold}"
    "th:first-child,td:first-child{text-align:left}.loss td{text-align:left;vertical-align:top}"
    "h3{margin:2rem 0 0}.why{margin:.2rem 0;color:#7a2e00}"
)


def html_page(shown: Report) -> str:
    """The whole page: means, comparison, the worst topics with the reason for each."""
    return "\n".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width"><title>Evaluation</title>',
            f"<style>{_STYLE}</style></head><body>",
            f"<h1>Evaluation on {len(shown.topics)} topics</h1>",
            *_means(shown),
            *_comparison(shown),
            *_worst(shown),
            "</body></html>",
            "",
        ]
    )


def _table(
    heading: Iterable[str], rows: Iterable[Iterable[str]], *, kind: str = "", strong: Container[int] = ()
) -> Iterator[str]:
    """A table; `strong` are the numbers of the rows in bold, from 0."""
    yield f'<table class="{kind}"><thead><tr>' + "".join(f"<th>{escape(cell)}</th>" for cell in heading)
    yield "</tr></thead><tbody>"
    for number, row in enumerate(rows):
        yield '<tr class="strong">' if number in strong else "<tr>"
        yield "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table>"


def _means(shown: Report) -> Iterator[str]:
    rows = [
        [system.name, *(f"{mean(system.scores, name):.4f}" for name in MEASURES), f"{system.unjudged:.2f}"]
        for system in shown.systems
    ]
    yield from _table(["", *MEASURES, "unjudged"], rows)
    if shown.left_out:
        yield f"<p>Left out, without a right document: {escape(', '.join(shown.left_out))}</p>"


def _comparison(shown: Report) -> Iterator[str]:
    if not shown.comparisons:
        return
    first, second = shown.systems[:2]
    yield f"<h2>{escape(second.name)} against {escape(first.name)}</h2>"
    heading = ["measure", "difference", "95 % interval", f"p (bold below {SIGNIFICANT})", "better", "worse"]
    rows = [
        [
            one.measure,
            f"{one.difference:+.4f}",
            f"{one.low:+.4f} to {one.high:+.4f}",
            f"{one.p:.4f}",
            str(one.better),
            str(one.worse),
        ]
        for one in shown.comparisons
    ]
    strong = {number for number, one in enumerate(shown.comparisons) if one.p < SIGNIFICANT}
    yield from _table(heading, rows, strong=strong)


def _worst(shown: Report) -> Iterator[str]:
    if not shown.losses:
        return
    yield f"<h2>The worst topics of {escape(shown.systems[0].name)}</h2>"
    for loss in shown.losses:
        yield f"<h3>{escape(loss.topic.text)}</h3>"
        yield f"<p>{escape(loss.topic.id)}, {MEASURE} {loss.value:.4f}</p>"
        yield f'<p class="why">{escape(loss.why)}</p>'
        yield from _table(["", "rank", "document", "met", "missing", "words"], _contenders(loss), kind="loss")


def _contenders(loss: Loss) -> Iterator[list[str]]:
    for name, one in (("right", loss.right), ("came first", loss.winner)):
        if one is not None:
            yield [name, *_cells(one)]


def _cells(one: Contender) -> list[str]:
    rank = "—" if one.rank is None else str(one.rank)
    return [rank, f"{one.title} ({one.document_id})", "; ".join(one.met), ", ".join(one.missing), str(one.words)]
