"""The documents keep their word: every code block runs, and every command, option, setting and operator is described.

A block runs by its language: `console` (a session: commands after "$ ", then what they print), `python` (a block
`output` after it says what it prints), `pycon` (doctest), `json` and `toml` (must parse); `text` and `ebnf` are not
code. A block that opens with "# not run: REASON" is left out. "..." in an expected output stands for anything;
durations are not compared.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from search.cli.main import cli
from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("[!.]*/README.md")])
NOT_CODE = {"text", "ebnf", "output"}
DURATION = re.compile(r"\b\d+(?:[.,]\d+)?(?= ?(?:ms|µs|s|seconds|detik)\b)")
FENCE = re.compile(r"^```(?P<language>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?<![\w/.-])(?:search|web|tests|benchmarks|docs)/[\w/-]+\.(?:py|json|jsonl|tsv|txt|md)\b")
TIMEOUT_S = 60


class Block(NamedTuple):
    """A fenced block: where it opens (1-based), its language, its text."""

    line: int
    language: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        yield Block(text.count("\n", 0, match.start()) + 1, match["language"], match["text"])


def is_same(expected: str, printed: str) -> bool:
    expected, printed = (DURATION.sub("N", text).strip() + "\n" for text in (expected, printed))
    return doctest.OutputChecker().check_output(expected, printed, doctest.ELLIPSIS)


def ran(command: list[str], folder: Path) -> str:
    """What a command prints, both streams in order, as in a terminal of 100 columns without colour."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "TELUSUR_INDEX": str(folder / "index" / "whoosh"),
    }
    result = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=TIMEOUT_S,
        check=False,
        encoding="utf-8",
    )
    return result.stdout


def console(text: str, folder: Path) -> None:
    commands = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert not commands[0].strip(), "a session opens with a command: $ ..."
    for step in commands[1:]:
        command, _, expected = step.partition("\n")
        printed = ran(["bash", "-c", command], folder)
        assert is_same(expected, printed), f"$ {command}\nprinted:\n{printed}\nbut the page says:\n{expected}"


def python(text: str, expected: str, folder: Path) -> None:
    printed = ran([sys.executable, "-W", "error", "-c", text], folder)
    assert is_same(expected, printed), f"{text}\nprinted:\n{printed}\nbut the page says:\n{expected}"


def pycon(text: str, name: str) -> None:
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    report: list[str] = []
    failed, attempted = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)
    assert attempted, f"{name} holds no >>>"
    assert not failed, "".join(report)


def run(block: Block, after: Block | None, folder: Path) -> None:
    match block.language:
        case _ if block.text.startswith("# not run: "):
            pass
        case "console":
            console(block.text, folder)
        case "python":
            python(block.text, after.text if after and after.language == "output" else "...", folder)
        case "pycon":
            pycon(block.text, f"line {block.line}")
        case "json":
            json.loads(block.text)
        case "toml":
            tomllib.loads(block.text)
        case language:
            assert language in NOT_CODE, f"line {block.line}: nothing here runs a block of {language!r}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_code_block_does_what_the_page_says(
    page: Path, tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds").symlink_to(seeds)
    monkeypatch.chdir(tmp_path)
    found = list(blocks(page))
    for block, after in zip(found, [*found[1:], None], strict=False):
        if block.language == "python" and not (tmp_path / "index").exists():
            ran(["search", "index", "add", "seeds"], tmp_path)
        run(block, after, tmp_path)


def test_the_pages_hold_blocks_that_run() -> None:
    assert len(PAGES) >= 8
    languages = [block.language for page in PAGES for block in blocks(page)]
    assert {"console", "python"} <= set(languages)


def commands(command: click.Command, name: str = "search") -> Iterator[tuple[str, click.Command]]:
    """Every command from this one down, each with its whole name ("search index add")."""
    yield name, command
    if isinstance(command, click.Group):
        for word, child in command.commands.items():
            # What answers `search QUERY` is a command nobody types; its section is that of `search`.
            yield from commands(child, f"{name} {word}" if word.isprintable() else name)


COMMANDS = list(commands(cli.loaded()))


def sections(page: str) -> dict[str, str]:
    """The text below each heading that is a command ("## search index add PATH..."), by the command's name."""
    headings = re.split(r"^##+ `?(search(?: [a-z]+)*)\b.*\n", page, flags=re.MULTILINE)
    return {"": headings[0], **dict(zip(headings[1::2], headings[2::2], strict=True))}


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_and_its_options_have_a_section(name: str, command: click.Command) -> None:
    described = sections((ROOT / "docs" / "cli.md").read_text(encoding="utf-8"))
    if not isinstance(command, click.Group):
        assert name in described, f"docs/cli.md has no section headed {name}"
    words = described[""] + described.get(name, "")  # what all commands share stands before the first section
    options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
    assert not [option for option in options if option not in words]


def test_every_file_that_a_page_names_is_there() -> None:
    named = {name for page in PAGES for name in FILE.findall(page.read_text(encoding="utf-8"))}
    assert len(named) >= 40
    assert not sorted(name for name in named if not (ROOT / name).exists())


def test_the_first_page_leads_to_every_other() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [page.name for page in ROOT.glob("docs/*.md") if f"](docs/{page.name})" not in first]


def test_every_setting_is_described() -> None:
    sources = [
        path.read_text(encoding="utf-8") for package in ("search", "web") for path in (ROOT / package).rglob("*.py")
    ]
    settings = {name for source in sources for name in re.findall(r"\bTELUSUR_[A-Z_]+\b", source)}
    described = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert "TELUSUR_INDEX" in settings
    assert not [name for name in settings if name not in described]
