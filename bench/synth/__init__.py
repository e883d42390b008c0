"""The generator of synthetic records: words, draws, records, YAML text."""
