"""What platforms deliver becomes one folder per student: everybody is there once, under an id of their own."""

import json
import re
import shutil
import stat
import tarfile
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authoring.__main__ import main
from grading import collect, identity
from grading.collect import platforms, preview, unpack
from grading.folders import COURSE, ROOT, Folders
from grading.nbgrader_command import nbgrader
from tests.deliveries import FIRST, SECOND, deliver, notebook, zipped

NB = notebook()
MOODLE = "_assignsubmission_file"


def collected(root, *options):
    """Run `course collect sheet10`; returns (status, {student: [names of files]})."""
    status = main(["collect", "sheet10", "--root", str(root), *options])
    return status, students(root)


def students(root):
    found = {}
    for path in sorted((root / "submitted").rglob("*")):
        if path.is_file() and path.name != "timestamp.txt":
            student, _, *rest = path.relative_to(root / "submitted").parts
            found.setdefault(student, []).append("/".join(rest))
    return found


ONE = [FIRST]
DELIVERIES = {
    "two Macs": ({"ada.zip": {f"sheet10/{FIRST}": NB, f"__MACOSX/sheet10/._{FIRST}": b"\0\5\x16\7"},
                  "ben.zip": {f"sheet10/{FIRST}": NB, f"__MACOSX/sheet10/._{FIRST}": b"\0\5\x16\7"}},
                 {"ada": ONE, "ben": ONE}),
    "Moodle, names hidden": ({"c.zip": {f"Participant_0012345{MOODLE}/{FIRST}": NB,
                                        f"Participant_0067890{MOODLE}/{FIRST}": NB}},
                             {"Participant_0012345": ONE, "Participant_0067890": ONE}),
    "Moodle, one hidden name": ({"c.zip": {f"Participant_0012345{MOODLE}/{FIRST}": NB}}, {"Participant_0012345": ONE}),
    "Moodle in German, names hidden": ({f"Teilnehmer-in_0012345{MOODLE}/{FIRST}": NB,
                                        f"Teilnehmer-in_0067890{MOODLE}/{FIRST}": NB},
                                       {"Teilnehmer-in_0012345": ONE, "Teilnehmer-in_0067890": ONE}),
    "Moodle, two of one name": ({f"Anna Weber_4711{MOODLE}/{FIRST}": NB, f"Anna Weber_4712{MOODLE}/{FIRST}": NB},
                                {"Anna_Weber_4711": ONE, "Anna_Weber_4712": ONE}),
    "Moodle without folders": ({"c.zip": {f"Anna Weber_4711{MOODLE}_{FIRST}": NB, f"Bo Li_4712{MOODLE}_{FIRST}": NB,
                                          f"Bo Li_4712{MOODLE}_{SECOND}": NB}},
                               {"Anna_Weber": ONE, "Bo_Li": [FIRST, SECOND]}),
    "Moodle without folders, a student's own folder": (
        {"c.zip": {f"Anna Weber_4711{MOODLE}_{FIRST}": NB, f"abgabe/Bo Li_4712{MOODLE}_{FIRST}": NB}},
        {"Anna_Weber": ONE, "Bo_Li": ONE}),
    "Moodle, old names, unpacked": ({f"Kurs-Blatt-77/Anna Weber_4711{MOODLE}_/{FIRST}": NB,
                                     f"Kurs-Blatt-77/Bo Li_4712{MOODLE}_/{FIRST}": NB},
                                    {"Anna_Weber": ONE, "Bo_Li": ONE}),
    "Moodle, zips inside": ({"c.zip": {f"Anna Weber_4711{MOODLE}/sheet10_abgabe.zip": {f"sheet10/{FIRST}": NB},
                                       f"Bo Li_4712{MOODLE}/a.zip": {"b.zip": {FIRST: NB}}}},
                            {"Anna_Weber": ONE, "Bo_Li": ONE}),
    "Moodle, text typed online": ({f"Anna Weber_4711{MOODLE}/{FIRST}": NB,
                                   "Anna Weber_4711_assignsubmission_onlinetext/onlinetext.html": b"<p>"},
                                  {"Anna_Weber": ONE}),
    "Canvas, handed in again": ({"submissions.zip": {f"lovelaceada_12_345_{FIRST}": notebook("first"),
                                                     "lovelaceada_12_346_1_sparse_teacher_forcing-1.ipynb": NB,
                                                     f"lim_LATE_13_347_{FIRST}": NB}},
                                {"lovelaceada": [FIRST, "earlier/1_sparse_teacher_forcing.1.ipynb"], "lim": ONE}),
    "Canvas, names hidden": ({"submissions.zip": {f"anon_Xy1_345_{FIRST}": NB, f"anon_Zz2_9_346_{FIRST}": NB}},
                             {"anon_Xy1": ONE, "anon_Zz2": ONE}),
    "Blackboard": ({f"Sheet10_s1234567_attempt_2026-05-01-10-00-00_{FIRST}": NB,
                    f"Sheet10_s1234568_attempt_2026-05-01-11-00-00_{FIRST}": NB,
                    "Sheet10_s1234568_attempt_2026-05-01-11-00-00.txt": b"Name: Bo"},
                   {"s1234567": ONE, "s1234568": ONE}),
    "Blackboard, underscores": ({"gradebook.zip": {f"Sheet_10_ada_l_attempt_2026-05-01-10-00-00_{FIRST}": NB,
                                                   f"Sheet_10_bo_l_attempt_2026-05-01-11-00-00_{FIRST}": NB}},
                                {"ada_l": ONE, "bo_l": ONE}),
    "Blackboard, one student": ({f"Essay 3_s1234567_attempt_2026-05-01-10-00-00_{FIRST}": NB}, {"s1234567": ONE}),
    "ILIAS": ({"Abgaben.zip": {f"Abgaben/Weber_Anna_aweber_4711/20260501100000_{FIRST}": NB,
                               f"Abgaben/von_der_Heide_Bo_bheide_4712/{FIRST}": NB}},
              {"aweber": ONE, "bheide": ONE}),
    "OpenOlat": ({"task.zip": {f"Weber_Anna_aweber/1_task/{FIRST}": notebook("blank"),
                               f"Weber_Anna_aweber/2_submissions/{FIRST}": NB,
                               f"Li_Bo_bli/2_submissions/{FIRST}": NB}},
                 {"Weber_Anna_aweber": ONE, "Li_Bo_bli": ONE}),
    "a zip or a folder per student": ({"ada.zip": {FIRST: NB}, f"ben/{FIRST}": NB, f"cem/sheet10/{FIRST}": NB},
                                      {"ada": ONE, "ben": ONE, "cem": ONE}),
    "a class's zip without a platform": ({"class.zip": {f"ada/{FIRST}": NB, f"ben/{FIRST}": NB}},
                                         {"ada": ONE, "ben": ONE}),
    "a folder named like the sheet": ({f"sheet10/ada/{FIRST}": NB, "sheet10/ben.zip": {FIRST: NB}},
                                      {"ada": ONE, "ben": ONE}),
    "endings": ({"ada/1_sparse_teacher_forcing.IPYNB": NB, f"ben/{FIRST}.txt": NB, f"cem/{FIRST}.json": NB,
                 "dan/1_sparse_teacher_forcing": NB, f"eva/.{FIRST}": NB, f"fay/{FIRST}": zipped({FIRST: NB})},
                dict.fromkeys(["ada", "ben", "cem", "dan", "eva", "fay"], ONE)),
    "a helper and data": ({f"ada/abgabe/{FIRST}": NB, "ada/abgabe/my_helpers.py": b"x = 1", "ada/abgabe/d/a.csv": b"1",
                           "ada/abgabe/.DS_Store": b"", "ada/abgabe/__pycache__/my_helpers.pyc": b"",
                           "ada/abgabe/Thumbs.db": b"", f"ada/abgabe/.ipynb_checkpoints/{FIRST}": NB,
                           f"ada/abgabe/~${FIRST}": b"", "ada/timestamp.txt": b"1999-01-01 00:00:00 UTC"},
                          {"ada": [FIRST, "d/a.csv", "my_helpers.py"]}),
    "a folder per notebook": ({f"ada/one/{FIRST}": NB, "ada/one/h.py": b"1", f"ada/two/{SECOND}": NB,
                               "ada/two/h.py": b"2"},
                              {"ada": [FIRST, SECOND, "h.py", "two/h.py"]}),
    "letters of other countries": ({f"Jörg Müller_1{MOODLE}/{FIRST}": NB, f"Łukasz Żak_2{MOODLE}/{FIRST}": NB,
                                    f"O'Brien, Zoë_3{MOODLE}/{FIRST}": NB, f"王芳_4{MOODLE}/{FIRST}": NB},
                                   {"Joerg_Mueller": ONE, "Lukasz_Zak": ONE, "OBrien-_Zoe": ONE, "u738bu82b3": ONE}),
    "names that try something": ({f"<img src=x onerror=alert(1)>_1{MOODLE}/{FIRST}": NB,
                                  f".hidden_2{MOODLE}/{FIRST}": NB, f"-rf_3{MOODLE}/{FIRST}": NB,
                                  f"con_4{MOODLE}/{FIRST}": NB},
                                 {"img_src-x_onerror-alert-1": ONE, "hidden": ONE, "rf": ONE, "student-con": ONE}),
}  # fmt: skip


