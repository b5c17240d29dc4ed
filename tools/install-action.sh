#!/usr/bin/env bash
# Installs this very tree, with hashed requirements, into a virtual environment of its own below RUNNER_TEMP.
# Linux, macOS and Windows (Git Bash); with uv when it is there, as that is six times as fast.
set -euo pipefail

here=$ACTION_PATH
home="$RUNNER_TEMP/outcome-lint/venv"

find_python() {
    for python in "${ASKED_PYTHON:-}" python3 python python3.14 python3.13 python3.12 python3.11; do
        if [ -n "$python" ] && "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$python"
            return
        fi
    done
    echo "::error title=outcome-lint::Python 3.11 or newer is needed: use actions/setup-python, or set the input python" >&2
    exit 2
}

python=$(find_python)
[ -x "$home/bin/python" ] || [ -x "$home/Scripts/python.exe" ] || "$python" -m venv "$home"
inside="$home/bin/python"
[ -x "$inside" ] || inside="$home/Scripts/python.exe"
printf 'python=%s\n' "$inside" >>"$GITHUB_OUTPUT"
[ ! -f "$home/.ready" ] || exit 0 # a second step of the same job

echo "::group::Installing outcome-lint"
if command -v uv >/dev/null; then
    uv pip install --quiet --python "$inside" --require-hashes -r "$here/requirements/report.txt"
    uv pip install --quiet --python "$inside" --require-hashes -r "$here/requirements/build.txt"
    uv pip install --quiet --python "$inside" --no-deps --no-build-isolation "$here"
else
    pip=("$inside" -m pip --disable-pip-version-check --quiet install)
    "${pip[@]}" --require-hashes -r "$here/requirements/report.txt" -r "$here/requirements/build.txt"
    "${pip[@]}" --no-deps --no-build-isolation "$here"
fi
touch "$home/.ready"
echo "::endgroup::"
