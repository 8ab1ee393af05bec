"""Completion in a shell: commands and options by click, queries by the archive, names by what is saved."""

from __future__ import annotations

import re

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from search.cli.reader import index_path
from search.errors import SearchError

NAMES = ("search", "telusur")  # as the command is installed
SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_TELUSUR_COMPLETE"  # a shell sets it to ask for completions; click's protocol
# bash puts a completion into the line as it is: what an archive prints must not become a program there. And no comma,
# which ends a completion in the script for fish.
_IS_HARMLESS = re.compile(r"[\w ./-]+")


def complete_query(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ways to go on with a query; each in place of the word that is being typed."""
    from search.index import open_index

    before = " ".join([*(ctx.params.get("words") or ()), ""])
    if not (before + incomplete).strip():
        return []
    try:
        with ctx.scope(), open_index(index_path()) as index:
            found = index.suggest(before + incomplete)
    except SearchError:
        return []  # no index yet, or none that opens: the search itself will say so
    texts = (one.text for one in found if one.text.startswith(before))
    items = [CompletionItem(text.removeprefix(before)) for text in texts]
    return [item for item in items if _IS_HARMLESS.fullmatch(item.value)]


def complete_saved(ctx: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of saved searches."""
    from search.index.opening import index_folder
    from search.saved import names

    with ctx.scope():
        found = names(index_folder(index_path()))
    return [CompletionItem(name) for name in found if name.startswith(incomplete)]


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands and queries.

    \b
    eval "$(search completion bash)"      for now
    echo 'eval "$(search completion bash)"' >> ~/.bashrc
    echo 'eval "$(search completion zsh)"' >> ~/.zshrc
    search completion fish > ~/.config/fish/completions/search.fish

    It counts in shells that are opened afterwards. Queries are completed from the words, names and headlines of the
    index.
    """
    made = get_completion_class(shell)
    assert made is not None, "click knows these three"
    scripts = (made(ctx.find_root().command, {}, name, VARIABLE) for name in NAMES)
    # Of the base class: bash's own asks a bash for its version first, and this may run anywhere.
    click.echo("\n".join(ShellComplete.source(script).strip() for script in scripts))
