"""A file's text → the same, mended where a machine may, with what was done."""
