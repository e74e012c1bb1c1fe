"""Ctrl-C for the tests, wherever they run: who is started in the background ignores it, and so does all that it starts."""

import signal


def heed_ctrl_c():
    """Have this process and those that it starts hear of Ctrl-C."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
