"""What readers see, read as a browser reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search import open_index
from tests.conftest import ROOT, cases
from tests.web.reading import Read
from web import WebConfig, create_app

# A sample: the Python API holds every row.
SAMPLE = cases("seeds-queries.tsv", columns=3)[::3]
DOCUMENT = "/document/003_35e67127c36b5ce3.txt"


def found(html: str) -> list[str]:
    """The ids of the hits of a page, in order."""
    return re.findall(r'<h2[^>]*><a href="/document/([^"?]+)', html)


def test_the_empty_page_has_a_box_and_examples_that_find_something(client: FlaskClient) -> None:
    page = Read(client.get("/").text)
    assert "Apa yang ingin Anda cari?" in page.text
    assert "5 artikel" in page.text
    examples = [link for link in page.links() if "?q=" in link]
    assert len(examples) == 5
    assert all(found(client.get(example).text) for example in examples)


def test_examples_find_something_in_an_archive_of_other_things(newsroom_client: FlaskClient) -> None:
    page = Read(newsroom_client.get("/").text)
    examples = [link for link in page.links() if "?q=" in link]
    assert len(examples) >= 3
    assert not [link for link in examples if "koalisi" in link]
    assert all(found(newsroom_client.get(example).text) for example in examples)


def test_an_archive_of_one_untitled_note_has_no_examples(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sst.", encoding="utf-8")
    with open_index(tmp_path / "index", create_missing=True) as index:
        index.add([tmp_path / "a.txt"])
        client = create_app(tmp_path / "index").test_client()
        assert "?q=" not in client.get("/").text
        (tmp_path / "b.txt").write_text("Jembatan gantung roboh.", encoding="utf-8")
        index.add([tmp_path / "b.txt"])
    assert "/?q=Jembatan+roboh" in Read(client.get("/").text).links(), "another commit, other examples"


def test_a_query_of_blanks_is_the_empty_page(client: FlaskClient) -> None:
    assert "Apa yang ingin Anda cari?" in client.get("/?q=+%09").text


@pytest.mark.parametrize(("query", "numbers", "why"), SAMPLE)
def test_the_page_finds_what_must_be_found(client: FlaskClient, query: str, numbers: str, why: str) -> None:
    page = found(client.get("/", query_string={"q": query}).text)
    wanted = set(numbers.split())
    assert {name[2] for name in page[: len(wanted)]} == wanted, why


def test_results_say_how_many_where_when_and_why(client: FlaskClient) -> None:
    page = Read(client.get("/?q=koalisi+Rusia").text)
    text = " ".join(page.text.split())
    assert "5 hasil, 4 memuat semua kata" in text
    assert "27 November 2015 KawanuaPost.com Moskva" in text
    assert "tanpa tanggal REPUBLIKA.CO.ID Moskow" in text
    assert "koalisi, Rusia kata persis" in text
    assert text.index("Hanya memuat sebagian kata") < text.index("tidak memuat: koalisi")
    assert sum(1 for _ in page.all("s")) == 1


def test_a_mark_says_why_it_is_one(client: FlaskClient) -> None:
    marks = {str(mark["class"]): str(mark["title"]) for mark in Read(client.get("/?q=serang+Daesh").text).all("mark")}
    assert marks.keys() == {"exact", "root", "alias"} or marks.keys() == {"root", "alias"}
    assert marks["root"].startswith("serang: akar kata sama: ")
    assert marks["alias"].startswith("Daesh: alias: ")


def test_a_notice_shows_the_part_it_is_about(client: FlaskClient) -> None:
    html = client.get("/", query_string={"q": "koalisi (Rusia"}).text
    assert "Perlu diketahui" in html
    assert "<code>koalisi <strong>(</strong>Rusia</code>" in html


def test_nothing_found_gives_queries_to_try(client: FlaskClient) -> None:
    page = Read(client.get("/", query_string={"q": '"koalisi kopi" -Turki'}).text)
    assert "Tidak ada hasil untuk" in page.text
    assert "Tidak satu pun dari 5 artikel" in page.text
    tried = [link for link in page.links() if "?q=" in link]
    assert tried
    assert all(found(client.get(link).text) for link in tried)


def test_pages_follow_one_another(seed_index_path: Path) -> None:
    client = create_app(WebConfig(seed_index_path, page_size=2)).test_client()
    pages = [client.get(f"/?q=Rusia&page={number}&lang=id").text for number in (1, 2, 3)]
    hits = [found(page) for page in pages]
    assert [len(ids) for ids in hits] == [2, 2, 1]
    assert len({name for ids in hits for name in ids}) == 5
    assert '<ol class="hits" start="3">' in pages[1]
    relations = [[link["rel"] for link in Read(page).all("a") if link.get("rel") in {"prev", "next"}] for page in pages]
    assert relations == [["next"], ["prev", "next"], ["prev"]]
    here = [link["aria-label"] for link in Read(pages[1]).all("a") if link.get("aria-current") == "page"]
    assert here == ["Halaman 2 dari 3"]
    titles = [page.partition("<title>")[2].partition("</title>")[0] for page in pages]
    assert titles == ["Rusia – Telusur", "Rusia – Telusur – Halaman 2 dari 3", "Rusia – Telusur – Halaman 3 dari 3"]


def test_beyond_the_end_is_a_way_back(client: FlaskClient) -> None:
    page = Read(client.get("/?q=Rusia&page=99").text)
    assert "Hasil berakhir sebelum halaman ini." in page.text
    assert "/?q=Rusia" in page.links()


@pytest.mark.parametrize("number", ["-5", "0", "999999999999999999"])
def test_page_numbers_are_brought_within_bounds(client: FlaskClient, number: str) -> None:
    assert client.get(f"/?q=Rusia&page={number}").status_code == 200


def test_an_article_is_whole_and_marked(client: FlaskClient) -> None:
    html = client.get(f"{DOCUMENT}?q=koalisi+Perancis").text
    page = Read(html)
    assert "Turki Berkhianat Terhadap" in page.text
    assert "Seluruh dunia sedang mengagendakan perang" in page.text
    assert html.count("<p>") >= 8
    assert html.count('class="alias"') >= 1
    assert "/?q=koalisi+Perancis" in page.links()


def test_an_article_says_where_its_data_come_from(client: FlaskClient) -> None:
    text = " ".join(Read(client.get(DOCUMENT).text).text.split())
    assert "Tanggal 27 November 2015 dari kepala halaman" in text
    assert "Media voa-islam.com dari baris tempat dan media" in text
    assert "Bahasa Indonesia" in text
    assert "View Full Version" in text  # among the removed lines
    assert str(ROOT) not in text


def test_the_marked_words_lead_to_their_marks(client: FlaskClient) -> None:
    page = Read(client.get(f"{DOCUMENT}?q=koalisi").text)
    targets = {f"#{mark['id']}" for mark in page.all("mark") if "id" in mark}
    inside = {link for link in page.links() if link.startswith("#m")}
    assert inside
    assert inside <= targets


def test_an_article_without_the_query_says_so(client: FlaskClient) -> None:
    assert "tidak memuat kata yang dicari" in client.get(f"{DOCUMENT}?q=kopi").text


def test_ids_of_any_form_lead_to_their_article(tmp_path: Path) -> None:
    ids = ["/berita/1", "a//b", "../a", "..", "https://example.org/a?b=c#d", "a\nb", "50%", "é/ü", "x y"]
    lines = (f'{{"id": {ascii(name)!s}, "title": "Koalisi", "text": "x"}}'.replace("'", '"') for name in ids)
    (tmp_path / "a.jsonl").write_text("\n".join(line.replace("\\x", "\\u00") for line in lines), encoding="utf-8")
    with open_index(tmp_path / "index", create_missing=True) as index:
        assert index.add([tmp_path / "a.jsonl"]).added == len(ids)
    client = create_app(tmp_path / "index").test_client()
    links = [link for link in Read(client.get("/?q=koalisi").text).links() if link.startswith("/document/")]
    assert len(links) == len(ids)
    assert {client.get(link).status_code for link in links} == {200}


def test_a_page_of_results_is_light(client: FlaskClient) -> None:
    html = client.get("/?q=koalisi+Rusia").data
    own = [ROOT / "web" / "static" / name for name in ("telusur.css", "telusur.js")]
    assert len(html) + sum(path.stat().st_size for path in own) < 60_000


def test_a_new_commit_is_seen_without_a_restart(tmp_path: Path, seeds: Path) -> None:
    client = create_app(tmp_path / "index").test_client()
    assert client.get("/?q=Rusia").status_code == 503
    with open_index(tmp_path / "index", create_missing=True) as index:
        assert not found(client.get("/?q=Rusia").text)
        index.add([seeds])
    assert len(found(client.get("/?q=Rusia").text)) == 5


def test_a_page_of_results_leads_to_the_same_result_in_other_forms(newsroom_client: FlaskClient) -> None:
    html = newsroom_client.get("/?q=warga&sort=newest&copies=all").text
    shown = {str(link["type"]): str(link["href"]) for link in Read(html).all("a") if "type" in link}
    known = {str(link["type"]): link["href"] for link in Read(html).all("link") if link["rel"] == "alternate"}
    assert shown == known
    for mimetype, address in shown.items():
        answer = newsroom_client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, mimetype)
    rows = newsroom_client.get(shown["text/csv"]).text.splitlines()
    ids = [row.split(",")[1] for row in rows[1:]]
    assert len(ids) == 34
    assert ids[:10] == found(html)
    assert "pertama" not in html.partition('class="forms"')[2]


def test_a_chart_says_how_much_its_highest_bar_is(newsroom_client: FlaskClient) -> None:
    assert "Sepanjang waktu tertinggi 7" in " ".join(Read(newsroom_client.get("/?q=warga").text).text.split())
