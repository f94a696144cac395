"""A Sphinx extension: formulas become MathML, which browsers draw themselves, without script or network."""

from docutils import nodes
from sphinx.application import Sphinx

from grading.formulas import mathml


def setup(app: Sphinx) -> dict:
    """Register the renderer under the name "mathml".

    Args:
        app: Sphinx's application.

    Returns:
        What Sphinx wants to know of an extension.
    """
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(translator, node):
    translator.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def _block(translator, node):
    shown = mathml(node.astext(), display=True)
    # A formula that is wider than a phone scrolls by itself, also by keyboard.
    translator.body.append(f'<div class="formula" tabindex="0" role="group" aria-label="formula">{shown}</div>\n')
    raise nodes.SkipNode
