"""The contract as a tree of fields; the shape of documents checked against it."""
