"""The replay layer stays a few kilobytes: it is loaded on every page with an explainer."""

from pathlib import Path

SCRIPTS = Path(__file__).parent.parent.parent / "theme" / "assets" / "js"


def test_what_plays_a_recording_is_small() -> None:
    assert (SCRIPTS / "replay.mjs").stat().st_size < 6000
    # Fetched with the frames, not before.
    assert (SCRIPTS / "stage.mjs").stat().st_size < 2500
