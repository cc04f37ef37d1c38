#!/bin/sh
# Installs Debian's chromium and a Chinese font where this machine lets us; otherwise says so and
# goes on: the tests that need a browser skip themselves, in CI they fail.
set -u
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "No chromium here: the browser tests are skipped (apt-get install chromium fonts-noto-cjk)."
  exit 0
fi
install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk
}
if ! { install || { apt-get update -qq && install; }; } >/dev/null 2>&1; then
  echo "chromium could not be installed: the browser tests are skipped."
fi
exit 0
