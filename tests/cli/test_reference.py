"""docs/cli.md is what the commands say of themselves, and their help has examples that run."""

from __future__ import annotations

import shlex

import click
import pytest

from search.cli.completing import SHELLS
from search.cli.main import cli
from search.cli.reference import reference
from tests.cli.runs import called
from tests.conftest import ROOT
from tests.test_docs import COMMANDS


def test_the_page_is_the_one_that_the_help_texts_make() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == reference(), "run `make docs`"


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_help_has_a_short_first_sentence_and_every_option_a_meaning(name: str, command: click.Command) -> None:
    assert command.help, name
    first = command.help.split("\n\n")[0]
    assert first.endswith("."), first
    assert "\n" not in first, first
    assert not [option.name for option in command.params if isinstance(option, click.Option) and not option.help]


def test_no_list_of_commands_is_cut_short_on_a_terminal_of_80_columns() -> None:
    groups = [[], *([name] for name, one in cli.loaded().commands.items() if isinstance(one, click.Group))]
    assert len(groups) >= 5
    lists = [called(*words, "--help", COLUMNS="80").out.partition("\nCommands:\n")[2] for words in groups]
    assert all(lists)
    assert not [line for one in lists for line in one.splitlines() if line.endswith("...")]


def test_help_says_what_a_group_does_without_a_command() -> None:
    assert "docs/query-language.md" in called("--help").out
    assert "search saved kpk-jabar --new" in called("saved", "--help").out


EXAMPLES = [
    line.strip()
    for _, command in COMMANDS
    for block in (command.help or "").split("\n\n")
    if block.lstrip().startswith("\b")
    for line in block.splitlines()[1:]
    if line.strip().startswith("search ") and "|" not in line and ">" not in line
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_a_help_text_can_be_typed(example: str) -> None:
    args = shlex.split(example.split("   ")[0])[1:]
    # Only read, not run: what files an example names is nobody's. A mistake in an option would be one here too.
    for option in ("-h", "--help"):
        assert called(*args, option).code == 0


def test_the_examples_were_seen() -> None:
    assert len(EXAMPLES) >= 25


def test_every_command_is_waiting_and_loads() -> None:
    assert set(cli.loaded().commands) >= {"aliases", "batch", "completion", "export", "index", "save", "saved"}
    assert SHELLS == ("bash", "zsh", "fish")
