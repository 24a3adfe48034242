"""Completes what theme/ makes: the content security policy of the built pages."""
