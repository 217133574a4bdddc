"""Citations: notes, running text and bibliographies into citations, short references resolved."""

from pipeline.citing.articles import Cited, cite

__all__ = ["Cited", "cite"]
