"""Every option of `search QUERY`, before and after the words, and one clear line for each mistake."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from search.answers import hit_as_json
from search.cli.shaping import COLUMNS, KEYS
from search.index import Index
from tests.cli.runs import called


def ids(*args: str, index: Path) -> list[str]:
    """The numbers of the seeds that a query finds, in order."""
    done = called("--jsonl", "--fields", "id", *args, index=index)
    assert done.code in (0, 1), done.err
    return [json.loads(line)["id"][:3] for line in done.out.splitlines()]


# options, query, the seeds that are found (in order where it says so by a ">")
FOUND = [
    ("-n 2", "koalisi", "003>002"),
    ("-n 2 --offset 1", "koalisi", "002>000"),
    ("-n 0", "koalisi", ""),
    ("--sort newest", "koalisi", "000>003>004>002"),
    ("--sort oldest", "koalisi", "004>000>003>002"),
    ("--since 2015-11-27", "koalisi", "000 003"),
    ("--sejak 2015-11", "koalisi", "000 003"),
    ("--until 2015-11-27", "koalisi", "000 003"),
    ("--sampai 2015-11-26", "koalisi", ""),
    ("--since 27/11/2015 --until 27/11/2015", "koalisi", "000 003"),
    ("--since kemarin", "koalisi", ""),
    ("--source antara", "koalisi", "004"),
    ("--sumber antara --source REPUBLIKA.CO.ID", "koalisi", "002 004"),
    ("--place moskow", "koalisi", "002 003"),
    ("--tempat moskow", "koalisi", "002 003"),
    ("--author dinda", "koalisi", "003"),
    ("--penulis dinda", "koalisi", "003"),
    ("--lang id", "koalisi", "000 002 003 004"),
    ("--bahasa en", "koalisi", ""),
    ("--lang en --lang indonesia", "koalisi", "000 002 003 004"),
    ("--rubrik olahraga", "koalisi", ""),
    ("--exact", "memerangi", "000 001 002"),
    ("--no-alias", "Daesh", "000 001"),
    ("", "Daesh", "000 001 002 003 004"),
    ("--collapse", "koalisi", "000 002 003 004"),
    ("--no-collapse", "koalisi", "000 002 003 004"),
    ("--source antara", "", "004"),
]


@pytest.mark.parametrize("is_before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize(("options", "query", "expected"), FOUND, ids=lambda value: str(value))
def test_options_narrow_and_order_a_search(
    seed_index_path: Path, options: str, query: str, expected: str, is_before: bool
) -> None:
    words = [query] if query else []
    args = [*options.split(), *words] if is_before else [*words, *options.split()]
    found = ids(*args, index=seed_index_path)
    if ">" in expected:
        assert found == expected.split(">")
    else:
        assert sorted(found) == expected.split()


# arguments, what the one line says
MISTAKES = [
    ("koalisi --limt 3", "'--limt'"),
    ("koalisi -n", "'-n' requires an argument"),
    ("koalisi -n banyak", "'banyak' is not a valid integer"),
    ("koalisi -n -1", "-1 is not in the range"),
    ("koalisi -n 10001", "10001 is not in the range"),
    ("koalisi --offset -1", "-1 is not in the range"),
    ("koalisi --sort terbaru", "'terbaru' is not one of 'relevance', 'newest', 'oldest'"),
    ("koalisi --since 32/13/2015", '"32/13/2015" is no date'),
    ("koalisi --sampai besok", '"besok" is no date'),
    ("koalisi --since 2016 --until 2015", "--since 2016 is later than --until 2015"),
    ("koalisi --source=", "it needs a name"),
    ("koalisi --facet warna", "'warna' is not one of 'source'"),
    ("koalisi --fields id", "--fields goes with --jsonl or --csv"),
    ("koalisi --json --fields id", "--fields goes with --jsonl or --csv"),
    ("koalisi --csv --fields id,judul", 'a hit has no "judul"'),
    ("gajah --csv --fields judul", 'a hit has no "judul"'),
    ("koalisi --open 0", "0 is not in the range"),
    ("koalisi --open 9", "there is no hit 9: 4 found"),
    ("koalisi --open 1 --csv", "--open shows one article"),
    ("koalisi --related --json", "--related goes with a list"),
    ("--exact", "type one or more words"),
    ("index", "Commands:"),
    ("index ad seeds", "No such command 'ad'"),
]


@pytest.mark.parametrize(("typed", "told"), MISTAKES, ids=lambda value: str(value))
def test_a_mistake_is_one_clear_line_and_exit_code_2(seed_index_path: Path, typed: str, told: str) -> None:
    done = called(*typed.split(), index=seed_index_path)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    if told != "Commands:":
        assert (done.err[:7], done.err.count("\n")) == ("Error: ", 1)


def test_a_mistake_names_the_help_of_its_own_command(seed_index_path: Path) -> None:
    assert called("-n", "x", "koalisi", index=seed_index_path).err.endswith(" See: search --help\n")
    assert called("export", "--format", "xml", index=seed_index_path).err.endswith(" See: search export --help\n")
    assert called("-n", "x", "koalisi", index=seed_index_path, LC_ALL="id_ID.UTF-8").err.startswith("Galat: ")


def test_nothing_at_all_is_the_help(seed_index_path: Path) -> None:
    done = called(index=seed_index_path)
    assert (done.code in (0, 2), "Commands:" in done.out + done.err) == (True, True)


def test_everything_behind_two_dashes_is_the_query(seed_index_path: Path) -> None:
    assert ids("--", "koalisi", "-Turki", index=seed_index_path) == ids("koalisi", "-Turki", index=seed_index_path)
    assert called("-n", "1", "--", "--json", index=seed_index_path).out.startswith("Nothing found for “--json”")
    assert called("--", "saved", index=seed_index_path).out.startswith("Nothing found for “saved”")


def test_a_table_has_the_columns_that_were_asked_for(seed_index_path: Path) -> None:
    usual = list(csv.DictReader(io.StringIO(called("koalisi", "--csv", index=seed_index_path).out)))
    assert (len(usual), tuple(usual[0])) == (4, COLUMNS)
    assert usual[0]["snippet"].count("koalisi")
    chosen = called("koalisi", "Turki", "--csv", "--fields", "missing, published,id", "-n4", index=seed_index_path)
    rows = list(csv.reader(io.StringIO(chosen.out)))
    assert rows[0] == ["missing", "published", "id"]
    assert ["Turki"] in [row[:1] for row in rows]


def test_lines_of_json_are_the_hits_of_the_object(seed_index_path: Path) -> None:
    whole = json.loads(called("koalisi", "--json", "--explain", index=seed_index_path).out)["hits"]
    lines = called("koalisi", "--jsonl", "--explain", index=seed_index_path).out.splitlines()
    assert [json.loads(line) for line in lines] == whole
    assert whole[0]["numbers"]["parts"]


def test_the_keys_that_can_be_chosen_are_those_of_a_hit(seed_index: Index) -> None:
    made = hit_as_json(seed_index.search("koalisi", explain=True).hits[0], "en")
    assert set(made) <= set(KEYS)
    assert set(KEYS) - set(made) == {"copies", "copies_total", "outlets"}


def test_notices_go_to_stderr_except_where_the_object_holds_them(seed_index_path: Path) -> None:
    for shape in ("--csv", "--jsonl", "--no-pager"):
        assert "has no partner" in called("koalisi (", shape, index=seed_index_path).err
    done = called("koalisi (", "--json", index=seed_index_path)
    assert (done.err, len(json.loads(done.out)["notices"])) == ("", 1)


def test_facets_count_the_whole_result(seed_index_path: Path) -> None:
    done = called("koalisi", "-n1", "--facet", "source", "--facet", "year", index=seed_index_path)
    assert "Outlet: ANTARA News (1), KawanuaPost.com (1), REPUBLIKA.CO.ID (1), voa-islam.com (1)" in done.out
    assert "Year: 2015 (3)" in done.out


def test_explain_shows_the_terms_that_scored(seed_index_path: Path) -> None:
    assert "body_root:koalisi" in called("koalisi", "--explain", "-n1", index=seed_index_path).out


def test_open_shows_a_whole_article_with_its_marks(seed_index_path: Path) -> None:
    second = called("koalisi", "--offset", "1", "-n1", "--jsonl", "--fields", "id", index=seed_index_path)
    shown = called("koalisi", "--open", "2", index=seed_index_path)
    assert json.loads(second.out)["id"] in shown.out
    assert shown.out.count("*koalisi*") >= 1
    assert called("koalisi", "--offset", "1", "--open", "1", index=seed_index_path).out == shown.out


def test_open_gives_a_program_what_an_export_would(seed_index_path: Path) -> None:
    opened = json.loads(called("KawanuaPost", "--open", "1", "--json", index=seed_index_path).out)
    exported = called("export", f"id:={opened['id']}", index=seed_index_path)
    assert json.loads(exported.out) == opened


def test_a_page_behind_the_end_says_so(seed_index_path: Path) -> None:
    done = called("koalisi", "--offset", "99", index=seed_index_path)
    assert (done.code, "The results end before this page." in done.out) == (0, True)


# query, the lines that say why nothing was found
WHY_NOT = [
    ("gajah", ["In no article, in any form or under any name: gajah"]),
    ('judul:gajah "koalisi mandiri"', ['under any name: title:gajah, "koalisi mandiri"', "title:gajah koalisi"]),
    ("koalisi --source zzz", ['No article passes: source:"zzz"', "Without one of the filters: koalisi (4 found)"]),
    ("koalisi --source zzz --since 2020", ['No article passes: since:"2020"', "Without any filter: 4 found"]),
    ("+koalisi +gajah", ["under any name: gajah", "Without making the words compulsory: +koalisi gajah (4 found)"]),
    ("koalsi", ["under any name: koalsi", "Did you mean: koalisi (4 found)"]),
    ("koalisi -Rusia", ["Without leaving that out: koalisi (4 found)"]),
]


@pytest.mark.parametrize(("typed", "lines"), WHY_NOT, ids=[row[0] for row in WHY_NOT])
def test_where_nothing_is_found_the_reason_is_told(seed_index_path: Path, typed: str, lines: list[str]) -> None:
    args = [typed] if '"' in typed else typed.split()
    done = called(*args, index=seed_index_path)
    assert done.code == 1
    assert not [line for line in lines if line not in done.out], done.out


def test_the_reason_is_told_in_indonesian_too(seed_index_path: Path) -> None:
    done = called("gajah", "--source", "zzz", index=seed_index_path, LC_ALL="id_ID.UTF-8")
    assert "Tidak ada di artikel mana pun" in done.out
    assert "Tidak ada artikel yang lolos" in done.out
