"""From a document to a typed, linked corpus."""
