"""Completion in shells, and the pager: what a terminal gets and a pipe does not."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search.cli.completing import SHELLS
from tests.cli.runs import called, environment, run

# typed so far ("|" is the cursor's word), what is offered, what is not
OFFERED = [
    ("ind|", {"index"}, {"\0"}),
    ("index |", {"add", "remove", "stats", "sync", "watch"}, {"index"}),
    ("index remove --qu|", {"--query"}, set()),
    ("--fac|", {"--facet"}, set()),
    ("koalisi --sor|", {"--sort"}, set()),
    ("koalisi --sort |", {"relevance", "newest", "oldest"}, set()),
    ("koalisi --facet s|", {"source", "section"}, {"year"}),
    ("completion |", set(SHELLS), set()),
    ("koalisi ru|", {"Rusia"}, {"koalisi Rusia"}),
    ('"koalisi ru|', {"koalisi Rusia"}, set()),
    ("pres|", {"Presiden"}, set()),
    ("--source antara koalisi ru|", {"Rusia"}, set()),
    ("save nama koalisi ru|", {"Rusia"}, {"nama"}),
    ("|", {"index", "saved"}, {"\0"}),
    ("index add see|", {"see"}, set()),
]


def completions(typed: str, index: Path) -> set[str]:
    """What click's protocol for bash offers; the last word is the one that is typed."""
    line = f"search {typed.removesuffix('|')}"
    count = len(line.replace('"', "").split()) if '"' not in line else 2
    place = count if line.endswith(" ") else count - 1
    done = called(index=index, COMP_WORDS=line, COMP_CWORD=str(place), _TELUSUR_COMPLETE="bash_complete")
    assert (done.code, done.err) == (0, "")
    return {item.partition(",")[2] for item in done.out.splitlines() if item}


@pytest.mark.parametrize(("typed", "offered", "not_offered"), OFFERED, ids=[row[0] for row in OFFERED])
def test_what_can_follow_is_offered(
    seed_index_path: Path, typed: str, offered: set[str], not_offered: set[str]
) -> None:
    found = completions(typed, seed_index_path)
    assert offered <= found
    assert not found & not_offered


def test_names_of_saved_searches_are_offered(tmp_path: Path, seeds: Path) -> None:
    called("index", "add", seeds, index=tmp_path / "i")
    for name in ("kpk-jabar", "kpk-jatim", "gempa"):
        called("save", name, "koalisi", index=tmp_path / "i")
    assert completions("saved kp|", tmp_path / "i") == {"kpk-jabar", "kpk-jatim"}
    assert completions("saved remove g|", tmp_path / "i") == {"gempa"}


def test_what_a_headline_holds_never_becomes_a_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Koalisi $(touch /tmp/x); `ls` & lain\n\nKoalisi itu bubar menurut partai.\n")
    called("index", "add", tmp_path / "a.txt", index=tmp_path / "i")
    found = completions("koal|", tmp_path / "i")
    assert "koalisi" in {text.lower() for text in found}
    assert not [text for text in found if set(text) & set("$`;&|()<>'\"\\!*?,")]


def test_without_an_index_nothing_is_offered_and_none_is_made(tmp_path: Path) -> None:
    assert completions("koal|", tmp_path / "none") == set()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_printed_for_both_names_and_its_shell_takes_it(shell: str) -> None:
    done = called("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert all(name in done.out for name in ("search", "telusur", f"_TELUSUR_COMPLETE={shell}_complete"))
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=done.out, text=True, timeout=60, check=True)


def test_another_shell_is_a_mistake() -> None:
    done = called("completion", "tcsh")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "'tcsh' is not one of" in done.err


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes_a_query_by_the_script(seed_index_path: Path) -> None:
    script = (
        'eval "$(search completion bash)"; COMP_WORDS=(search koalisi ru); COMP_CWORD=2; '
        '_search_completion search; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    variables = environment(seed_index_path, {})
    variables["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{variables['PATH']}"
    done = subprocess.run(["bash", "-c", script], env=variables, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[0] == "Rusia"


def on_a_terminal(args: list[str], index: Path, **more: str) -> str:
    """What a command writes to a terminal of 24 lines."""
    ours, theirs = pty.openpty()
    variables = environment(index, {"TERM": "dumb", "LINES": "24", "COLUMNS": "80", **more})
    command = [sys.executable, "-c", "from search.cli import main; main()", *args]
    with subprocess.Popen(command, env=variables, stdout=theirs, stdin=theirs, stderr=theirs) as process:
        os.close(theirs)
        written = bytearray()
        while chunk := _read(ours):
            written += chunk
        assert process.wait(60) == 0
    os.close(ours)
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so where the other side was closed
        return b""


def test_only_long_output_on_a_terminal_is_paged(seed_index_path: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "PAGED"\ncat\n')
    pager.chmod(0o755)
    paged = on_a_terminal(["koalisi"], seed_index_path, PAGER=str(pager))
    assert ("PAGED" in paged, "\x1b[" in paged, "koalisi: exact word" in paged) == (True, True, True)
    assert "PAGED" not in on_a_terminal(["koalisi", "-n1"], seed_index_path, PAGER=str(pager))
    assert "PAGED" not in on_a_terminal(["koalisi", "--no-pager"], seed_index_path, PAGER=str(pager))
    assert "\x1b[33" not in on_a_terminal(["koalisi", "-n1"], seed_index_path, NO_COLOR="1")
    assert "PAGED" not in run("koalisi", index=seed_index_path, PAGER=str(pager)).stdout
