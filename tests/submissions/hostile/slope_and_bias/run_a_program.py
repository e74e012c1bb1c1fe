# Become another program, or start one.
# needs: level A
# expect: forward error
# expect: criterion error

import os
import subprocess


def forward(x, w, b):
    os.execv("/usr/bin/env", ["env"])


def criterion(yhat, y):
    return torch.tensor(float(subprocess.run(["/bin/echo", "1"], capture_output=True).stdout))
