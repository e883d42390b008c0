"""From texts to a site on disk: MkDocs, stamping, Pagefind, the local server."""
