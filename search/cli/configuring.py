"""`search config show`: every setting, its value, and where it came from."""

from __future__ import annotations

import json

import click

from search.cli.reader import index_option, index_path
from search.config import Setting
from search.index import configured


@click.group("config")
@index_option
def config_group() -> None:
    """Settings of ranking, of searches and of the web pages."""


@config_group.command("show")
@index_option
@click.option("--json", "is_json", is_flag=True, help="One JSON object instead of lines.")
def show_command(is_json: bool) -> None:
    """Show every setting, its value, and where it came from.

    \b
    search config show
    TELUSUR_RANKING_HALF_LIFE_DAYS=365 search config show --json

    Printed as it would stand in a file, telusur.toml in the index folder, or the user's: TELUSUR_CONFIG, else
    ~/.config/telusur/telusur.toml. The index's goes before the user's, a variable before both, an option before all.
    A setting that does not exist, or a value that is none, is an error that names the file and the setting.
    """
    found = configured(index_path()).settings.values()
    if is_json:
        shown = [
            {"section": one.known.section, "name": one.known.name, "value": one.shown, "origin": one.origin}
            for one in found
        ]
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    section = ""
    for one in found:
        if one.known.section != section:
            click.echo(f"{chr(10) if section else ''}[{one.known.section}]")
            section = one.known.section
        click.echo(_line(one))


def _line(setting: Setting) -> str:
    value = f"{setting.known.name} = {json.dumps(setting.shown)}"
    return f"{value:<28}# {setting.origin}: {setting.known.about}"
