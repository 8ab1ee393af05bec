"""Engines: a bound query and terms in, ranked ids out; each behind the protocol in `base`."""
