"""Puts the package emulator in the place of moto_server, whatever interpreter that was installed for: Python imports this
file at start-up when its folder is on PYTHONPATH."""

import os
import sys

os.environ["PYTHONPATH"] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
os.execv(sys.executable, [sys.executable, "-B", "-m", "emulator", *sys.orig_argv[2:]])
