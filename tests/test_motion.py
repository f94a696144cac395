"""Motion capture: what ASF and AMC files say is read; what they must not say is named with its line."""

import re

import numpy as np
import pytest

from sheet_utils import datasets
from sheet_utils.datasets import motion

ASF = """# a skeleton of two moving bones and one that is stiff
:version 1.10
:units
  mass 1.0
  length 0.45
  angle deg
:root
   order TX TY TZ RX RY RZ
   axis XYZ
:bonedata
  begin
     id 1
     name hip
     direction 0.6 -0.8 0.0
     axis 0 0 0 XYZ
  end
  begin
     id 2
     name thigh
     axis 0 0 20 XYZ
     dof rx rz
     limits (-160.0 20.0)
            (-70.0 70.0)
  end
  begin
     id 3
     name shin
     dof RX
     limits (-10.0 170.0)
  end
:hierarchy
  begin
    root hip
    hip thigh
    thigh shin
  end
"""

AMC = """#!OML:ASF somewhere
:FULLY-SPECIFIED
:DEGREES
1
root 1 2 3 4 5 6
thigh 7.5 -1e-3
shin 8
2
shin 18
root 11 12 13 14 15 16
thigh 17 19
"""


@pytest.fixture
def files(tmp_path):
    """Writes both files, changed by a replacement in one of them, and returns their paths."""

    def write(old="", new="", of="amc"):
        texts = {"asf": ASF, "amc": AMC}
        assert texts[of].count(old) >= 1
        texts[of] = texts[of].replace(old, new, 1)
        for kind, text in texts.items():
            (tmp_path / f"a.{kind}").write_text(text)
        return tmp_path / "a.asf", tmp_path / "a.amc"

    return write


def test_the_numbers_come_in_the_order_of_the_skeleton(files):
    asf, amc = files()
    skeleton = motion.read_skeleton(asf)
    assert skeleton.degrees
    assert motion.channel_names(skeleton)[5:] == ["root rz", "thigh rx", "thigh rz", "shin rx"]
    expected = [[1, 2, 3, 4, 5, 6, 7.5, -0.001, 8], [11, 12, 13, 14, 15, 16, 17, 19, 18]]
    np.testing.assert_array_equal(motion.read_take(amc, skeleton), expected)


def test_radians(files):
    asf, amc = files("angle deg", "angle rad", of="asf")
    skeleton = motion.read_skeleton(asf)
    assert not skeleton.degrees
    with pytest.raises(motion.MotionError, match="line 3: the skeleton has another unit"):
        motion.read_take(amc, skeleton)


@pytest.mark.parametrize(
    ("of", "old", "new", "message"),
    [
        ("asf", "angle deg", "angle turns", "line 6: expected 'angle deg' or 'angle rad', got 'angle turns'"),
        ("asf", "dof rx rz", "dof rx rq", "line 21: expected some of tx, ty, .*, got 'rx rq'"),
        ("asf", "dof rx rz", "dof rx rx", "line 21: expected some of"),
        ("asf", "name shin", "name thigh", "line 27: expected one name that no bone before has, got 'thigh'"),
        ("asf", "name shin", "id 4", "line 28: degrees of freedom of a bone without a name"),
        ("asf", ":root", ":roots", "a.asf: expected a section :root with an order"),
        ("amc", "shin 8", "shin", "line 7: expected 1 numbers, got ''"),
        ("amc", "shin 8", "shin 8 9", "line 7: expected 1 numbers, got '8 9'"),
        ("amc", "shin 8", "shin eight", "line 7: expected 1 numbers, got 'eight'"),
        ("amc", "shin 8", "shin nan", "line 7: expected 1 numbers, got 'nan'"),
        ("amc", "shin 8", "foot 8", "line 7: the skeleton has no moving bone 'foot'"),
        ("amc", "shin 8", "thigh 8 9", "line 7: 'thigh' is there twice in one frame"),
        ("amc", "shin 8\n", "", "line 7: frame 1 before it has no line for 'shin'"),
        ("amc", "thigh 17 19\n", "", "line 10: frame 2 before it has no line for 'thigh'"),
        ("amc", "\n2\n", "\n3\n", "line 8: expected frame 2, got 3"),
        ("amc", "1\nroot", "root", "line 4: expected the number of a frame, got 'root'"),
        ("amc", AMC, "# nothing", "a.amc: expected frames, got none"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(files, of, old, new, message):
    with pytest.raises(motion.MotionError, match=message):
        asf, amc = files(old, new, of)
        motion.read_take(amc, motion.read_skeleton(asf))


def test_a_file_that_is_no_text(files):
    asf, _ = files()
    asf.write_bytes(b"\xff\xd8\x00")
    with pytest.raises(motion.MotionError, match="expected plain ASCII text"):
        motion.read_skeleton(asf)


def test_takes_that_are_put_into_data(files, tmp_path, monkeypatch):
    """`load_cmu` looks in data/, wants the very files, and gives what moves, standardised."""
    asf, _ = files()
    folder = tmp_path / "cmu_mocap"
    folder.mkdir()
    monkeypatch.setattr(datasets.checked_files, "data_path", lambda name: tmp_path / name)
    with pytest.raises(datasets.DataError, match=re.escape("data/cmu_mocap/02.asf is not there")):
        datasets.load_cmu()
    angles = np.random.default_rng(0).normal(5, 3, size=(3, 40, 2)).round(4)
    frames = lambda take: "".join(
        f"{t}\nroot 0 0 {t} 0 0 0\nthigh {a} {b}\nshin 30\n" for t, (a, b) in enumerate(take, 1)
    )
    (folder / "02.asf").write_text(ASF)
    for name, take in zip(("02_01", "02_02", "02_03"), angles, strict=True):
        (folder / f"{name}.amc").write_text(":DEGREES\n" + frames(take))
    with pytest.raises(datasets.DataError, match="another file: expected the sha256 c9f5"):
        datasets.load_cmu()
    monkeypatch.setattr(datasets.series, "guest", lambda name: tmp_path / name)
    takes, names = datasets.load_cmu(every=4)
    assert names == ["thigh rx", "thigh rz"]
    assert [len(take) for take in takes] == [10] * 9
    told = np.concatenate([angles[0], angles[2]])
    scaled = (angles - told.mean(axis=0)) / told.std(axis=0)
    for take, whole in [(takes[0], scaled[0][::4]), (takes[3], scaled[0][3::4]), (takes[-1], scaled[1][::4])]:
        np.testing.assert_allclose(take, whole, atol=1e-5)
