from xml.etree.ElementTree import fromstring, tostring

import pytest

from kith.elements import to_html


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a <em>b</em> c<br/> d</p>",
        "<p title=\"a &lt; b &gt; &quot;c&quot; &amp;amp; 'd'\">1 &lt; 2 &amp;lt; \"3\" '4'</p>",
        '<div><script>if (a &lt; b &amp;&amp; c) {}</script><input hidden=""/>tail &gt;</div>',
        "<span/>",
    ],
)
def test_elements_become_the_text_that_the_standard_library_makes_of_them(markup: str) -> None:
    element = fromstring(markup)
    element.tail = "after & <"
    assert to_html(element) == tostring(element, "unicode", method="html")
    assert to_html(element, element) == 2 * to_html(element)
