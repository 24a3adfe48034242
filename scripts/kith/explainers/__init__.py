"""Reads explainers/: manifests, the wheel for the browser, the pictures drawn at build time."""
