#!/bin/sh
# Set up this checkout: scripts/setup.sh run | test
#
# "run" installs what `make build` needs, "test" also what the tests and checks need: system
# packages (Debian's, where root or sudo allows), a virtual environment in .venv from the lock
# file, and for the tests the Node packages. What could not be installed is said at the end of
# each part, with the command that would do it. Doing it again costs nothing.
set -eu

cd "$(dirname "$0")/.."
mode=${1:-run}
case $mode in run | test) ;; *) echo "usage: scripts/setup.sh run|test" >&2; exit 2 ;; esac

# -- system packages

# package=file or program that shows that it is there
run_packages="
git=git
python3-venv=:venv
fonts-noto-core=/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf
fonts-noto-cjk=/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
"
test_packages="
gettext=msgfmt
poppler-utils=pdftotext
qpdf=qpdf
chromium=chromium
nginx-light=nginx
i18nspector=i18nspector
hunspell=hunspell
hunspell-de-de=/usr/share/hunspell/de_DE.dic
libreoffice-writer-nogui=soffice
default-jre-headless=java
nodejs=node
npm=npm
minisign=minisign
"

python=${PYTHON:-python3}

there() {
    case $1 in
        :venv) [ -x .venv/bin/python ] || "$python" -c 'import ensurepip, venv' 2>/dev/null ;;
        /*) [ -e "$1" ] ;;
        *) command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] ;;
    esac
}

wanted=$run_packages
[ "$mode" = run ] || wanted="$wanted $test_packages"
missing=
for pair in $wanted; do
    there "${pair#*=}" || missing="$missing ${pair%%=*}"
done
if [ -n "$missing" ]; then
    root=
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then root=sudo; else root=no; fi
    fi
    if [ "$root" != no ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing:$missing"
        log=$(mktemp)
        export DEBIAN_FRONTEND=noninteractive
        if ! { $root apt-get update && $root apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
            tail -n 15 "$log" >&2
        fi
        rm -f "$log"
    fi
    still=
    for pair in $wanted; do
        there "${pair#*=}" || still="$still ${pair%%=*}"
    done
    if [ -n "$still" ]; then
        echo "Could not install:$still" >&2
        echo "Where you may: sudo apt-get install --no-install-recommends$still" >&2
    fi
fi

# -- the virtual environment, from the lock file with hashes

lock=requirements.lock
[ "$mode" = run ] || lock=requirements-dev.lock
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed; $python is $("$python" --version)." >&2
    exit 2
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
sum=$(sha256sum "$lock" pyproject.toml | sha256sum | cut -c1-64)
stamp=.venv/.appeal-$mode
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$sum" ]; then
    echo "Installing Python packages from $lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" 2>&1 |
        grep -v '^WARNING: Location' >&2 || true
    # The build backend is in the lock file, so nothing unlocked is fetched for it.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . 2>&1 |
        grep -v '^WARNING: Location' >&2 || true
    .venv/bin/python -c 'import appeal, babel, click, markdown, typst' ||
        { echo "The Python packages could not be installed." >&2; exit 2; }
    echo "$sum" >"$stamp"
fi
# As pip does with what it installs: where Python may not write, each start would compile anew.
.venv/bin/python -m compileall -q appeal

# -- Node packages for the browser's tests

if [ "$mode" = test ] && [ -f package-lock.json ]; then
    sum=$(sha256sum package-lock.json | cut -c1-64)
    if [ "$(cat node_modules/.appeal 2>/dev/null || true)" != "$sum" ]; then
        echo "Installing Node packages from package-lock.json"
        if npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
            echo "$sum" >node_modules/.appeal
        else
            echo "Could not install the Node packages: the browser's tests will fail." >&2
        fi
    fi
fi
