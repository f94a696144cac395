"""Environments that see the packages of the one that runs the tests: made in a second, without a network."""

import sys
import venv


def lend(environment):
    """Let an environment see these packages, before its own. What is installed here in place is not among them."""
    (site,) = environment.glob("lib/*/site-packages")
    packages = [path for path in sys.path if path.endswith("site-packages")]
    (site / "borrowed.pth").write_text(f"import sys; sys.path[:0] = {packages}\n")


def make(environment):
    """A new environment; returns its Python."""
    venv.create(environment, symlinks=True, with_pip=False)
    lend(environment)
    return environment / "bin" / "python"
