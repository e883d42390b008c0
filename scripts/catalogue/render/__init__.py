"""From derived data to text."""
