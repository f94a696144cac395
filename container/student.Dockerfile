# JupyterLab with the course, for students:
#   docker build -f container/student.Dockerfile -t chaos-rnn-course .
#   docker run --rm -p 127.0.0.1:8888:8888 -v "$PWD/work:/course/work" chaos-rnn-course
# Python's full image brings what packages without a wheel need; the version is the one that the tests run on.
FROM python:3.11-slim-bookworm
RUN useradd --create-home student && mkdir -p /course/work && chown -R student /course
USER student
WORKDIR /course
ENV PATH=/home/student/.local/bin:$PATH PIP_NO_CACHE_DIR=1
# PyTorch's build without CUDA is a tenth of the size. Another architecture finds its own wheel on the usual index.
COPY --chown=student pyproject.toml setup.py requirements.lock README.md LICENSE ./
COPY --chown=student LICENSES LICENSES
COPY --chown=student sheet_utils sheet_utils
COPY --chown=student data data
RUN pip install --user --extra-index-url https://download.pytorch.org/whl/cpu -c requirements.lock ".[fast]"
COPY --chown=student notebooks notebooks
EXPOSE 8888
CMD ["python", "-m", "sheet_utils.lab", "--ip=0.0.0.0", "--no-browser"]
