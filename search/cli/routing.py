"""Commands whose own name nobody types: the words that follow are a query, or the name of something saved."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from itertools import chain, takewhile
from types import MappingProxyType
from typing import Any, Self

import click
from click.shell_completion import CompletionItem

# No reader can type this name: every other first word is a command, or belongs to the unnamed one.
UNNAMED = "\0"
NOTHING_WAITS: Mapping[str, str] = MappingProxyType({})
_TAKES_VALUE = ("-i", "--index")
_OWN = ("-h", "--help", "--version")


class UnnamedGroup(click.Group):
    """A group whose first word, where it names no command, belongs to its unnamed command.

    Attributes:
        answers_alone: Without any word the unnamed command answers too.
    """

    answers_alone = False

    def __init__(self, *args: Any, waiting: Mapping[str, str] = NOTHING_WAITS, **kwargs: Any) -> None:  # noqa: ANN401  click's
        """As click's.

        Args:
            waiting: Name -> "module:attribute" of a command that is imported when it is asked for: together they take
                a twentieth of the time of a whole search.
        """
        super().__init__(*args, **kwargs)
        self._waiting = waiting

    def get_command(self, ctx: click.Context | None, cmd_name: str) -> click.Command | None:
        """The command of a name, imported where need be."""
        if cmd_name in self._waiting and cmd_name not in self.commands:
            module, _, attribute = self._waiting[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), attribute), cmd_name)
        return self.commands.get(cmd_name)

    def loaded(self) -> Self:
        """The group with all of its commands imported."""
        for name in self._waiting:
            self.get_command(None, name)
        return self

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the unnamed command before what is its."""
        place = _first_word(args)
        is_alone = place == len(args)
        if place is not None and (self.answers_alone if is_alone else args[place] not in self.list_commands(ctx)):
            args = [*args[:place], UNNAMED, *args[place:]]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; the unnamed one's name is not for readers of usage errors."""
        name, command, rest = super().resolve_command(ctx, args)
        return "" if name == UNNAMED else name, command, rest

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names that can be typed."""
        return sorted({*self.commands, *self._waiting} - {UNNAMED})

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What may stand in a first place: a command, or what the unnamed one begins with."""
        found = super().shell_complete(ctx, incomplete)
        unnamed = self.commands[UNNAMED]
        with unnamed.make_context("", [], parent=ctx, resilient_parsing=True) as own:
            found += unnamed.shell_complete(own, incomplete)
            if not incomplete.startswith("-"):
                arguments = (one for one in unnamed.params if isinstance(one, click.Argument))
                found += chain.from_iterable(one.shell_complete(own, incomplete) for one in arguments)
        return list({item.value: item for item in reversed(found)}.values())[::-1]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, those of the unnamed command too."""
        super().format_options(ctx, formatter)
        options = (one for one in self.commands[UNNAMED].params if isinstance(one, click.Option))
        records = [option.get_help_record(ctx) for option in options if option.name != "index_path"]
        with formatter.section("Options without a command"):
            formatter.write_dl([record for record in records if record])


class UnnamedCommand(click.Command):
    """A command that is known by its group's name."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line without a blank for the name that is not there."""
        formatter.write_usage(ctx.command_path.strip(), " ".join(self.collect_usage_pieces(ctx)))


class WordsCommand(UnnamedCommand):
    """A command whose words may begin with "-": -Turki leaves a word out, and is no option.

    A word with two dashes that is no option stays a mistake: --limt must not become a search for "limt".
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move the words behind a "--", so that click takes only the options it knows."""
        known: dict[str, click.Option | None] = dict.fromkeys(self.get_help_option_names(ctx))
        own = [option for option in self.params if isinstance(option, click.Option)]
        known |= {name: option for option in own for name in (*option.opts, *option.secondary_opts)}
        words: list[str] = []
        options: list[str] = []
        waiting = list(takewhile(lambda arg: arg != "--", args))
        rest = args[len(waiting) + 1 :]
        while waiting:
            arg = waiting.pop(0)
            is_option = arg.partition("=")[0] in known or arg.startswith("--") or _has_value(arg, known)
            if not is_option:
                words.append(arg)
                continue
            options.append(arg)
            option = known.get(arg)
            if option is not None and not option.is_flag:
                if waiting:
                    options.append(waiting.pop(0))
                elif ctx.resilient_parsing:  # a shell asks what may follow
                    options.pop()
                else:
                    raise click.BadOptionUsage(arg, f"Option {arg!r} requires an argument.", ctx)
        return super().parse_args(ctx, [*options, "--", *words, *rest])


def _first_word(args: list[str]) -> int | None:
    """Where the first word stands that is no option of the group; None where help or a version is asked for."""
    place = 0
    while place < len(args):
        if args[place] in _OWN:
            return None
        if args[place] in _TAKES_VALUE:
            place += 2
        elif args[place].startswith("--index="):
            place += 1
        else:
            return place
    return len(args)


def _has_value(arg: str, known: Mapping[str, click.Option | None]) -> bool:
    """Is it an option with its number behind it, -n5?"""
    option = known.get(arg[:2])
    return option is not None and not option.is_flag and arg[2:].isdecimal()
