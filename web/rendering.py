"""Pages from templates, in an environment of our own: an application that mounts a site keeps its templates apart."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from web.links import addresses
from web.marks import marked, tied
from web.speaking import words


def rendered(template: str, **values: object) -> str:
    """A page, in the language of the request."""
    return _templates().get_template(template).render(**words(), **addresses(), **values)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters |= {"marked": marked, "tied": tied}
    return environment
