"""Stage 1: a file becomes a document, and every reason why it cannot is told in French."""
