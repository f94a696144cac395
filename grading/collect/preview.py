"""What collecting would do, as text: who, which files, what was left out and why, who is missing."""

from collections import Counter

from grading.identity import shown

CLOCKS = {"platform": "by the platform", "archive": "by the dates in the platform's zip",
          "student": "by the student's own clock", "file": "by the files' dates here"}  # fmt: skip
MOST = 40


def text(plan) -> str:
    """The preview of a `Plan`, for a terminal.

    Args:
        plan: a `grading.collect.Plan`.

    Returns:
        Several lines; no letter in it moves the cursor or ends a line.
    """
    lines = [f"{plan.sheet}: {len(plan.students)} students in what was delivered"]
    width = max([8, *(len(one.student) for one in plan.students)])
    called = {one.student: (one.person.name if one.person else one.owner.name) for one in plan.students}
    other = max([4, *(len(shown(name)[:30]) for name in called.values())])
    lines.append(f"  {'student':{width}}  {'name':{other}}  {'handed in (UTC)':19}  notebooks  other files")
    for one in plan.students:
        got = one.result.get("notebooks", {})
        numbers = " ".join(name.partition("_")[0] if name in got else "-" for name in plan.notebooks)
        beside = len(one.result.get("files", {})) - len(got)
        time = one.time.replace("T", " ")[:19]
        late = "  late, says the platform" if one.late else ""
        name = shown(called[one.student])[:30]
        lines.append(f"  {one.student:{width}}  {name:{other}}  {time:19}  {numbers:9}  {beside}{late}")
        lines += [f"      {shown(note)[:300]}" for note in one.notes]
    clocks = Counter(one.clock for one in plan.students if one.clock)
    if clocks.keys() - {"platform"}:
        kinds = ", ".join(f"{count} {CLOCKS[clock]}" for clock, count in clocks.most_common())
        lines.append(f"Times: {kinds}.")
    twice = [name for name, count in Counter(called.values()).items() if count > 1]
    for name in twice:
        ids = ", ".join(student for student, other_name in called.items() if other_name == name)
        lines.append(f"There is more than one {shown(name)}: {ids}")
    if plan.missing:
        names = ", ".join(f"{person.id} ({shown(person.name)})" for person in plan.missing)
        lines.append(f"On the roster, and nothing delivered ({len(plan.missing)}): {names}")
    lines += _ignored(plan)
    lines += [f"Note: {shown(note)}" for note in plan.notes]
    lines += [f"Is that right? {shown(doubt)}" for doubt in plan.doubts]
    lines += [f"Nothing can be written: {shown(trouble)}" for trouble in plan.troubles]
    return "\n".join(lines)


def _ignored(plan):
    """What was left out, by reason."""
    left = [(path, reason) for path, reason in plan.ignored]
    left += [
        (f"{one.student}: {path}", reason) for one in plan.students for path, reason in one.result.get("ignored", [])
    ]
    if not left:
        return []
    lines = [f"Left out ({len(left)} files):"]
    for path, reason in left[:MOST]:
        lines.append(f"  {shown(path)[:120]}: {shown(reason)}")
    if len(left) > MOST:
        lines.append(f"  and {len(left) - MOST} more")
    return lines
