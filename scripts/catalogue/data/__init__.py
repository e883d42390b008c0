"""What is published for programs: the exports."""
