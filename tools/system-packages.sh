#!/bin/sh
# Install what Debian must provide, and only what is missing.
# Use: tools/system-packages.sh demo | test
set -eu

wanted="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1 gettext"
if [ "${1:-demo}" = test ]; then
    wanted="$wanted chromium poppler-utils"
fi
python="${PYTHON:-python3}"
if ! "$python" -c "import ensurepip, venv" 2>/dev/null; then
    wanted="$wanted python3 python3-venv"
fi

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "Máy này không dùng gói Debian: hãy tự cài Pango, HarfBuzz, libmagic, gettext (và Chromium để chạy thử nghiệm)."
    exit 0
fi

missing=""
for package in $wanted; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
        as_root="sudo"
    else
        echo "Thiếu gói hệ thống:$missing" >&2
        echo "Hãy nhờ người có quyền quản trị chạy: apt-get update && apt-get install -y$missing" >&2
        exit 1
    fi
fi

echo "Đang cài gói hệ thống:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
install_missing() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >"$log" 2>&1
}
if ! install_missing; then
    $as_root apt-get update >"$log" 2>&1 || true
    if ! install_missing; then
        tail -n 15 "$log" >&2
        echo "Không cài được gói hệ thống: hãy kiểm tra mạng và nguồn gói rồi chạy lại." >&2
        exit 1
    fi
fi
