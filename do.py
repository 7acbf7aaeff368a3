"""The one entry for people who work on Thalweg; run it with a Python 3.11 or newer, nothing else is needed.

    python3 do.py lab     open the laboratory                   (arguments go to `thalweg lab`)
    python3 do.py test    run every test, in a real browser too (arguments go to pytest)
    python3 do.py check   formatting, types, layers, front end, locks
    python3 do.py bench   measure what the performance claims rest on
    python3 do.py lock    write the locks anew                  (arguments go to uv, e.g. --upgrade)

Each first brings `.venv` up to date: the locked packages, then Thalweg itself with what it is built from.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is the sentence for someone who has an older one
    sys.exit(f"Thalweg needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")

import difflib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hatch_build

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "locks"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
TORCH_SECONDS = 300

# Each worker has a browser and servers of its own; whoever is free takes over what another has not come to.
ALL_CORES = ("--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal")


# ------------------------------------------------------------------------------------------------------------ commands


def lab(*arguments: str) -> None:
    """Open the laboratory."""
    prepare("run")
    give_way_to("thalweg", "lab", *arguments)


def test(*arguments: str) -> None:
    """Run the tests: all of them on several cores, those that are asked for one after the other."""
    prepare("test")
    if os.environ.get("THALWEG_TORCH") == "1":
        add_torch()
    give_way_to("python", "-m", "pytest", *(arguments or ALL_CORES))


def check() -> None:
    """Check everything that needs no test, each on a line with its seconds, and fail if any of it does."""
    prepare("test")
    failures = [name for name, command in checks().items() if not passes(name, *command)]
    if failures:
        sys.exit(f"\nNot right yet: {', '.join(failures)}.")


def bench(*arguments: str) -> None:
    """Run the benchmarks."""
    prepare("test")
    give_way_to("python", "-m", "bench.run", *arguments)


def lock(*arguments: str) -> None:
    """Write the locks anew: one version of each package, its hashes, and no word about where it came from."""
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv") or install_uv(Path(folder))
        build = Path(folder, "build.in")
        build.write_text("\n".join(build_requirements()))
        compiled = [uv, "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version=3.11"]
        compiled += ["--generate-hashes", "--no-emit-index-url", "--custom-compile-command=python3 do.py lock"]
        run_lock, test_lock, build_lock = (LOCKS / f"{name}.lock" for name in ("run", "test", "build"))
        run(*compiled, "pyproject.toml", "-o", run_lock, *arguments)
        run(*compiled, "pyproject.toml", "--group=test", "--group=check", "-c", run_lock, "-o", test_lock, *arguments)
        run(*compiled, build, "--no-annotate", "-c", test_lock, "-o", build_lock, *arguments)
    # Without `node_modules` in sight: npm would leave out what only other systems need.
    run("npm", "--prefix", "frontend", "install", "--package-lock-only", "--ignore-scripts")


COMMANDS: dict[str, Callable[..., None]] = {"lab": lab, "test": test, "check": check, "bench": bench, "lock": lock}


# --------------------------------------------------------------------------------------------------------- environment


def prepare(lock_name: str) -> None:
    """Bring `.venv` up to date; where nothing has changed since the last time, this takes milliseconds."""
    if not PYTHON.exists():
        make_environment()
    packages = [LOCKS / "build.lock", LOCKS / f"{lock_name}.lock"]
    if changed(lock_name, packages):
        say(f"installing what {' and '.join(lock.relative_to(ROOT).as_posix() for lock in packages)} list")
        install("--require-hashes", *(f"--requirement={lock}" for lock in packages))
        remember(lock_name, packages)
    package = [ROOT / "pyproject.toml", ROOT / "hatch_build.py"]
    stale = hatch_build.stale()
    if stale or changed("package", package):
        say(f"installing Thalweg{''.join(f', building {product.name}' for product in stale)}")
        # What builds it is in `.venv` already, from the lock; an environment of its own would be made anew every time.
        install("--no-build-isolation", "--no-deps", "--editable", str(ROOT))
        remember("package", package)


def make_environment() -> None:
    """Create an empty `.venv`, with uv or with Python's own venv."""
    say("making .venv, this once")
    if uv := shutil.which("uv"):
        run(uv, "venv", "--quiet", "--clear", "--seed", "--python", sys.executable, VENV)
    elif importlib.util.find_spec("ensurepip"):
        run(sys.executable, "-m", "venv", "--clear", VENV)
    else:
        sys.exit("This Python cannot make an environment: install python3-venv (`apt install python3-venv`), or uv.")


def install(*arguments: str) -> None:
    """Install into `.venv`, with uv where there is one."""
    if uv := shutil.which("uv"):
        run(uv, "pip", "install", "--quiet", "--python", VENV, "--reinstall-package", "thalweg", *arguments)
    else:
        run(*pip_install(), *arguments)


