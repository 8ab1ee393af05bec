"""Articles made of payloads leave the house as data only: in JSON, in feeds, in tables."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from search import open_index
from web import WebConfig, create_app
from web.feeds.feed import printable

PAYLOADS = (Path(__file__).parent.parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
PAYLOADS += [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "@SUM(1)",
    "-2+3",
    "]]><script>alert(1)</script>",
    "\u2028alert(1)",
    "\ufffe\x0b",
]
ALL = f"q=koalisi&limit={len(PAYLOADS)}&collapse=false"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site whose articles hold a payload in every place."""
    folder = tmp_path_factory.mktemp("payloads")
    records = [
        {
            "id": f"{number}/{payload}",
            "title": f"{payload} Koalisi {payload}",
            "text": f"{payload} koalisi {payload}",
            **dict.fromkeys(("source", "author", "url", "section", "place"), payload),
            payload: payload,
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    (folder / "articles.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    with open_index(folder / "index", create_missing=True) as index:
        assert index.add([folder / "articles.jsonl"]).added == len(PAYLOADS)
    return create_app(WebConfig(folder / "index")).test_client()


@pytest.mark.parametrize(
    "address",
    [f"search?{ALL}&facets=source&explain=true", "facets?q=koalisi", "stats", "suggest?q=koal", "related?q=koalisi"],
)
def test_answers_are_json_that_no_browser_takes_for_a_page(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    json.loads(answer.data)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_any_parameter_is_data(client: FlaskClient, payload: str) -> None:
    typed = quote(payload)
    for address in (f"search?q={typed}", f"suggest?q={typed}", f"analyze?text={typed}", f"search?source={typed}"):
        answer = client.get(f"/api/v1/{address}")
        assert (answer.status_code, answer.mimetype) == (200, "application/json")
        json.loads(answer.data)
    for address in (f"search?{typed}=1", f"search?sort={typed}", f"documents/{typed}", f"like?id={typed}"):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code in {200, 400, 404}
        assert answer.mimetype in {"application/json", "application/problem+json"}
        json.loads(answer.data)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_document_made_of_a_payload_is_data(client: FlaskClient, number: int) -> None:
    answer = client.get("/api/v1/like", query_string={"id": f"{number}/{PAYLOADS[number]}"})
    assert answer.status_code in {200, 404}  # ids are cleaned of what cannot be printed
    document = client.get(f"/api/v1/documents/{quote(f'{number}/{PAYLOADS[number]}')}?q=koalisi")
    assert document.mimetype in {"application/json", "application/problem+json"}


def test_an_atom_feed_of_payloads_has_our_elements_only(client: FlaskClient) -> None:
    answer = client.get(f"/feed.atom?{ALL}")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)
    names = {element.tag.removeprefix(ATOM) for element in root.iter()}
    assert names <= {
        *("feed", "id", "title", "updated", "icon", "link", "author", "name"),
        *("entry", "summary", "category", "published"),
    }
    assert len(root.findall(f"{ATOM}entry")) == len(PAYLOADS)
    titles = "".join(str(title.text) for title in root.iter(f"{ATOM}title"))
    assert all(" ".join(printable(payload).split()) in " ".join(titles.split()) for payload in PAYLOADS)
    for link in root.iter(f"{ATOM}link"):
        assert link.attrib["href"].startswith("http://localhost/")


def test_a_json_feed_of_payloads_leads_to_web_pages_only(client: FlaskClient) -> None:
    answer = client.get(f"/feed.json?{ALL}")
    assert answer.content_type == "application/feed+json; charset=utf-8"
    items = json.loads(answer.data)["items"]
    assert len(items) == len(PAYLOADS)
    for item in items:
        assert "content_html" not in item
        assert item["url"].startswith("http://localhost/document/")
        assert item.get("external_url", "http://").startswith(("http://", "https://"))


def test_no_cell_of_a_table_is_a_formula(client: FlaskClient) -> None:
    answer = client.get(f"/results.csv?{ALL}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8"), newline="")))
    assert len(rows) == len(PAYLOADS) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=cmd") for row in rows for cell in row)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_as_the_query_of_a_feed_is_text(client: FlaskClient, payload: str) -> None:
    root = ElementTree.fromstring(client.get("/feed.atom", query_string={"q": payload}).data)
    title = str(root.findtext(f"{ATOM}title"))
    assert " ".join(printable(payload).split()) in " ".join(title.split())
    assert json.loads(client.get("/feed.json", query_string={"q": payload}).data)["title"].endswith(payload)
    typed, *_ = json.loads(client.get("/suggestions", query_string={"q": payload}).data)
    assert typed == payload
