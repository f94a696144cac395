"""Which file is which notebook of a sheet."""

import re
import unicodedata


def plain_name(name: str) -> str:
    """A file's name without what downloads, copies and file systems add to it.

    Args:
        name: such as "Copy of 1_stf (2).ipynb".

    Returns:
        Letters and digits in lower case, such as "1stf".
    """
    stem = unicodedata.normalize("NFKC", name).casefold()
    stem = stem.removesuffix(".ipynb").removesuffix(".json").removesuffix(".txt").removesuffix(".ipynb")
    stem = re.sub(r"[\s_-]+", " ", stem).removeprefix("copy of ").removeprefix("kopie von ")
    while (shorter := re.sub(r" ?(\(\d+\)|(copy|kopie) ?\d*)$", "", stem)) != stem:
        stem = shorter
    return re.sub(r"[^a-z0-9]+", "", stem)


def name_files(names: list[str], notebooks: list[str]) -> tuple[dict[str, str], list[str]]:
    """Which file is which notebook of the sheet, by their names.

    Args:
        names: names of files.
        notebooks: names of the sheet's notebooks, without ending.

    Returns:
        (files, notes): dict of notebook to file, and what was unusual.
    """
    files, notes = {}, []
    for notebook in notebooks:
        exact = f"{notebook}.ipynb"
        same = sorted(name for name in names if name != exact and plain_name(name) == plain_name(notebook))
        if exact in names:
            files[notebook] = exact
        elif same:
            files[notebook] = same[-1]
            notes.append(f"{same[-1]} was taken for {exact}.")
    return files, notes
