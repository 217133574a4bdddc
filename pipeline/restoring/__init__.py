"""Restoring: text as extracted becomes an article with sections, notes and whole words."""

from pipeline.restoring.restoring import restore

__all__ = ["restore"]
