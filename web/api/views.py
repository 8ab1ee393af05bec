"""What each route of the API answers: from values to plain JSON, by one call on the index."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort

from search import DocumentMissingError, Index
from search.answers import as_json, document_as_json, hit_as_json, related_as_json, view_as_json
from web.api.parameter import Value, Values
from web.api.searches import FACETS, filters, page
from web.languages import language

Json = dict[str, Value]

LONGEST_TEXT = 5_000  # characters to analyze: as many as are read of a query


def search(index: Index, values: Values) -> Json:
    """A page of results."""
    return as_json(page(index, values), language())


def facets(index: Index, values: Values) -> Json:
    """The values of facets alone."""
    found = as_json(page(index, {**values, "facets": values["facets"] or FACETS}), language())
    return {name: found[name] for name in ("query", "total", "took_ms", "understood", "notices", "facets")}


def document(index: Index, values: Values) -> Json:
    """A whole document, with the marks of a query where there is one."""
    asked = {"exact": values["exact"], "aliases": values["aliases"]}
    try:
        if values["q"].strip():
            return view_as_json(index.view(values["id"], values["q"], **asked), language())
        return document_as_json(index.document(values["id"]))
    except DocumentMissingError:
        abort(404)


def like(index: Index, values: Values) -> Json:
    """Documents like one."""
    try:
        hits = index.like(values["id"], limit=values["limit"])
    except DocumentMissingError:
        abort(404)
    return {"id": values["id"], "hits": [hit_as_json(hit, language()) for hit in hits]}


def related(index: Index, values: Values) -> Json:
    """What a result also speaks of."""
    found = index.related(values["q"], filters=filters(values), limit=values["limit"])
    return {"query": values["q"], "related": related_as_json(found)}


def suggest(index: Index, values: Values) -> Json:
    """Ways to go on with what is typed."""
    found = index.suggest(values["q"], limit=values["limit"])
    completions = [{"text": one.text, "kind": one.kind.value, "count": one.count} for one in found]
    return {"typed": values["q"], "completions": completions}


def aliases(index: Index, values: Values) -> Json:
    """The names that mean one thing, as the rules in force say."""
    asked = values["name"].casefold()
    table = index.aliases
    shown = [
        {
            "name": one.name,
            "names": list(one.names),
            "finds": [other.name for other in table.finding(one)],
            "ambiguity": one.ambiguity,
            "rule": one.rule,
        }
        for one in table.classes.values()
        if not asked or asked in (name.casefold() for name in (one.name, *one.names))
    ]
    here = shown[values["offset"] : values["offset"] + values["limit"]]
    return {"total": len(shown), "offset": values["offset"], "limit": values["limit"], "classes": here}


def analyze(index: Index, values: Values) -> Json:
    """What the index would hold of a text."""
    names = ("printed", "start", "end", "position", "surface", "root", "why", "analysis")
    text = values["text"][:LONGEST_TEXT]
    words = [
        {**{name: getattr(word, name) for name in names}, "names": list(word.names), "rules": list(word.rules)}
        for word in index.analyze(text, language=values["language"])
    ]
    return {"text": text, "language": values["language"], "words": words}


def stats(index: Index, values: Values) -> Json:
    """What the index holds, in counts; of the runs only the counts, because the rest names folders of the server."""
    found = index.statistics()
    counts = ("documents", "results", "copies", "undated", "partly_dated")
    return {
        **{name: getattr(found, name) for name in counts},
        "facets": {name: _counted(values) for name, values in found.facets.items()},
        "runs": [
            {
                "when": run.when,
                **{name: getattr(run.report, name) for name in ("added", "updated", "unchanged", "removed")},
                "left_out": run.left_out,
                "mended": run.mended,
            }
            for run in found.runs
        ],
    }


def _counted(values: Mapping[str, int]) -> list[Json]:
    return [{"value": value, "count": count} for value, count in values.items()]
