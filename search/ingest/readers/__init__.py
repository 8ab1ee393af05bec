"""One reader for each format: a stream of bytes -> records, one at a time, and a problem for what holds no article."""
