from kith.content.blocks import find_blocks
from kith.content.source import Source

TEXT = """\
Before.

/// explainer | rat_park
    scenario: petrie
    speed: 3
///

```
/// explainer | in_code
///
```

/// claim | Another kind
///

/// explainer
    : : not: yaml: [
///
"""


def test_blocks_are_found_with_their_options_and_lines() -> None:
    first, second = find_blocks(Source("a.md", TEXT), "explainer")
    assert (first.argument, first.line) == ("rat_park", 3)
    assert first.options == {"scenario": "petrie", "speed": 3}
    assert first.option_lines == {"scenario": 4, "speed": 5}
    assert (second.argument, second.line, second.options) == ("", 16, None)
