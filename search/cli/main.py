"""The command `search`, also installed as `telusur`.

Results go to stdout, messages and progress to stderr. Exit codes are grep's: 0 found (or done), 1 nothing found,
2 something went wrong or was skipped.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from io import TextIOWrapper

import click
from click.exceptions import NoArgsIsHelpError

from search.cli.completing import VARIABLE
from search.cli.querying import query_command
from search.cli.reader import index_option, say
from search.cli.routing import UNNAMED, UnnamedGroup
from search.errors import NO_ROOM, SearchError

EPILOG = """\b
Exit codes are grep's: 0 found (or done), 1 nothing found, 2 something went wrong or was skipped.
Results go to standard output, messages and progress to standard error. NO_COLOR turns colours off.
Messages are in Indonesian where the locale says so (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).
A query that is also a command's name works after "--":  search -- index
"""


COMMANDS = {
    "aliases": "search.cli.aliases:aliases_group",
    "analyze": "search.cli.analyzing:analyze_command",
    "batch": "search.cli.batching:batch_command",
    "completion": "search.cli.completing:completion_command",
    "config": "search.cli.configuring:config_group",
    "evaluate": "search.cli.evaluating:evaluate_command",
    "export": "search.cli.exporting:export_command",
    "index": "search.cli.keeping:index_group",
    "judge": "search.cli.evaluating:judge_command",
    "like": "search.cli.suggesting:like_command",
    "save": "search.cli.saving:save_command",
    "saved": "search.cli.saving:saved_group",
    "serve": "search.cli.serving:serve_command",
    "suggest": "search.cli.suggesting:suggest_command",
}


@click.group(
    cls=UnnamedGroup,
    waiting=COMMANDS,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="QUERY... | COMMAND ...",
    epilog=EPILOG,
)
@index_option
@click.version_option(package_name="telusur", prog_name="telusur")  # looked up when it is asked for
def cli() -> None:
    """Search an archive of Indonesian-language news.

    \b
    search koalisi Rusia -Turki             words, and a word that must not be there
    search '"anak buah kapal"' --sejak 2015 a phrase, since a day
    search judul:gempa ATAU tsunami         in the headline; one or the other
    search index add FOLDER                 add files or folders to the index
    search serve                            the search box on http://127.0.0.1:8000

    Words side by side are ranked together: of up to four, articles with all of them come first. What begins with one
    dash and is no option is part of the query. docs/query-language.md has the whole language.
    """


cli.add_command(query_command, UNNAMED)


def main() -> None:
    """Run the command line; a mistake is one line on stderr, and never a traceback."""
    # As it ends, Python looks for garbage in all there is: a sixth of the time of a search. Frozen, it is passed over.
    atexit.register(gc.freeze)
    _open_to_all_letters()
    try:
        code = cli.main(prog_name="search", complete_var=VARIABLE, standalone_mode=False)
        sys.stdout.flush()  # what cannot be written is told here, and not by Python at its end
    except SearchError as error:
        code = _mistaken(str(error))
    except click.ClickException as error:
        code = _explained(error)
    except click.Abort as error:
        # 128 + SIGINT, as shells count; or a question was answered with no, and nothing was done.
        code = 130 if isinstance(error.__cause__, KeyboardInterrupt) else 1
    except OSError as error:
        if not error.filename:
            _close_output()
        # Whoever read the output may have left (`search ... | head`): that ends in silence.
        code = 1 if error.errno == errno.EPIPE else _mistaken(_of_system(error))
    sys.exit(code if isinstance(code, int) else 0)


def _open_to_all_letters() -> None:
    """Of letters that a terminal has not, show a sign; a program that reads the output gets UTF-8, as JSON must be."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _explained(error: click.ClickException) -> int:
    """Say what click found wrong, and where help is."""
    if isinstance(error, NoArgsIsHelpError):  # no words at all: this is the help
        click.echo(error.format_message(), err=True)
        return 2
    message = " ".join(error.format_message().split()).rstrip(".")
    ctx = getattr(error, "ctx", None)
    end = "" if message.endswith("?") else "."
    return _mistaken(f"{message}{end} See: {ctx.command_path.strip()} --help" if ctx else f"{message}{end}")


def _of_system(error: OSError) -> str:
    """What the system refuses: a file that cannot be written, a disk that is full."""
    said = error.strerror or str(error)
    where = error.filename or ("the output cannot be written" if said in NO_ROOM else "")
    return f"{where}: {said}." if where else f"{said}."


def _mistaken(message: str) -> int:
    say("error", message=message)
    return 2


def _close_output() -> None:
    """Let what is left of the output go nowhere: Python writes it at its end, and that must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # docs.python.org, "Note on SIGPIPE"
