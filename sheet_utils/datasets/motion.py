"""Read motion capture in ASF/AMC, the format in which the CMU Graphics Lab publishes its database.

An ASF file holds a skeleton: bones, and for each the names of its degrees of freedom. An AMC file holds a take: frame
by frame one line per bone with as many numbers. Bones without degrees of freedom have no line. The format is described
at research.cs.wisc.edu/graphics/Courses/cs-838-1999/Jeff/ASF-AMC.html and mocap.cs.cmu.edu. Only angles are read
here: where a body is drawn is of no interest to a network that predicts its next frame.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

DEGREES_OF_FREEDOM = ("tx", "ty", "tz", "rx", "ry", "rz", "l")


class MotionError(ValueError):
    """A file that is no ASF or AMC file; the message says in which line, and what was expected there."""


@dataclass(frozen=True)
class Skeleton:
    """What an AMC file has to hold.

    Attributes:
        channels: dict from a bone's name to the names of its degrees of freedom, in the order of the numbers; the
            first bone is "root".
        degrees: whether angles are in degrees; in radians otherwise.
    """

    channels: dict
    degrees: bool


def read_skeleton(path) -> Skeleton:
    """The `Skeleton` of an ASF file.

    Args:
        path: the ASF file.

    Returns:
        The skeleton.

    Raises:
        MotionError: the file has no root or no bones, or a line of it makes no sense.
        OSError: there is no such file.
    """
    section, name, channels, unit = None, None, {}, "deg"
    for line, words in _lines(path):
        if words[0].startswith(":"):
            section, name = words[0].lower(), None
        elif section == ":units" and words[0].lower() == "angle":
            unit = words[1].lower() if len(words) == 2 else ""
            if unit not in ("deg", "rad"):
                raise MotionError(f"{line}: expected 'angle deg' or 'angle rad', got {' '.join(words)!r}")
        elif section == ":root" and words[0].lower() == "order":
            channels = {"root": _freedoms(line, words[1:]), **channels}
        elif section == ":bonedata":
            if words[0] == "begin":
                name = None
            elif words[0] == "name":
                if len(words) != 2 or words[1] in channels:
                    raise MotionError(f"{line}: expected one name that no bone before has, got {' '.join(words[1:])!r}")
                name = words[1]
            elif words[0] == "dof":
                if name is None:
                    raise MotionError(f"{line}: degrees of freedom of a bone without a name")
                channels[name] = _freedoms(line, words[1:])
    if "root" not in channels or len(channels) < 2:
        raise MotionError(f"{path}: expected a section :root with an order, and bones with degrees of freedom")
    return Skeleton(channels, unit == "deg")


def read_take(path, skeleton) -> np.ndarray:
    """The numbers of an AMC file, frame by frame.

    Args:
        path: the AMC file.
        skeleton: from `read_skeleton`, of the same subject.

    Returns:
        (frames, channels), in the order of `channel_names(skeleton)`, in the file's units.

    Raises:
        MotionError: a bone is unknown, missing or twice there, a number is missing or none, frames are not counted
            1, 2, 3, ..., or the file's unit of angles is not the skeleton's.
        OSError: there is no such file.
    """
    frames, frame, line = [], {}, f"{path}"
    for line, words in _lines(path):
        if words[0].startswith(":"):
            if words[0].lower() in (":degrees", ":radians") and (words[0].lower() == ":degrees") != skeleton.degrees:
                raise MotionError(f"{line}: the skeleton has another unit of angles")
        elif len(words) == 1 and words[0].isdigit():
            if frames or frame:
                frames.append(_row(line, frame, skeleton))
            if int(words[0]) != len(frames) + 1:
                raise MotionError(f"{line}: expected frame {len(frames) + 1}, got {words[0]}")
            frame = {"number": int(words[0])}
        else:
            _add(line, words, frame, skeleton)
    if not frame:
        raise MotionError(f"{path}: expected frames, got none")
    frames.append(_row(line, frame, skeleton))
    return np.array(frames)


def channel_names(skeleton) -> list[str]:
    """Names such as "ltibia rx", in the order of the columns of `read_take`.

    Args:
        skeleton: from `read_skeleton`.

    Returns:
        A list as long as a row of `read_take`.
    """
    return [f"{bone} {freedom}" for bone, freedoms in skeleton.channels.items() for freedom in freedoms]


def _lines(path):
    """(place, words) of every line that is neither empty nor a comment."""
    try:
        text = Path(path).read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise MotionError(f"{path}: expected plain ASCII text") from None
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#", 1)[0].split()
        if words:
            yield f"{path}, line {number}", words


def _freedoms(line, words):
    freedoms = tuple(word.lower() for word in words)
    if not freedoms or len(set(freedoms)) < len(freedoms) or not set(freedoms) <= set(DEGREES_OF_FREEDOM):
        raise MotionError(f"{line}: expected some of {', '.join(DEGREES_OF_FREEDOM)}, got {' '.join(words)!r}")
    return freedoms


def _add(line, words, frame, skeleton):
    """Put the numbers of one line into the frame."""
    bone, numbers = words[0], words[1:]
    if not frame:
        raise MotionError(f"{line}: expected the number of a frame, got {bone!r}")
    if bone not in skeleton.channels:
        raise MotionError(f"{line}: the skeleton has no moving bone {bone!r}")
    if bone in frame:
        raise MotionError(f"{line}: {bone!r} is there twice in one frame")
    wanted = len(skeleton.channels[bone])
    try:
        frame[bone] = [float(number) for number in numbers]
    except ValueError:
        raise MotionError(f"{line}: expected {wanted} numbers, got {' '.join(numbers)!r}") from None
    if len(numbers) != wanted or not np.isfinite(frame[bone]).all():
        raise MotionError(f"{line}: expected {wanted} numbers, got {' '.join(numbers)!r}")


def _row(line, frame, skeleton):
    missing = [bone for bone in skeleton.channels if bone not in frame]
    if missing:
        raise MotionError(f"{line}: frame {frame.get('number')} before it has no line for {missing[0]!r}")
    return [number for bone in skeleton.channels for number in frame[bone]]
