"""Values → the text of a file, in the one style that people, the form and the repairs share."""
