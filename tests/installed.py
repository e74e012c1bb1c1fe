"""The kit installed into an environment of its own, as its users have it; torch and the like are borrowed from this one."""

import os
import subprocess
import sys
import sysconfig


class Installed:
    """An environment in `folder`, made anew, with what `pip install` makes of `what`; `cwd` is where commands are typed."""

    def __init__(self, folder, *what, cwd):
        self.cwd, self._programs = cwd, folder / "bin"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        python = self._programs / "python"
        where = "import sysconfig; print(sysconfig.get_path('purelib'))"
        packages = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout.strip()
        with open(os.path.join(packages, "borrowed.pth"), "w") as file:
            file.write(sysconfig.get_path("purelib") + "\n")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python, "install", "--quiet"]
        options = ["--no-index", "--no-deps", "--no-build-isolation", "--no-warn-script-location", "--ignore-installed"]
        subprocess.run([*pip, *options, *what], cwd=cwd, check=True, env=_environment())

    def run(self, command, *arguments, cwd=None, stdin=None):
        """Run one of the environment's programs to its end; return what became of it, with its output as text."""
        return subprocess.run(
            [self._programs / command, *map(str, arguments)],
            cwd=cwd or self.cwd,
            env={**_environment(), "NO_COLOR": "1", "COLUMNS": "200"},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=240,
        )


def _environment():
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "COV", "GRADKIT"))
    }
