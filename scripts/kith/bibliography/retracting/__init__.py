"""Retractions: `retractions` is the lock file, `crossref` asks, `look_up` is the command."""
