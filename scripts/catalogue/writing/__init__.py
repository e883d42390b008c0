"""Values to the text of a file, in the one style; a file's text mended where a machine may."""
