"""Pages of results and documents as JSON: the same objects on the command line and from the web."""

from __future__ import annotations

from collections.abc import Sequence

from search.index import View
from search.model import Advice, Copy, Document, Hit, Json, Notice, Numbers, Page, Passage, Reason, Related
from search.wording import noticed, reasoned, sentence


def as_json(page: Page, language: str) -> dict[str, Json]:
    """The page as plain dicts and lists, sentences in the reader's language.

    Text positions are `start` and `end`: characters, 0-based, end excluded. `published` is ISO 8601 with the
    precision known ("2015-11-27", "2015"), null for undated.
    """
    return {
        "query": page.query,
        "total": page.total,
        "complete": page.complete,
        "offset": page.offset,
        "limit": page.limit,
        "took_ms": round(page.took_ms, 3),
        "understood": page.understood,
        "cursor": page.cursor or None,
        "notices": [_notice(notice, page.query, language) for notice in page.notices],
        "facets": {
            name: [{"value": one.value, "count": one.count, "chosen": one.is_chosen} for one in values]
            for name, values in page.facets.items()
        },
        "advice": [_advice(advice, language) for advice in page.advice],
        "related": related_as_json(page.related),
        "hits": [hit_as_json(hit, language) for hit in page.hits],
    }


def related_as_json(related: Sequence[Related]) -> list[dict[str, Json]]:
    """What a result also speaks of, the surest first."""
    return [{"text": one.text, "documents": one.documents} for one in related]


def hit_as_json(hit: Hit, language: str) -> dict[str, Json]:
    """One hit, as in `as_json`; `numbers` is there where it was asked for, `copies` where there are any."""
    made = _hit(hit, language)
    if hit.copies_total:
        made["copies_total"] = hit.copies_total
        made["outlets"] = hit.outlets
        made["copies"] = [_copy(copy) for copy in hit.copies]
    if hit.numbers:
        made["numbers"] = _numbers(hit.numbers)
    return made


def _hit(hit: Hit, language: str) -> dict[str, Json]:
    document = hit.document
    return {
        "rank": hit.rank,
        "id": document.id,
        "title": document.title,
        "title_derived": document.title_derived,
        "source": document.source,
        "published": str(document.published) or None,
        "language": document.language,
        "url": document.url,
        "score": round(hit.score, 6),
        "title_marks": _marks(hit.title),
        "snippet": {"text": hit.snippet.text, "marks": _marks(hit.snippet)},
        "why": _why(hit.why, language),
        "missing": list(hit.missing),
    }


def document_as_json(document: Document) -> dict[str, Json]:
    """A whole document, without what only this machine knows: its file, and the digest of that.

    >>> document_as_json(Document("a.txt", "Gempa", "", places=("Palu",)))["places"]
    ['Palu']
    """
    texts = (
        "id",
        "title",
        "title_derived",
        "body",
        "source",
        "credit",
        "byline",
        "editor",
        "section",
        "language",
        "url",
    )
    return {
        **{name: getattr(document, name) for name in texts},
        "places": list(document.places),
        "published": str(document.published) or None,
        "removed": list(document.removed),
        "origins": dict(document.origins),
        "extra": dict(document.extra),
    }


def view_as_json(view: View, language: str) -> dict[str, Json]:
    """A whole document with the marks of a query, in its title and its body."""
    return {
        **document_as_json(view.document),
        "title_marks": _marks(view.title),
        "body_marks": _marks(view.body),
        "why": _why(view.why, language),
        "missing": list(view.missing),
    }


def _why(reasons: Sequence[Reason], language: str) -> list[dict[str, Json]]:
    return [
        {
            "word": reason.word,
            "kind": reason.kind.value,
            "printed": reason.printed,
            "via": reason.via,
            "rule": reason.rule,
            "ambiguity": reason.ambiguity,
            "text": reasoned(reason, language),
        }
        for reason in reasons
    ]


def _copy(copy: Copy) -> dict[str, Json]:
    published = str(copy.published) or None
    return {"id": copy.id, "title": copy.title, "source": copy.source, "published": published, "url": copy.url}


def _numbers(numbers: Numbers) -> dict[str, Json]:
    own: dict[str, Json] = {"label": numbers.label, "score": round(numbers.score, 6)}
    if numbers.parts:
        own |= {"factor": round(numbers.factor, 6), "parts": [_numbers(part) for part in numbers.parts]}
    return own


def _advice(advice: Advice, language: str) -> dict[str, Json]:
    text = sentence(advice.code, language, {**advice.values, "query": advice.query})
    return {"code": advice.code, "query": advice.query, "total": advice.total, "text": text}


def _marks(passage: Passage) -> list[dict[str, Json]]:
    return [
        {"start": span.start, "end": span.end, "word": span.reason.word, "kind": span.reason.kind.value}
        for span in passage.spans
    ]


def _notice(notice: Notice, query: str, language: str) -> dict[str, Json]:
    return {
        "code": notice.code,
        "start": notice.start,
        "end": notice.end,
        "text": noticed(notice, query, language),
    }
