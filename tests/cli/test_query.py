"""`search QUERY`: results on stdout, messages on stderr, exit codes as grep."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search import Index, as_json
from search.cli.printing import _lines
from search.model import Passage
from tests.cli.runs import called, run
from tests.conftest import cases

SAMPLED = {"IS", '"Perancis"', "+koalisi +Rusia", "su24"}
SAMPLE = [row for row in cases("seeds-queries.tsv", columns=3) if row[0] in SAMPLED]
assert len(SAMPLE) == 4


@pytest.mark.parametrize(("query", "expected", "why"), SAMPLE)
def test_the_command_gives_the_seed_queries(seed_index_path: Path, query: str, expected: str, why: str) -> None:
    done = run("--json", query, index=seed_index_path)
    hits = json.loads(done.stdout)["hits"]
    assert {int(hit["id"][:3]) for hit in hits if not hit["missing"]} == {int(n) for n in expected.split()}, why
    assert (done.returncode, done.stderr) == (0, "")


def test_json_is_the_page_of_the_python_api(seed_index: Index, seed_index_path: Path) -> None:
    printed = json.loads(run("koalisi Rusia", "--json", "-n", "3", index=seed_index_path).stdout)
    page = as_json(seed_index.search("koalisi Rusia", limit=3), "en")
    del printed["took_ms"], page["took_ms"]
    assert printed == page
    assert {"query", "total", "notices", "hits"} <= set(page)
    assert {"rank", "id", "title", "source", "published", "score", "snippet", "why", "missing"} <= set(page["hits"][0])


def test_a_hit_shows_title_outlet_date_marked_snippet_and_reason(seed_index_path: Path) -> None:
    done = run("NIIS", index=seed_index_path)
    assert "Prancis dan Rusia akan bahas penumpasan *ISIS*" in done.stdout
    assert "CB · 18 December 2015" in done.stdout
    assert "alias *NIIS*" in done.stdout
    assert "NIIS: exact word" in done.stdout


def test_words_are_one_query_with_and_without_quotes(seed_index_path: Path) -> None:
    assert run("koalisi", "Rusia", index=seed_index_path).stdout == run("koalisi Rusia", index=seed_index_path).stdout


def test_a_word_with_a_minus_leaves_it_out_and_is_no_option(seed_index_path: Path) -> None:
    found = json.loads(run("koalisi", "-Turki", "--json", index=seed_index_path).stdout)["hits"]
    assert {hit["id"][:3] for hit in found} == {"002", "004"}


@pytest.mark.parametrize("word", ["index", "serve", "--json", "-n"])
def test_what_is_also_a_command_or_an_option_is_a_query_after_two_dashes(seed_index_path: Path, word: str) -> None:
    done = run("--", word, index=seed_index_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, f"Nothing found for “{word}”.")


def test_nothing_found_is_exit_code_1(seed_index_path: Path) -> None:
    done = run("gajah", index=seed_index_path)
    assert (done.returncode, done.stdout) == (
        1,
        "Nothing found for “gajah”.\n  In no article, in any form or under any name: gajah\n",
    )


def test_messages_are_in_indonesian_for_an_indonesian_locale(seed_index_path: Path) -> None:
    assert "tanpa" in run("koalisi Rusia", index=seed_index_path, LC_ALL="id_ID.UTF-8").stdout


def test_with_no_index_yet_the_seeds_are_indexed_and_stderr_says_so(tmp_path: Path) -> None:
    first = run("koalisi Rusia", index=tmp_path / "new")
    assert first.returncode == 0
    assert "building a demo index from the 5 built-in articles" in first.stderr
    second = run("koalisi Rusia", index=tmp_path / "new")
    assert (second.stdout, second.stderr) == (first.stdout, "")


def test_a_folder_that_was_named_and_holds_no_index_is_a_mistake_and_is_not_made(tmp_path: Path) -> None:
    for command in (["koalisi"], ["suggest", "koal"], ["serve", "--port", "0"]):
        done = called("-i", tmp_path / "misspelt", *command)
        assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
        assert "no index here yet" in done.err
    assert not (tmp_path / "misspelt").exists()


def test_a_program_reads_utf_8_wherever_it_runs(seed_index_path: Path) -> None:
    done = run("gajah", index=seed_index_path, PYTHONIOENCODING="latin-1")
    assert done.stdout.startswith("Nothing found for “gajah”.")


def test_bytes_that_are_no_text_are_no_part_of_a_query(seed_index_path: Path, tmp_path: Path) -> None:
    done = run("koalisi", "\udcff", "--json", index=seed_index_path)
    assert (done.returncode, json.loads(done.stdout)["query"]) == (0, "koalisi \ufffd")
    copied = shutil.copytree(seed_index_path, tmp_path / "copied")
    assert run("save", "satu", "koalisi", "\udcff", index=copied).returncode == 0


def test_a_mistake_of_several_lines_is_told_in_one() -> None:
    assert called("completion").err == (
        "Error: Missing argument 'SHELL'. Choose from: bash, zsh, fish. See: search completion --help\n"
    )
    assert called("koalisi", "--limt", "3").err.endswith("Did you mean '--limit'? See: search --help\n")


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_index_option_counts_before_and_after_the_command(tmp_path: Path, seeds: Path, place: str) -> None:
    chosen = ["-i", str(tmp_path / "here")]
    args = ["index", "add", str(seeds)]
    done = run(*(chosen + args if place == "before" else args + chosen), index=tmp_path / "elsewhere")
    assert done.returncode == 0
    assert (tmp_path / "here" / "manifest.json").exists()
    assert not (tmp_path / "elsewhere").exists()


def test_the_command_is_installed_under_two_names() -> None:
    for name in ("search", "telusur"):
        command = Path(sys.executable).parent / name
        done = subprocess.run([command, "--version"], capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout.startswith("telusur, version ")


def test_a_closed_pipe_is_no_traceback(seed_index_path: Path) -> None:
    command = f"'{sys.executable}' -c 'from search.cli import main; main()' -i '{seed_index_path}' Rusia | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert (len(done.stdout), done.stderr) == (1, "")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("AND", "Ignored: “AND”"),
        ("-", "There is no word to look for."),
        ("((", "has no partner"),
        ('"koalisi besar', "quotation mark"),
        ("x" * 100_000, "only its first"),
        ("-Turki", "only says what to leave out"),
        ("presiden as", "“as” was also read as Amerika Serikat"),
        ("apa itu koalisi", "Question words were not searched for: apa."),
    ],
    ids=lambda value: value[:20],
)
def test_odd_queries_get_one_clear_line_each(seed_index_path: Path, query: str, sentence: str) -> None:
    done = run("--", query, index=seed_index_path)
    assert done.returncode in (0, 1)
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_only_function_words_still_find(seed_index_path: Path) -> None:
    assert run("yang dan di", index=seed_index_path).returncode == 0


def test_a_mistyped_option_is_an_error_and_not_a_word(seed_index_path: Path) -> None:
    done = run("--limt", "3", "koalisi", index=seed_index_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--limt" in done.stderr


@pytest.mark.parametrize("option", [["-n", "1"], ["-n1"], ["--limit=1"], ["--limit", "1"]])
def test_the_number_of_hits_can_be_given_in_any_usual_way(seed_index_path: Path, option: list[str]) -> None:
    assert len(json.loads(run("Rusia", "--json", *option, index=seed_index_path).stdout)["hits"]) == 1


def test_help_names_the_commands_and_the_options_of_a_query() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("--limit", "--json", "--exact", "serve", "index", "TELUSUR_INDEX"))
    assert "\0" not in done.stdout


def test_a_notice_that_says_the_same_twice_is_said_once(seed_index_path: Path) -> None:
    done = run("kpk (suap (koalisi", index=seed_index_path)
    assert len(done.stderr.splitlines()) == 1
    assert "bracket" in done.stderr


def test_a_reason_of_words_near_each_other_says_so(seed_index_path: Path) -> None:
    assert '"serangan teror"~5: words near each other' in run("serangan DEKAT/5 teror", index=seed_index_path).stdout


def test_the_sign_that_there_is_more_never_stands_alone() -> None:
    for width in range(8, 30):
        lines = list(_lines(Passage("… aksi anti-teror guna memerangi pelaku teror. …"), width))
        assert "…" not in lines, width
        assert " ".join(lines).endswith("teror. …")
