"""The pages, and where they stand. A view reads parameters, asks the index, renders."""

from flask import Blueprint

from web.site import Site, index, site
from web.views import aliases, analyzing, archive, comparing, help, reading, searching, switching

__all__ = ["Site", "index", "pages", "site"]

pages = Blueprint("pages", __name__)
pages.add_url_rule("/", view_func=searching.search)
pages.add_url_rule("/document/<id:document_id>", view_func=reading.document)
pages.add_url_rule("/document/", view_func=reading.document, defaults={"document_id": ""})
# Both ids are parameters: an id may hold any text, "/compare/" too.
pages.add_url_rule("/compare", view_func=comparing.compare)
pages.add_url_rule("/archive", view_func=archive.archive)
pages.add_url_rule("/aliases", view_func=aliases.aliases)
pages.add_url_rule("/analyze", view_func=analyzing.analyze)
pages.add_url_rule("/help", "help", view_func=help.help_page)
pages.add_url_rule("/language/<any(id, en):code>", view_func=switching.switch_language)
pages.add_url_rule("/keys/<any(on, off):choice>", view_func=switching.switch_keys)