@pytest.mark.parametrize("case", DELIVERIES)
def test_everybody_is_there_once(tmp_path, case):
    files, wanted = DELIVERIES[case]
    deliver(tmp_path, files)
    status, got = collected(tmp_path)
    assert status == 0
    assert {student: sorted(names) for student, names in got.items()} == {s: sorted(n) for s, n in wanted.items()}
    for student, names in got.items():
        assert identity.ALLOWED.fullmatch(student)
        for name in names:
            if name == FIRST:
                assert (tmp_path / "submitted" / student / "sheet10" / name).read_bytes() == NB


def test_a_folder_with_a_leading_dot_is_collected(tmp_path):
    deliver(tmp_path, {f".ada/{FIRST}": NB, f"ben/{FIRST}": NB})
    assert collected(tmp_path) == (0, {"ada": ONE, "ben": ONE})


# --- Who somebody is. -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [f"carol/{FIRST}", f"../carol/{FIRST}", f"Carol Smith_4713{MOODLE}/{FIRST}", f"carolsmith_12_345_{FIRST}",
     f"Smith_Carol_carol_4711/{FIRST}", f"submitted/carol/sheet10/{FIRST}", f"carol.zip/{FIRST}",
     f"Sheet10_carol_attempt_2026-05-01-10-00-00_{FIRST}"],
)  # fmt: skip
@pytest.mark.parametrize("plain", [True, False])
def test_nobody_hands_in_as_somebody_else(tmp_path, inside, plain):
    """The name inside what a student sent says nothing, whichever way the platform names students."""
    outer = {False: "Mallory Doe_99_assignsubmission_file/x.zip", True: "mallory.zip"}[plain]
    other = {False: f"Carol Smith_4713{MOODLE}/x.zip", True: "carol.zip"}[plain]
    deliver(tmp_path, {outer: {inside: notebook("mallory's"), SECOND: NB}, other: {FIRST: NB}})
    status, got = collected(tmp_path)
    assert status == 0 and len(got) == 2
    (carol,) = [student for student in got if "arol" in student]
    assert got[carol] == ONE and (tmp_path / "submitted" / carol / "sheet10" / FIRST).read_bytes() == NB


