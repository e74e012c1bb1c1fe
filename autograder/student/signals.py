"""Ctrl-C, where somebody sits at a terminal who may press it."""

import signal
import sys


def hear_ctrl_c():
    """Have Ctrl-C raise `KeyboardInterrupt` at a terminal, even where whoever started us had told us to ignore it."""
    if sys.stderr.isatty() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
