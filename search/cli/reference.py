"""docs/cli.md, made of what the commands say of themselves: `python -m search.cli.reference > docs/cli.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from inspect import cleandoc

import click

from search.cli.main import cli
from search.cli.routing import UNNAMED
from search.config import SETTINGS, Known

HEAD = """# The command line

<!-- Made by `make docs` from the help texts in search/cli: change those. -->

The command is installed under two names, `search` and `telusur`. `-h`, `--help` explains every command; `--version`
prints the version.

Results go to standard output, messages and progress to standard error. Exit codes are those of grep: 0 something was
found (or done), 1 nothing was found, 2 something went wrong or was skipped. A mistake is told in one line.

`-i PATH`, `--index PATH`, before or after the sub-command, chooses the index folder. Without it the variable
`TELUSUR_INDEX` counts, then `index/whoosh` in a checkout (or `index/tantivy`, where only that is there), then the
user's data folder. Where a search finds no index there, it makes one of the five built-in articles and says so; a
folder that `-i` names and that holds no index is a mistake.

Messages are in Indonesian where the locale (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG`) says so, else in English.
`NO_COLOR` turns colours off; in a pipe there are none, and marks stand between stars. Only on a terminal is long output
paged, by `PAGER`.
"""
SETTINGS_HEAD = """## Settings

What `telusur.toml` and the variables of the environment may set; `search config show` tells what holds now.

| setting | variable | unless set | meaning |
|---|---|---|---|"""
_SHARED = {"index_path", "version", "help"}  # HEAD has them
_OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")


def reference() -> str:
    """The whole page."""
    sections = (_section(name, command) for name, command in _commands(cli.loaded(), "search"))
    return "\n".join([HEAD, *sections, SETTINGS_HEAD, *map(_setting, SETTINGS), ""])


def _commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its whole name; what a group does by itself first."""
    order = sorted(group.commands, key=lambda word: (word != UNNAMED, word))
    for word in order:
        command, whole = group.commands[word], name if word == UNNAMED else f"{name} {word}"
        if isinstance(command, click.Group):
            yield from _commands(command, whole)
        else:
            yield whole, command


def _section(name: str, command: click.Command) -> str:
    # As the command line makes it: click keeps the names of the help option that it sees first.
    ctx = click.Context(command, info_name=name, **cli.context_settings)
    usage = [piece for piece in command.collect_usage_pieces(ctx) if piece != command.options_metavar]
    rows = [_row(ctx, one) for one in command.params if isinstance(one, click.Option) and one.name not in _SHARED]
    table = ["| option | meaning |", "|---|---|", *rows, ""] if rows else []
    return "\n".join([f"## {' '.join([name, *usage])}", "", *_paragraphs(command.help or ""), *table])


def _row(ctx: click.Context, option: click.Option) -> str:
    names, _ = option.get_help_record(ctx) or ("", "")
    about = [option.help or "", *([f"({option.default} unless told)"] if option.show_default else [])]
    return f"| `{_in_cell(names)}` | {_in_cell(_escaped(' '.join(about)))} |"


def _setting(known: Known) -> str:
    cells = (f"`[{known.section}] {known.name}`", f"`{known.variable}`", f"`{json.dumps(known.default)}`", known.about)
    return f"| {' | '.join(cells)} |"


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _paragraphs(text: str) -> Iterator[str]:
    """A help text as Markdown: what click prints line by line is a block of code."""
    for paragraph in cleandoc(text).split("\n\n"):
        lines = paragraph.split("\n")
        is_code = lines[0] == "\b"
        yield from (f"    {line}" for line in lines[1:]) if is_code else map(_escaped, lines)
        yield ""


def _escaped(text: str) -> str:
    """A line that Markdown prints as it is, options as code.

    >>> _escaped('koalis* finds what "search index add --prune" left')
    'koalis\\\\* finds what "search index add `--prune`" left'
    """
    text = re.sub(r"([*<`\\])", r"\\\1", text)
    return _OPTION.sub(lambda match: f"`{match[0]}`", text)


if __name__ == "__main__":
    click.echo(reference(), nl=False)
