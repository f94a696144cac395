"""The house stands: lower floors know nothing of higher ones, and names and sizes keep their rules."""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
