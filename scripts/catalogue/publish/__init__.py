"""From text to files: MkDocs, stamping, Pagefind, the atomic swap."""
