"""How a site is run: the section [web] of the settings, as a record."""

from __future__ import annotations

from dataclasses import dataclass, fields

from search.config import Config


@dataclass(frozen=True, slots=True)
class Settings:
    """How a site is run; names and defaults are those of [web] in search/config.py.

    Attributes:
        timeout_s: Seconds that an answer may take; 0 for any.
        hosts: Names by which the site may be asked for, with blanks between, without ports; ".a.example" with all below
            it; "" for any.
        proxies: How many stand in front; their X-Forwarded headers are believed.
        token: What programs send for the API; "" where they need none.
        user, password: What readers give for the pages; without a password they need none.
        cors: Origins whose scripts may read the API, with blanks between.
        rate: Requests of one address, as Flask-Limiter reads it.
        log_queries: What readers search for stands in the access log.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 4
    timeout_s: float = 10.0
    hosts: str = ""
    proxies: int = 0
    token: str = ""
    user: str = ""
    password: str = ""
    cors: str = ""
    rate: str = ""
    access_log: bool = True
    log_queries: bool = False

    @classmethod
    def of(cls, config: Config) -> Settings:
        """The settings that were configured."""
        given = config.section("web")
        return cls(**{one.name: given[one.name] for one in fields(cls)})  # type: ignore[arg-type]  # checked by config

    def __repr__(self) -> str:
        """Only what is no secret: a record ends up in logs."""
        return f"Settings(host={self.host!r}, port={self.port})"
