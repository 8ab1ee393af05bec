"""`search analyze TEXT`: what the analysis makes of a text, and why."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from search.cli.reader import index_option, index_or_demo, language
from search.model import AnalyzedWord
from search.wording import placed, sentence

COLUMNS = ("printed", "position", "surface", "root", "why", "names")


@click.command()
@index_option
@click.option("--json", "is_json", is_flag=True, help="A JSON list instead of a table.")
@click.option("--lang", metavar="CODE", default="id", show_default=True, help="The text's language, an ISO 639-1 code.")
@click.argument("text", nargs=-1, required=True, metavar="TEXT...")
def analyze_command(text: tuple[str, ...], is_json: bool, lang: str) -> None:
    """Show the tokens, roots and names of a text, and why.

    \b
    search analyze "Prancis memerangi NIIS"

    A root comes from an override, the names list, the dictionary, a repetition, a rule with its affixes, or is the
    word itself.
    """
    with index_or_demo() as index:
        words = index.analyze(" ".join(text), language=lang)
    if is_json:
        click.echo(json.dumps([asdict(word) for word in words], ensure_ascii=False))
    else:
        click.echo(_table([_row(word) for word in words]))


def _row(word: AnalyzedWord) -> tuple[str, ...]:
    why = f"{word.why}: {word.analysis}" if word.analysis else word.why
    names = "; ".join(f"{name} ({placed(rule, language())})" for name, rule in zip(word.names, word.rules, strict=True))
    return word.printed, str(word.position), word.surface, word.root, why, names


def _table(rows: list[tuple[str, ...]]) -> str:
    head = tuple(sentence(f"column-{name}", language()) for name in COLUMNS)
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]

    def padded(line: tuple[str, ...]) -> str:
        return "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()

    return "\n".join(map(padded, [head, *rows]))
