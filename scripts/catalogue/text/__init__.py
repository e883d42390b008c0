"""Bytes to plain values: YAML read safely, with what is wrong told in French."""
