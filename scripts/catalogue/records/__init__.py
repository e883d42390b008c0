"""Typed records, what they refer to, and the corpus that links them."""
