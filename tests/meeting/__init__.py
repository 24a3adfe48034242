"""A small explainer for tests of scenes: it is copied into a project's explainers folder."""
