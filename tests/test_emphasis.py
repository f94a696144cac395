"""Code and stressed words of a line of plain text."""

import pytest

from sheet_utils import emphasis


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("go on *from* the `x_t`.", "go on <em>from</em> the <code>x_t</code>."),
        ("zero at a knot *on one piece*?", "zero at a knot <em>on one piece</em>?"),
        ("mapped *to*.", "mapped <em>to</em>."),
        ("z * h and y * h", "z * h and y * h"),
        ("2**bits of 3**n levels", "2**bits of 3**n levels"),
        ("* multiplies entry by entry", "* multiplies entry by entry"),
        ("`a *b* c`", "<code>a *b* c</code>"),
        ("*a `b* c`", "*a <code>b* c</code>"),
        ("<i>*x*</i> & `<b>`", "&lt;i&gt;<em>x</em>&lt;/i&gt; &amp; <code>&lt;b&gt;</code>"),
        ("$x^*$ and $y^*$", "$x^*$ and $y^*$"),
        ("one ` alone", "one ` alone"),
    ],
)
def test_stars_and_backticks_are_marks_where_they_are_meant(text, page):
    assert emphasis.as_html(text) == page
