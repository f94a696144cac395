# Grading with nbgrader behind bubblewrap:
#   docker build -f container/grader.Dockerfile -t chaos-rnn-grader .
#   docker run --rm -it --network none --security-opt seccomp=unconfined --security-opt apparmor=unconfined \
#       --cap-add SYS_ADMIN -v "$PWD/course:/course/course" chaos-rnn-grader
# bubblewrap makes the namespaces of a student's process, which Docker's own profile forbids; that is why the outer
# wall is opened here, and why the container has no network. `course grade` refuses to begin where bubblewrap cannot.
FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends bubblewrap make git && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home tutor && mkdir /course && chown tutor /course
USER tutor
WORKDIR /course
ENV PATH=/home/tutor/.local/bin:$PATH PIP_NO_CACHE_DIR=1
COPY --chown=tutor . .
RUN pip install --user --extra-index-url https://download.pytorch.org/whl/cpu -c requirements.lock --editable ".[fast,tutor]"
WORKDIR /course/course
CMD ["bash"]
