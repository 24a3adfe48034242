"""The recovery-capital self-check: a private thinking tool, and not a test of anyone."""