def test_a_students_folder_in_moodles_flat_zip_says_nothing(tmp_path):
    files = {f"Carol Smith_4713{MOODLE}/Mallory Doe_99{MOODLE}_{FIRST}": notebook("mallory's"),
             f"Carol Smith_4713{MOODLE}_{FIRST}": NB}  # fmt: skip
    deliver(tmp_path, {"Sheet 10-77.zip": files})
    assert collected(tmp_path)[0] == 0
    assert (tmp_path / "submitted" / "Carol_Smith" / "sheet10" / FIRST).read_bytes() == NB
    assert (tmp_path / "submitted" / "Mallory_Doe" / "sheet10" / FIRST).read_bytes() != NB


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=8, unique=True))
@settings(max_examples=300, deadline=None)
def test_ids_are_of_allowed_letters_and_differ(names):
    ids = identity.assign_ids([(name, name, "") for name in names])
    assert all(identity.ALLOWED.fullmatch(one) and len(one) < 80 for one in ids.values())
    assert len({one.casefold() for one in ids.values()}) == len(names)
    assert ids == identity.assign_ids([(name, name, "") for name in names], ids)


def test_an_id_stays_when_another_of_the_same_name_comes_later(tmp_path):
    archive = deliver(tmp_path, {f"Anna Weber_4711{MOODLE}/{FIRST}": NB})
    assert collected(tmp_path) == (0, {"Anna_Weber": ONE})
    deliver(tmp_path, {f"Anna Weber_4712{MOODLE}/{FIRST}": notebook("the other's")})
    assert collected(tmp_path) == (0, {"Anna_Weber": ONE, "Anna_Weber_4712": ONE})
    assert (archive / f"Anna Weber_4711{MOODLE}" / FIRST).exists()
    assert (tmp_path / "submitted" / "Anna_Weber" / "sheet10" / FIRST).read_bytes() == NB


