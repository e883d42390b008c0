"""What the pages of the site show, and how: facets, sheets, lists, templates."""
