"""Completes theme/ in the built site: what comes from npm, the runtime's files, the policy."""
