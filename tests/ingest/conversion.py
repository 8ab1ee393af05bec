"""Records of the plain kind (id, title, text, date, source, category, url) -> files of every format that is read.

Written by the formats' own descriptions, with the standard library only: no reader's library checks itself.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from textwrap import wrap

Fields = Mapping[str, str]


def as_jsonl(records: Sequence[Fields]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def as_json(records: Sequence[Fields]) -> bytes:
    return json.dumps(records, ensure_ascii=False, indent=1).encode()


def as_csv(records: Sequence[Fields], *, delimiter: str = ",", names: Mapping[str, str] | None = None) -> bytes:
    """A table; `names` gives other headings to the columns."""
    out = io.StringIO(newline="")
    columns = list(dict.fromkeys(key for record in records for key in record))
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([(names or {}).get(column, column) for column in columns])
    writer.writerows([record.get(column, "") for column in columns] for record in records)
    return out.getvalue().encode()


def as_tsv(records: Sequence[Fields]) -> bytes:
    return as_csv(records, delimiter="\t", names={"title": "Judul", "text": "Isi Berita", "date": "Tanggal"})


def as_html(record: Fields) -> bytes:
    """A page as content management systems print it: menus, JSON-LD, the text in paragraphs, links, a footer."""
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": record["title"],
        "datePublished": record["date"],
        "publisher": {"@type": "Organization", "name": record["source"]},
        "articleSection": record.get("category", ""),
        "url": record["url"],
    }
    data = json.dumps({key: value for key, value in said.items() if value}).replace("<", "\\u003c")
    title, paragraphs = escape(record["title"]), "\n".join(f"<p>{escape(line)}</p>" for line in _lines(record["text"]))
    return f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{title} - Situs Contoh</title>
<script type="application/ld+json">{data}</script></head>
<body><header><nav><ul><li><a href="/">Beranda</a></li><li><a href="/nasional">Nasional</a></li></ul></nav></header>
<main><article><h1>{title}</h1><div class="isi">
{paragraphs}
</div></article></main>
<aside class="terkait"><h3>Berita terkait</h3><ul><li><a href="/1">Tautan pertama</a></li></ul></aside>
<footer><p>Tentang kami</p></footer></body></html>
""".encode()


def as_rss(records: Sequence[Fields]) -> bytes:
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Umpan Contoh</title>\n',
            *map(_item, records),
            "</channel></rss>\n",
        ]
    ).encode()


def _item(record: Fields) -> str:
    text = "".join(f"<p>{escape(line)}</p>" for line in _lines(record["text"])).replace("]]>", "]]&gt;")
    parts = {
        "title": escape(record["title"]),
        "guid": escape(record["id"]),
        "link": escape(record["url"]),
        "pubDate": escape(record["date"]),
        "category": escape(record.get("category", "")),
        "source": escape(record["source"]),
        "content:encoded": f"<![CDATA[{text}]]>",
    }
    filled = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value)
    return "<item>" + filled.replace("<guid>", '<guid isPermaLink="false">') + "</item>\n"


def as_atom(records: Sequence[Fields]) -> bytes:
    def entry(record: Fields) -> str:
        text = "".join(f"<p>{escape(line)}</p>" for line in _lines(record["text"]))
        return (
            f"<entry><title>{escape(record['title'])}</title><id>{escape(record['id'])}</id>"
            f'<link href="{escape(record["url"])}"/><published>{record["date"]}</published>'
            f"<source><title>{escape(record['source'])}</title></source>"
            + (f'<category term="{escape(record["category"])}"/>' if record.get("category") else "")
            + f'<content type="html">{escape(text)}</content></entry>\n'
        )

    head = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Umpan</title>\n'
    return (head + "".join(map(entry, records)) + "</feed>\n").encode()


def warc_record(kind: str, url: str, content: bytes, *, date: str = "2024-08-05T07:30:00Z") -> bytes:
    """One record of a WARC file (ISO 28500)."""
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(content):012d}>\r\n"
        f"WARC-Date: {date}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def http_response(content: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content


def as_warc(records: Sequence[Fields]) -> bytes:
    return b"".join(warc_record("response", record["url"], http_response(as_html(record))) for record in records)


def as_pdf(lines: Sequence[tuple[float, str]], *, size: float = 11) -> bytes:
    """A PDF of one page for each 45 lines; a line is its distance to the one above (in lines), and its text.

    A line further than 1.7 from the one above is a headline's, in larger letters, when it is the first.
    """
    pages, page, height = list[str](), list[str](), 780.0
    for number, (distance, line) in enumerate(lines):
        letters = size * 1.6 if number == 0 and distance > 1.7 else size
        height -= distance * size * 1.2
        if height < 60:
            pages.append("\n".join(page))
            page, height = [], 780.0
        shown = line.encode("cp1252", "replace").decode("cp1252")
        shown = shown.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        page.append(f"BT /F1 {letters:g} Tf 1 0 0 1 60 {height:.1f} Tm ({shown}) Tj ET")
    return pdf_of([*pages, "\n".join(page)])


def pdf_of(pages: Sequence[str]) -> bytes:
    """A PDF with these page contents."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def text_as_pdf(text: str, *, width: int = 85) -> bytes:
    """A text set in lines, a gap between paragraphs."""
    lines: list[tuple[float, str]] = []
    for paragraph in _lines(text):
        for number, line in enumerate(wrap(paragraph, width, break_on_hyphens=False, break_long_words=False)):
            lines.append((1.0 if number else 1.6, line))
    return as_pdf(lines)


def as_zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def as_zst(content: bytes) -> bytes:
    from backports import zstd

    return zstd.compress(content)


# suffix -> all records in one file of that format
MANY: Mapping[str, Callable[[Sequence[Fields]], bytes]] = {
    ".jsonl": as_jsonl,
    ".json": as_json,
    ".csv": as_csv,
    ".tsv": as_tsv,
    ".rss": as_rss,
    ".atom": as_atom,
    ".warc": as_warc,
}
PACKED: Mapping[str, Callable[[str, bytes], bytes]] = {
    ".gz": lambda name, content: gzip.compress(content, mtime=0),
    ".zst": lambda name, content: as_zst(content),
    ".zip": lambda name, content: as_zip([(name, content)]),
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
