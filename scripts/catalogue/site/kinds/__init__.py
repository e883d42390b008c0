"""The kinds of pages that are made from the records: one table, one module each."""