def pip_install() -> list[str]:
    """Return pip's command; compiling every module would be a third of its work, and Python compiles the imported."""
    return [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"]


def add_torch() -> None:
    """Add the second peer of the tests, with pip: it alone knows of a CPU build this machine may have been given."""
    requirements = project()["dependency-groups"]["torch"]
    say(f"installing {' '.join(requirements)}, for at most {TORCH_SECONDS // 60} minutes")
    try:
        subprocess.run([*pip_install(), *requirements], check=True, timeout=TORCH_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        say("PyTorch could not be had here: the tests compare with Optax alone")


def install_uv(folder: Path) -> str:
    """Install uv into a folder, for a machine that has none, and return where it is."""
    run(sys.executable, "-m", "venv", folder)
    programs = folder / PROGRAMS.name
    run(programs / PYTHON.name, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    return str(programs / "uv")


def build_requirements() -> list[str]:
    """Return what a build may ask for: what pyproject.toml names, Node, and Hatchling's own for an editable install."""
    return [*project()["build-system"]["requires"], hatch_build.NODE, "editables~=0.3"]


def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def changed(name: str, files: list[Path]) -> bool:
    """Whether any of the files differs from what was remembered in `.venv` under that name."""
    stamp = VENV / f"{name}.sha256"
    return not stamp.exists() or stamp.read_text() != digest(files)


def remember(name: str, files: list[Path]) -> None:
    """Remember in `.venv` that it agrees with these files."""
    (VENV / f"{name}.sha256").write_text(digest(files))


def digest(files: list[Path]) -> str:
    """Return the SHA-256 of the files' contents."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


# -------------------------------------------------------------------------------------------------------------- checks


def checks() -> dict[str, list[str]]:
    """Return the commands of `check` by the name that is printed for them."""
    return {
        "ruff: lint": ["ruff", "check"],
        "ruff: format": ["ruff", "format", "--check"],
        "types": ["mypy"],
        "layers": ["lint-imports"],
        "front end": ["npm", "--prefix", "frontend", "run", "check"],
        "house": ["python", "-m", "pytest", "--quiet", "tests/house/test_committed.py"],
        "lessons": ["python", "-m", "thalweg.lessons"],
        "glossary": ["python", "-m", "thalweg.language.glossary", "--check"],
    }


def passes(name: str, command: str, *arguments: str) -> bool:
    """Run one check, print its line, and what it had to say if it failed."""
    print(f"  {name:<14}", end="", flush=True)
    start = time.perf_counter()
    call = [located(command), *arguments]
    done = subprocess.run(call, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {time.perf_counter() - start:5.1f} s", flush=True)
    if done.returncode:
        print(f"\n{done.stdout}{done.stderr}")
    return done.returncode == 0


# ----------------------------------------------------------------------------------------------------------- processes


def environment() -> dict[str, str]:
    """Return this process's environment, with the programs of `.venv` found first and bytecode kept."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"VIRTUAL_ENV": str(VENV), "PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"}


def located(command: str) -> str:
    """Return where a program lies, in `.venv` before anywhere else."""
    if found := shutil.which(command, path=environment()["PATH"]):
        return found
    sys.exit(f"{command} was not found; `python3 do.py test` brings everything into .venv that is needed here.")


def run(*command: str | Path) -> None:
    """Run a command to its end, with its words on the screen; if it fails, so does this, without a traceback."""
    program, *arguments = map(str, command)
    if subprocess.run([located(program), *arguments], cwd=ROOT, env=environment(), check=False).returncode:
        sys.exit(f"This failed, for the reason above: {program} {' '.join(arguments)}")


def give_way_to(name: str, *arguments: str) -> None:
    """Let a program of `.venv` take over, so that Ctrl-C, signals and the exit status are its own."""
    command = [located(name), *arguments]
    if os.name == "nt":  # where a process cannot take another's place
        sys.exit(subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode)
    os.chdir(ROOT)
    os.execve(command[0], command, environment())


def say(sentence: str) -> None:
    """Tell the person what is going on."""
    print(f"· {sentence}", flush=True)


def main() -> None:
    """Run the command that was asked for, or say which there are."""
    name, *arguments = sys.argv[1:] or ["help"]
    if name in {"help", "--help", "-h"}:
        print(__doc__)
    elif name not in COMMANDS:
        nearest = difflib.get_close_matches(name, COMMANDS, n=1)
        meant = f'did you mean "{nearest[0]}"? ' if nearest else ""
        sys.exit(f'unknown command "{name}"; {meant}There is: {", ".join(COMMANDS)}.')
    else:
        COMMANDS[name](*arguments)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
