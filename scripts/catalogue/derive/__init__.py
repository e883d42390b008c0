"""From a corpus to what the pages show: pure."""
