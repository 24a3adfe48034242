"""Checks on the HTML that readers get. Knows the built site only, never its sources."""
