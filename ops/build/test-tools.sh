# Sourced by ops/test: what the tests need beside .NET and PostgreSQL. Each require_ function does nothing the second time.

find_chromium() {
  local name
  if [ -n "${MINATO_CHROMIUM:-}" ]; then command -v "$MINATO_CHROMIUM"; return; fi
  for name in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    ! command -v "$name" || return 0
  done
  return 1
}

require_chromium() {
  if ! find_chromium >/dev/null; then
    [ -z "${MINATO_CHROMIUM:-}" ] || fail "MINATO_CHROMIUM names $MINATO_CHROMIUM, which is no program."
    say "Installing Chromium ..."
    install_packages "chromium fonts-noto-cjk" "chromium google-noto-sans-cjk-fonts" "--cask chromium"
  fi
  MINATO_CHROMIUM=$(find_chromium) || fail "Chromium was installed, but not found; MINATO_CHROMIUM can name it."
  export MINATO_CHROMIUM
}

# maildev loads modules in a way that older ones refuse.
node_is_new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || a === 22 && b >= 12 || a === 20 && b >= 19 ? 0 : 1)'
}

require_node() {
  local folder=$local_folder/node processor
  if ! has node || ! has npm; then
    say "Installing Node.js ..."
    install_packages "nodejs npm" "nodejs npm" node
  fi
  ! node_is_new_enough || return 0
  processor=$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
  if [ ! -x "$folder/node_modules/node-linux-$processor/bin/node" ]; then
    say "This machine's Node.js is $(node --version), too old for maildev: fetching a newer one ..."
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error "node-linux-$processor@22.23.3" >&2
  fi
  export PATH=$folder/node_modules/node-linux-$processor/bin:$PATH
  node_is_new_enough || fail "maildev needs Node.js 22.12 or newer, and none could be installed."
}

# The SMTP server that the tests of reminder mails deliver to.
require_maildev() {
  local wanted=$repo/tests/MinatoTracker.Service.Tests/Mail folder=$local_folder/maildev
  require_node
  export MINATO_MAILDEV=$folder/node_modules/maildev/dist/bin/maildev.js
  if ! cmp -s "$wanted/package-lock.json" "$folder/installed"; then
    say "Installing maildev ..."
    mkdir -p "$folder"
    cp "$wanted/package.json" "$wanted/package-lock.json" "$folder/"
    (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >&2)
    [ -f "$MINATO_MAILDEV" ] || fail "maildev was installed, but $MINATO_MAILDEV is not there."
    # Last, so that an interrupted installation is done again.
    cp "$wanted/package-lock.json" "$folder/installed"
  fi
}
