"""A line of plain text as HTML: what stands between backticks is code, and what stands between stars is stressed."""

import html
import re

CODE = re.compile(r"`([^`]*)`")
# A formula such as "$x^*$", a product such as "a * b", a power such as "2**n" and a lonely star are none.
STRESSED = re.compile(r"(?<![\w*])\*(?![\s*])([^*`$]*[^\s*`$])\*(?![\w*])")


def as_html(text: str) -> str:
    """Hints and messages are written once, for a terminal and for a page.

    Args:
        text: plain.

    Returns:
        HTML in which everything else is escaped.

    Example: as_html("go on *from* `x`") is "go on <em>from</em> <code>x</code>".
    """
    # Every second part is what stood between backticks, and stars in it are its own.
    parts = CODE.split(html.escape(text))
    parts[::2] = [STRESSED.sub(r"<em>\1</em>", part) for part in parts[::2]]
    parts[1::2] = [f"<code>{part}</code>" for part in parts[1::2]]
    return "".join(parts)
