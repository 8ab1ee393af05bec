"""Queries: what the reader typed, what it asks for, and what engines compile."""
