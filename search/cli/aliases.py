"""`search aliases ...`: the names of one thing, in the rules in force, in a reader's own file, in the archive."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from search.aliases import (
    AliasClass,
    AliasTable,
    Rule,
    alias_table,
    file_rules,
    file_text,
    mistakes,
    rules_of,
    shipped_rules,
)
from search.analysis import query_pieces
from search.cli.reader import index_option, index_path, language, say
from search.errors import IndexMissingError
from search.index import Index, open_index
from search.index.opening import OWN_ALIASES, index_folder
from search.model import Json, Problem
from search.query.concepts import Concept, concepts
from search.query.parser import parsed
from search.query.rewriting import rewritten
from search.wording import noticed, placed, sentence

if TYPE_CHECKING:
    from search.mining import Miner, Proposal

MOST_KNOWN = 3  # classes named on stderr; the rest is counted


@click.group()
@index_option
def aliases_group() -> None:
    """Names of one thing: see the rules, check yours, find new ones."""


@aliases_group.command("list")
@index_option
@click.option("--json", "is_json", is_flag=True, help="A JSON object instead of lines.")
def list_command(is_json: bool) -> None:
    """List all rules in force.

    Those that come with the program, and those of the index's own aliases.txt.
    """
    table = _table()
    one_way = [rule for rule in table.rules if rule.left]
    classes = [alias for alias in table.classes.values() if len(alias.names) > 1]
    if is_json:
        shown = {"classes": [_class(alias, table) for alias in classes], "one_way": list(map(_one_way, one_way))}
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for alias in classes:
        marks = [*_marked(alias, table), *([_says("alias-also", other=alias.ambiguity)] if alias.ambiguity else [])]
        told = f"  ({'; '.join(marks)})" if marks else ""
        click.echo(f"{placed(alias.rule, language())}: {', '.join(alias.names)}{told}")
    for rule in one_way:
        click.echo(f"{placed(rule.place, language())}: {rule.left} => {', '.join(rule.members)}")


@aliases_group.command("check")
@index_option
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def check_command(ctx: click.Context, file: Path | None) -> None:
    """Report every mistake of an alias file and how to mend it.

    Of the index's own file unless another is named. Exit code 0: no mistake, 2: mistakes.
    """
    path = file or _own_file()
    if not path.exists():
        say("alias-no-file", path=str(path))
        return
    text = file_text(path)
    found = mistakes(text, path)
    for error in found:
        click.echo(str(error))
    if not found:
        click.echo(_says("alias-no-mistake", path=str(path), count=len(rules_of(text, path))))
    ctx.exit(2 if found else 0)


@aliases_group.command("explain")
@index_option
@click.option("--json", "is_json", is_flag=True, help="A JSON object instead of lines.")
@click.argument("word", nargs=-1, required=True, metavar="WORD...")
@click.pass_context
def explain_command(ctx: click.Context, word: tuple[str, ...], is_json: bool) -> None:
    """Show what a name stands for, and by which rules.

    Its class, the rules behind it, what a query for it becomes, and in how many articles each name stands. Exit code 1:
    no rule knows the name.
    """
    text, table = " ".join(word), _table()
    matches = table.matches(query_pieces(text))
    classes = list({match.name.alias.term: match.name.alias for match in matches}.values())
    asked = rewritten(parsed(text).query, table)
    explained: dict[str, Json] = {
        "word": text,
        "classes": [_class(alias, table) for alias in classes],
        "query": [_becomes(concept) for concept in concepts(asked.wanted)],
        "notices": [noticed(notice, text, language()) for notice in asked.notices],
        "documents": _printed_in([name for alias in classes for name in alias.names] or [text]),
    }
    click.echo(json.dumps(explained, ensure_ascii=False) if is_json else "\n".join(_explained(explained)))
    ctx.exit(0 if classes else 1)


@aliases_group.command("mine")
@index_option
@click.option(
    "--min", "minimum", type=click.IntRange(1), metavar="N", default=2, show_default=True, help="Articles that say so."
)
@click.option("--all", "is_all", is_flag=True, help="Also what the rules in force know already, as comments.")
@click.option("--json", "is_json", is_flag=True, help="A JSON list instead of lines.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@click.pass_context
def mine_command(ctx: click.Context, paths: tuple[Path, ...], minimum: int, is_all: bool, is_json: bool) -> None:
    """Propose rules from the archive's own words.

    Such as "Komisi Pemberantasan Korupsi (KPK)" and "ISIS alias NIIS", in the index, or in files and folders. What it
    prints is ready for aliases.txt, each rule with its count and a sentence it comes from: keep what is right.
    """
    # Here, because the readers of all formats and the patterns of mining would slow every start by a sixth.
    from search.mining import Miner, as_rule, proposals

    miner = Miner()
    problems = _mine_files(miner, paths) if paths else _mine_index(miner)
    found = proposals(miner.evidence(), _table(), minimum=minimum)
    shown = [one for one in found if is_all or not one.rule]
    if is_json:
        click.echo(json.dumps([asdict(one) | {"as_rule": as_rule(one)} for one in shown], ensure_ascii=False))
    elif shown:
        click.echo("\n\n".join(map(as_rule, shown)))
    for problem in problems:
        click.echo(f"  {problem}", err=True)
    _tell(found, is_all=is_all)
    ctx.exit(2 if problems else 0 if shown else 1)


def _own_file() -> Path:
    """The alias file of the chosen index, whether or not there is one yet."""
    return index_folder(index_path()) / OWN_ALIASES


def _table() -> AliasTable:
    return alias_table([shipped_rules(), file_rules(_own_file())])


def _mine_files(miner: Miner, paths: Sequence[Path]) -> list[Problem]:
    from search.ingest import size_bytes
    from search.mining import texts

    problems = []
    with _progress(size_bytes(paths)) as advance:
        for item in texts(paths, on_progress=advance):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                miner.read(item.document_id, item.text)
    return problems


def _mine_index(miner: Miner) -> list[Problem]:
    with open_index(index_path()) as index, _progress(len(index)) as advance:
        for document in index.documents():
            miner.read(document.id, f"{document.title}\n{document.body}")
            advance(1)
    return []


@contextmanager
def _progress(length: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    with click.progressbar(length=max(1, length), file=sys.stderr) as bar:
        yield bar.update


def _tell(found: Sequence[Proposal], *, is_all: bool) -> None:
    known = [one for one in found if one.rule]
    new = len(found) - len(known)
    say("alias-proposed", new=new, known=len(known))
    if known and not is_all:
        for one in known[:MOST_KNOWN]:
            say("alias-known", names=", ".join(one.names), rule=placed(one.rule, language()))
        if len(known) > MOST_KNOWN:
            say("alias-more-known", count=len(known) - MOST_KNOWN)
    if new and sys.stdout.isatty():
        say("alias-copy", path=str(_own_file()))


def _says(code: str, **values: str | int) -> str:
    return sentence(code, language(), values)


def _marked(alias: AliasClass, table: AliasTable) -> list[str]:
    """The words of a class that count only in some case: "IS only in capitals"."""
    places = alias.rule.split(", ")
    marked = sorted({word for rule in table.rules if rule.place in places for word in rule.case_sensitive})
    return [_says("alias-in-capitals" if word.isupper() else "alias-capitalized", word=word) for word in marked]


def _class(alias: AliasClass, table: AliasTable) -> dict[str, Json]:
    return {
        "name": alias.name,
        "names": list(alias.names),
        "term": alias.term,
        "rule": alias.rule,
        "marks": _marked(alias, table),
        "ambiguity": alias.ambiguity,
        "also_finds": [other.name for other in table.finding(alias)],
        "found_by": [table.classes[term].name for term in alias.widened if term in table.classes],
    }


def _one_way(rule: Rule) -> dict[str, Json]:
    return {"left": rule.left, "right": list(rule.members), "rule": rule.place, "ambiguity": rule.ambiguity}


def _becomes(concept: Concept) -> dict[str, Json]:
    sequences = [" ".join(word or "*" for word in words) for words in concept.sequences]
    return {"word": concept.word, "roots": list(concept.roots), "exactly": sequences}


def _printed_in(names: Sequence[str]) -> dict[str, int]:
    """How many documents of the index print each name, in any case; {} where there is no index yet."""
    try:
        index: Index = open_index(index_path())
    except IndexMissingError:
        return {}
    with index:
        return {name: index.search(f'"{name}"', limit=0).total for name in names}


def _explained(explained: dict[str, Json]) -> Iterator[str]:
    for alias in explained["classes"]:
        yield f"{alias['name']}: {', '.join(alias['names'])}"
        yield _line("alias-rule", placed(str(alias["rule"]), language()))
        for code, key in (("alias-case", "marks"), ("alias-finds", "also_finds"), ("alias-found-by", "found_by")):
            if alias[key]:
                yield _line(code, ", ".join(alias[key]))
        if alias["ambiguity"]:
            yield _line("alias-ambiguity", alias["ambiguity"])
    if not explained["classes"]:
        yield _says("alias-unknown", word=explained["word"])
    for concept in explained["query"]:
        terms = [*concept["roots"], *(f'"{words}"' for words in concept["exactly"])]
        yield _line("alias-query", f"{concept['word']} -> {' | '.join(terms)}")
    for notice in explained["notices"]:
        yield _line("alias-notice", notice)
    counts = [f"{name} {count}" for name, count in explained["documents"].items()]
    if counts:
        yield _line("alias-documents", ", ".join(counts))


def _line(code: str, value: str) -> str:
    return f"  {_says(code):<11} {value}"