# --- Bad archives. ----------------------------------------------------------------------------------


def encrypted():
    """A zip whose entries say that they are locked."""
    data = bytearray(zipped({FIRST: NB}))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def special(mode, content=b"/etc/passwd"):
    entry = zipfile.ZipInfo(FIRST)
    entry.external_attr, entry.create_system = (mode | 0o777) << 16, 3
    return {entry: content}


def quine():
    """An archive that never ends: each holds the next."""
    content = {FIRST: NB}
    for _ in range(12):
        content = {"again.zip": content}
    return content


def overlapping():
    """Many entries of the directory that all point to one and the same packed megabyte."""
    base = zipped({"a": b"\0" * 30_000_000})
    start, end = base.index(b"PK\1\2"), base.index(b"PK\5\6")
    entry = base[start:end]
    many = b"".join(entry[:46] + name + entry[47:] for name in (b"%c" % (97 + k % 26) for k in range(200)))
    tail = bytearray(base[end:])
    tail[8:12] = (200).to_bytes(2, "little") * 2
    tail[12:16] = len(many).to_bytes(4, "little")
    return base[:start] + many + bytes(tail)


#: What makes an archive, since some take seconds, and what is said of it.
BAD = {
    "cut off": (lambda: zipped({FIRST: NB})[:-30], "damaged or cut off"),
    "empty": (lambda: b"", "damaged or cut off"),
    "no zip": (lambda: b"not a zip", "damaged or cut off"),
    "encrypted": (encrypted, "password"),
    "dot-dot": (lambda: zipped({f"../../{FIRST}": NB}), "leads out of its folder"),
    "dot-dot, Windows": (lambda: zipped({f"..\\..\\{FIRST}": NB}), "leads out of its folder"),
    "absolute": (lambda: zipped({f"/etc/{FIRST}": NB}), "top of a disk"),
    "absolute, Windows": (lambda: zipped({f"C:\\{FIRST}": NB}), "top of a disk"),
    "a link": (lambda: zipped(special(stat.S_IFLNK)), "a link or another special file"),
    "a device": (lambda: zipped(special(stat.S_IFCHR)), "a link or another special file"),
    "control characters": (lambda: zipped({"a\x1b[2Jb.ipynb": NB}), "control characters"),
    "a bomb": (lambda: zipped({"a.bin": b"\0" * 450_000_000, FIRST: NB}), "more than 400 MB"),
    "a bomb in a bomb": (lambda: zipped({"a.zip": {"b.zip": {"c.bin": b"\0" * 45_000_000}}}), "more than 40 MB"),
    "a quine": (lambda: zipped(quine()), "more than 3 archives"),
    "overlapping entries": (overlapping, ""),
    "many entries": (lambda: zipped({f"{k}.txt": b"" for k in range(500)}), "more than 300 files"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c", "damaged or cut off"),
    "damaged content": (lambda: zipped({FIRST: NB}).replace(b"PK\3\4", b"PK\3\5"), ""),
}  # fmt: skip
#: "a bomb" meets the limit that tutors are told; these meet a tenth of it, which is reached ten times as soon.
LOWER = {"a bomb in a bomb": ("BYTES", 40_000_000), "many entries": ("FILES", 300)}


def test_tutors_are_told_the_limits():
    told = f"A zip is unpacked up to {unpack.BYTES // 1_000_000} MB, {unpack.FILES} files and three levels"
    assert told in (ROOT / "docs" / "tutor.md").read_text() and unpack.DEPTH == 3


@pytest.mark.parametrize("case", BAD)
def test_a_bad_archive_costs_one_student_and_a_line(tmp_path, capsys, monkeypatch, case):
    if case in LOWER:
        monkeypatch.setattr(unpack, *LOWER[case])
    make, line = BAD[case]
    data = make()
    archive = deliver(tmp_path, {"ada.zip": {FIRST: NB}, "mallory.zip": data})
    start = time.monotonic()
    status, got = collected(tmp_path)
    assert status == 0 and got["ada"] == ONE and time.monotonic() - start < 60
    said = capsys.readouterr().out
    assert line in said and not re.search(r"[\x00-\x09\x0b-\x1f]", said)
    assert sum(path.stat().st_size for path in (tmp_path / "submitted").rglob("*") if path.is_file()) < 60_000_000
    assert (archive / "mallory.zip").read_bytes() == data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["downloaded", "records", "submitted"]
    if case == "a bomb":
        assert got["mallory"] == ONE, "the notebook comes before what is too large"


@pytest.mark.parametrize("name", ["ada.tar.gz", "ada.7z", "ada.rar", "ada.tgz"])
def test_other_archives_are_named(tmp_path, capsys, name):
    deliver(tmp_path, {"ben.zip": {FIRST: NB}})
    with tarfile.open(tmp_path / "downloaded" / "sheet10" / "archive" / name, "w:gz") as archive:
        archive.add(__file__, FIRST)
    status, got = collected(tmp_path)
    assert (status, got["ben"]) == (0, ONE) and got["ada"] == [name], "the student is in the class"
    assert "only .zip is" in capsys.readouterr().out


def test_names_in_old_code_pages_and_names_that_differ_in_capitals(tmp_path):
    deliver(tmp_path, {"ada.zip": {FIRST: NB, "Data.csv": b"3", "data.csv": b"4"}})
    assert collected(tmp_path)[1] == {"ada": [FIRST, "Data.csv", "data (2).csv"]}
    entry = zipfile.ZipInfo("x")
    entry.orig_filename, entry.flag_bits = b"\x81bung.ipynb".decode("cp437"), 0
    assert unpack.entry_name(entry) == "übung.ipynb"
    entry.orig_filename = "übung.ipynb".encode().decode("cp437")
    assert unpack.entry_name(entry) == "übung.ipynb"


@pytest.mark.parametrize(
    ("name", "copy"),
    [("1_stf.ipynb", 0), ("1_STF.IPYNB", 0), ("1_stf.txt", 0), ("1_stf.ipynb.json", 0), ("1_stf", 0),
     ("1_stf-1.ipynb", 1), ("1_stf (2).ipynb", 2), ("1_stf-Copy3.ipynb", 3), ("1_stf - Kopie.ipynb", 1),
     ("Copy of 1_stf.ipynb", 0), (".1_stf.ipynb", 0), ("1_stf-2 (1).ipynb", 1)],
)  # fmt: skip
def test_a_notebook_is_known_by_its_damaged_name(name, copy):
    assert unpack.notebook_of(name, ["1_stf", "2_other"]) == ("1_stf", copy)


@pytest.mark.parametrize("name", ["1_stf.py", "essay.ipynb", "2.ipynb", "1_stf_solved.ipynb"])
def test_other_names_are_not_taken_for_it(name):
    assert unpack.notebook_of(name, ["1_stf", "2_other"]) is None


def test_of_several_versions_the_last_counts_and_the_others_are_kept(tmp_path, capsys):
    first, last = notebook("first"), notebook("last")
    again = FIRST.replace(".ipynb", " (1).ipynb")
    deliver(tmp_path, {"ada.zip": {FIRST: first, again: last, f"old/{FIRST}": first}})
    assert collected(tmp_path)[1] == {"ada": [FIRST, "earlier/1_sparse_teacher_forcing.1.ipynb"]}
    assert (tmp_path / "submitted" / "ada" / "sheet10" / FIRST).read_bytes() == last
    assert f"{again} counts" in capsys.readouterr().out


def test_blackboards_last_attempt_counts(tmp_path):
    name = "Sheet10_s1_attempt_2026-05-0{}-10-00-00_" + FIRST
    deliver(tmp_path, {name.format(2): notebook("last"), name.format(1): notebook("first")})
    assert collected(tmp_path)[0] == 0
    place = tmp_path / "submitted" / "s1" / "sheet10"
    assert (place / FIRST).read_bytes() == notebook("last")
    assert (place / "timestamp.txt").read_text().startswith("2026-05-02")


# --- Nothing is written that is not sensible, and nothing is lost. ----------------------------------


@pytest.mark.parametrize(
    ("files", "reason"),
    [({}, "there is nothing in"), ({"readme.txt": b"hello"}, "nobody is recognised"),
     ({FIRST: NB}, "nobody is recognised"), ({"ada/essay.pdf": b"%PDF"}, "no notebook of sheet10")],
)  # fmt: skip
def test_what_is_not_sensible_is_not_written(tmp_path, capsys, files, reason):
    deliver(tmp_path, files)
    status, got = collected(tmp_path, "--yes")
    assert status == 1 and not got and not (tmp_path / "submitted").exists()
    said = capsys.readouterr()
    assert reason in said.out + said.err


def test_a_dry_run_writes_nothing(tmp_path, capsys):
    deliver(tmp_path, {"ada.zip": {FIRST: NB}})
    assert collected(tmp_path, "--dry-run") == (0, {})
    assert "ada" in capsys.readouterr().out and [path.name for path in tmp_path.iterdir()] == ["downloaded"]


def test_what_lies_there_and_is_not_ours_is_moved_aside(tmp_path):
    deliver(tmp_path, {"ada.zip": {FIRST: NB}})
    for _ in range(2):
        assert collected(tmp_path) == (0, {"ada": ONE})
    assert not (tmp_path / "downloaded" / "sheet10" / "replaced").exists(), "our own is replaced"
    place = tmp_path / "submitted" / "ada" / "sheet10" / FIRST
    place.write_bytes(notebook("mended by the tutor"))
    assert collected(tmp_path) == (0, {"ada": ONE}) and place.read_bytes() == NB
    (kept,) = (tmp_path / "downloaded" / "sheet10" / "replaced" / "ada").rglob(FIRST)
    assert kept.read_bytes() == notebook("mended by the tutor")


def test_a_class_beside_one_students_zip_is_asked_about(tmp_path, capsys):
    files = {
        "klasse.zip": {f"Anna Weber_1{MOODLE}/{FIRST}": NB, f"Bo Li_2{MOODLE}/{FIRST}": NB},
        "cem.zip": {FIRST: NB},
    }
    deliver(tmp_path, files)
    assert set(collected(tmp_path, "--dry-run", "--whole-class", "klasse.zip")[1]) == set()
    said = capsys.readouterr().out
    assert "Anna_Weber" in said and "cem" in said
    assert main(["collect", "sheet10", "--root", str(tmp_path), "--dry-run"]) == 0
    assert "--whole-class 'klasse.zip'" in capsys.readouterr().out
    named = {"Kurs-Sheet-77.zip": files["klasse.zip"], "dan.zip": files["cem.zip"]}
    deliver(tmp_path / "b", named)
    assert set(collected(tmp_path / "b")[1]) == {"Anna_Weber", "Bo_Li", "dan"}


# --- The roster. ------------------------------------------------------------------------------------

ROSTERS = {
    "German Excel": "Benutzername;Vorname;Nachname;E-Mail-Adresse\r\naw1;Anna;Weber;aw1@uni.de\r\n"
                    "bl2;Bo;Li;bl2@uni.de\r\ncm3;Cem;Öz;cm3@uni.de\r\n",
    "with a mark": "\ufeffid,first,last\naw1,Anna,Weber\nbl2,Bo,Li\ncm3,Cem,Öz\n",
    "Moodle's grading sheet": "Identifier,Full name,Email address\nParticipant 4711,Anna Weber,aw1@uni.de\n"
                              "Participant 4712,Bo Li,bl2@uni.de\nParticipant 4713,Cem Öz,cm3@uni.de\n",
    "Canvas": 'Student,ID,SIS User ID,SIS Login ID\n"Weber, Anna",4711,77,aw1\n'
              '"Li, Bo",4712,78,bl2\n"Öz, Cem",4713,79,cm3\n',
    "no headings": "aw1\tAnna\tWeber\nbl2\tBo\tLi\ncm3\tCem\tÖz\n",
}  # fmt: skip


@pytest.mark.parametrize("case", ROSTERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_roster_gives_ids_and_names_who_is_missing(tmp_path, capsys, case, encoding):
    if case == "with a mark" and encoding == "cp1252":
        pytest.skip("there is no mark in that code page")
    (tmp_path / "roster.csv").write_bytes(ROSTERS[case].encode(encoding))
    deliver(tmp_path, {f"Anna Weber_4711{MOODLE}/{FIRST}": NB, f"Bo Li_4712{MOODLE}/{FIRST}": NB})
    assert collected(tmp_path) == (0, {"aw1": ONE, "bl2": ONE})
    assert "nothing delivered (1): cm3" in capsys.readouterr().out


def test_a_groups_name_in_front_of_a_students_is_no_part_of_it(tmp_path):
    (tmp_path / "roster.csv").write_text("id,first,last\naw1,Anna,Weber\nbs2,Bo,Li-Schmidt\n")
    deliver(tmp_path, {f"Gruppe 1-Anna Weber_1{MOODLE}/{FIRST}": NB, f"Bo Li-Schmidt_2{MOODLE}/{FIRST}": NB})
    assert collected(tmp_path) == (0, {"aw1": ONE, "bs2": ONE})


def test_two_people_are_never_one(tmp_path, capsys):
    (tmp_path / "roster.csv").write_text("id,first,last\naw1,Anna,Weber\n")
    deliver(tmp_path, {f"Anna Weber_4711{MOODLE}/{FIRST}": NB, f"Anna Weber_4712{MOODLE}/{FIRST}": NB})
    status, got = collected(tmp_path, "--yes")
    assert (status, got) == (1, {}) and "are both aw1" in capsys.readouterr().out
    (tmp_path / "roster.csv").write_text("id,first,last,number\naw1,Anna,Weber,4711\naw2,Anna,Weber,4712\n")
    assert collected(tmp_path) == (0, {"aw1": ONE, "aw2": ONE})


def test_another_courses_roster_is_asked_about(tmp_path, capsys):
    table = tmp_path / "other.csv"
    table.write_text("id,first,last\nxx,Xenia,Xu\n")
    deliver(tmp_path, {f"Anna Weber_4711{MOODLE}/{FIRST}": NB})
    assert collected(tmp_path, "--roster", str(table)) == (1, {})
    assert "is it this course's?" in capsys.readouterr().out
    assert collected(tmp_path, "--roster", str(table), "--yes") == (0, {"Anna_Weber": ONE})


@pytest.mark.parametrize(("text", "word"), [("", "is empty"), ("colour,taste\nred,sweet\n", "")])
def test_a_roster_without_people_is_refused(tmp_path, capsys, text, word):
    (tmp_path / "roster.csv").write_text(text)
    deliver(tmp_path, {f"Anna Weber_4711{MOODLE}/{FIRST}": NB})
    assert collected(tmp_path) == (1, {}) and word in capsys.readouterr().err + word


# --- Groups. ----------------------------------------------------------------------------------------


def test_a_group_counts_only_once_the_tutor_says_so(tmp_path, capsys):
    deliver(tmp_path, {f"ada/{FIRST}": notebook("# Sheet\ngroup: ada, ben"), f"cem/{FIRST}": NB})
    assert collected(tmp_path)[0] == 0
    assert "counts only once groups.csv says so" in capsys.readouterr().out
    (tmp_path / "groups.csv").write_text("group;id\nA;ada\nA;ben\n")
    assert collected(tmp_path)[0] == 0
    assert "for ben, too" in capsys.readouterr().out
    assert collect.read_record(Folders(tmp_path), "sheet10")["ada"]["group"] == ["ada", "ben"]
    (tmp_path / "groups.csv").write_text("group;id\nA;ada\nA;ben\nB;ada\n")
    assert collected(tmp_path)[0] == 1 and "is in the groups A and B" in capsys.readouterr().err


# --- The preview. -----------------------------------------------------------------------------------


def test_a_name_moves_no_cursor(tmp_path, capsys):
    deliver(tmp_path, {f"A\x1b[2Jnna_4711{MOODLE}/{FIRST}": NB, f"B\nb_4712{MOODLE}/{FIRST}": NB})
    collected(tmp_path)
    said = capsys.readouterr().out
    assert "\x1b" not in said and "A\\x1b[2Jnna" in said and "B\\nb" in said


def test_every_platform_can_be_named(tmp_path):
    deliver(tmp_path, {f"Anna Weber_4711{MOODLE}/{FIRST}": NB})
    for platform in platforms.PLATFORMS:
        status = main(["collect", "sheet10", "--root", str(tmp_path), "--dry-run", "--platform", platform])
        assert status == (0 if platform in ("moodle", "plain") else 1)


def test_the_record_says_who_and_when(tmp_path):
    deliver(tmp_path, {"c.zip": {f"Jörg Müller_4711{MOODLE}/{FIRST}": NB}})
    collected(tmp_path)
    record = json.loads(collect.record_path(Folders(tmp_path), "sheet10").read_text("utf-8"))["Joerg_Mueller"]
    assert (record["name"], record["number"], record["clock"]) == ("Jörg Müller", "4711", "archive")
    stamp = (tmp_path / "submitted" / "Joerg_Mueller" / "sheet10" / "timestamp.txt").read_text()
    assert stamp.startswith(record["time"].replace("T", " ")[:19]) and stamp.endswith(" UTC")
    assert preview.CLOCKS.keys() >= {record["clock"]}


def test_nbgraders_own_command_takes_the_same_path(tmp_path):
    shutil.copyfile(COURSE / "nbgrader_config.py", tmp_path / "nbgrader_config.py")
    config = (tmp_path / "nbgrader_config.py").read_text().replace('"../', f'"{ROOT}/')
    (tmp_path / "nbgrader_config.py").write_text(config)
    deliver(tmp_path, {"c.zip": {f"Anna Weber_4711{MOODLE}/a.zip": {f"carol/{FIRST}": NB, "carol/d/h.py": b"1"},
                                 f"Anna Weber_4712{MOODLE}/{FIRST}": NB}})  # fmt: skip
    for _ in range(2):
        nbgrader("zip_collect", "sheet10", "--force", cwd=tmp_path)
        assert students(tmp_path) == {"Anna_Weber_4711": [FIRST, "d/h.py"], "Anna_Weber_4712": ONE}
        assert (tmp_path / "submitted" / "Anna_Weber_4712" / "sheet10" / "timestamp.txt").exists()
