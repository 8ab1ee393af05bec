"""The command `search`, also installed as `telusur`.

Results go to stdout, messages and progress to stderr. Exit codes are grep's: 0 found (or done), 1 nothing found,
2 something went wrong or was skipped.
"""

from __future__ import annotations

import sys
from importlib.metadata import version

import click

from search.cli.aliases import aliases_group
from search.cli.analyzing import analyze_command
from search.cli.configuring import config_group
from search.cli.evaluating import evaluate_command, judge_command
from search.cli.exporting import export_command
from search.cli.indexing import index_group
from search.cli.keeping import remove_command, stats_command, watch_command
from search.cli.querying import query_command
from search.cli.reader import index_option, say
from search.cli.serving import serve_command
from search.errors import SearchError

# No reader can type this name: every other first word is a command or a query.
QUERY = "\0query"
_TAKES_VALUE = ("-i", "--index")
_OWN = ("-h", "--help", "--version")


class QueryFirstGroup(click.Group):
    """A group whose first word, where it names no command, begins a query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the query command before what is a query."""
        place = self._first_word(args)
        if place is not None and args[place] not in self.commands:
            args = [*args[:place], QUERY, *args[place:]]
        return super().parse_args(ctx, args)

    def _first_word(self, args: list[str]) -> int | None:
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
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a query's own name is not for readers of usage errors."""
        name, command, rest = super().resolve_command(ctx, args)
        return "" if name == QUERY else name, command, rest

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, those of a query too."""
        super().format_options(ctx, formatter)
        records = [
            option.get_help_record(ctx)
            for option in query_command.params
            if isinstance(option, click.Option) and option.name != "index_path"
        ]
        with formatter.section("Options of a query"):
            formatter.write_dl([record for record in records if record])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, without the unnamed one."""
        named = [(name, command) for name, command in sorted(self.commands.items()) if name != QUERY]
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(limit=80)) for name, command in named])


@click.group(
    cls=QueryFirstGroup,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="QUERY... | COMMAND ...",
    epilog='A query that is also a command\'s name works after "--": search -- index',
)
@index_option
@click.version_option(version("telusur"), prog_name="telusur")
def cli() -> None:
    """Search an archive of Indonesian-language news.

    \b
    search "koalisi Rusia"            ranked articles with snippets
    search index add FOLDER           add files or folders to the index
    search serve                      the search box on http://127.0.0.1:8000
    """


cli.add_command(query_command, QUERY)
cli.add_command(index_group, "index")
index_group.add_command(remove_command)
index_group.add_command(stats_command)
index_group.add_command(watch_command)
cli.add_command(aliases_group, "aliases")
cli.add_command(analyze_command, "analyze")
cli.add_command(config_group, "config")
cli.add_command(export_command, "export")
cli.add_command(evaluate_command, "evaluate")
cli.add_command(judge_command, "judge")
cli.add_command(serve_command, "serve")


def main() -> None:
    """Run the command line; the text of an error of ours is one line on stderr."""
    try:
        cli(prog_name="search")
    except SearchError as error:
        say("error", message=str(error))
        sys.exit(2)
