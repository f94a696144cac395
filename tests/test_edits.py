"""After a syntax error a check says that it judges the version before; the error itself is IPython's own."""

import subprocess
import sys

CELLS = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(colors="nocolor")
run = shell.run_cell
run("import sheet_utils\\nfrom sheet_utils import checks, edits, models")
run("def process_sequence_using_STF(model, x, t_forcing):\\n    return x")
run("def process_sequence_using_STF(model, x, t_forcing):\\n    return x +")
print("OLDER", shell.user_ns["edits"].is_older("process_sequence_using_STF"))
run("checks.check('stf-forward', process_sequence_using_STF)")
run("def process_sequence_using_STF(model, x, t_forcing):\\n    return 2 * x")
print("OLDER", shell.user_ns["edits"].is_older("process_sequence_using_STF"))
run("checks.check('stf-forward', process_sequence_using_STF)")
run("  x = 1\\n y = 2")
"""


def test_the_version_before_the_last_edit_is_named():
    done = subprocess.run([sys.executable, "-c", CELLS], text=True, capture_output=True)
    text = done.stdout + done.stderr
    assert text.count("OLDER True") == text.count("OLDER False") == 1, text
    assert text.count("before your last edit") == 1
    assert "SyntaxError" in text and "IndentationError" in text and "    return x +" in text
    assert "run_cell_async" not in text and "ast_parse" not in text
