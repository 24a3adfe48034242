# Sets up what the commands in this folder need; each of them sources this file first.
#
# Python packages go to .venv by requirements.lock (exact versions, by hash), with uv, which is
# fetched into .cache when the machine has none. A stamp lets a second run start at once.

set -eu
cd "$(dirname "$0")/.."
export NO_MKDOCS_2_WARNING=1 # the theme prints its end of life at every build; CONTRIBUTING.md has it

say() { echo "kith: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

find_uv() {
    # A version manager may put a `uv` on the path that does not run here, so run it to see.
    for uv in uv .cache/uv/bin/uv; do
        "$uv" --version >/dev/null 2>&1 && return
    done
    for python in python3.13 python3.12 python3 /usr/bin/python3 python; do
        "$python" -m pip --version >/dev/null 2>&1 || continue
        say "fetching uv, which installs the Python packages (once)"
        "$python" -m pip install --quiet --root-user-action=ignore --target .cache/uv uv==0.13.9 && uv=.cache/uv/bin/uv && return
    done
    fail "uv is missing and there is no Python with pip to fetch it: install uv, or Python with pip"
}

stamp=$(cat requirements.lock pyproject.toml explainers/pyproject.toml .python-version | cksum)
if [ ! -x .venv/bin/kith ] || [ "$(cat .venv/kith-stamp 2>/dev/null)" != "$stamp" ]; then
    find_uv
    say "installing Python packages into .venv (once; they take about 800 MB of disk)"
    "$uv" venv --quiet --clear .venv || "$uv" venv --quiet --clear --python '>=3.12' .venv ||
        fail "Kith needs Python 3.12 or newer (3.13 is best): install it, then run this again"
    "$uv" pip sync --python .venv --require-hashes requirements.lock ||
        fail "the Python packages could not be installed: see the lines above"
    "$uv" pip install --quiet --python .venv --no-deps --no-build-isolation -e . -e explainers ||
        fail "Kith itself could not be installed: see the lines above"
    echo "$stamp" >.venv/kith-stamp
fi
