"""An applicant's file: the outline of each family of calls, its page, its blank document."""
