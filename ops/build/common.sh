# Sourced by the scripts in ops/.
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
local_folder=$repo/.local

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Which edition: the default one, or MINATO_STACK=CritterStack. MSBuild takes its properties from the environment too.
export Stack=${MINATO_STACK:-${Stack:-}}
case $Stack in
  "") service_project=MinatoTracker.Service output=bin/Release/net10.0 ;;
  CritterStack) service_project=MinatoTracker.CritterStack output=bin/CritterStack/Release/net10.0 ;;
  *) fail "MINATO_STACK is CritterStack, or unset for the default edition; there is no edition $Stack." ;;
esac

# A service account or a build machine may have no home; dotnet, NuGet, npm and Chromium all want one.
if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
  export HOME=$local_folder/home
  mkdir -p "$HOME"
  export DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-$HOME}
fi
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NPM_CONFIG_UPDATE_NOTIFIER=false
# On a closed network NuGet would wait minutes for lists of revoked certificates; packages stay pinned by version.
export NUGET_CERT_REVOCATION_MODE=${NUGET_CERT_REVOCATION_MODE:-offline}

has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif has sudo; then sudo "$@"
  else fail "This needs root rights, and there is no sudo. As root, run: $*"
  fi
}

# install_packages APT DNF BREW: each argument is a list of names for that package manager.
install_packages() {
  if has apt-get; then
    as_root apt-get update -qq >&2
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
      -o DPkg::Lock::Timeout=600 $1 >&2
  elif has dnf; then
    # shellcheck disable=SC2086
    as_root dnf install -y -q $2 >&2
  elif has brew; then
    # shellcheck disable=SC2086
    brew install -q $3 >&2
  else
    fail "No apt-get, dnf or brew here: install by hand what is called '$1' on Debian."
  fi
}

require_dotnet() {
  has dotnet && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' && return
  fail "MinatoTracker needs the .NET 10 SDK, and no 'dotnet' with it is on the PATH. Get it from https://dotnet.microsoft.com/download/dotnet/10.0 or your system's packages (dotnet-sdk-10.0)."
}

require_postgres() {
  [ -n "${MINATO_POSTGRES:-}" ] || "$repo/ops/postgres" find >/dev/null || "$repo/ops/postgres" install
}

# Shows what the build said only when it fails.
build() {
  local log=$local_folder/build/log
  mkdir -p "${log%/*}"
  # Build servers outlive the build and would keep a pipe that a caller reads from open.
  dotnet build -c Release --disable-build-servers -nologo -v quiet "$@" >"$log" 2>&1 9>&- && return
  cat "$log" >&2
  say "The build failed."
  return 1
}

service_dll=$repo/src/$service_project/$output/$service_project.dll

# is_current NAME FOLDER...: whether NAME was built after everything in the folders (of src, tests or ops) was last changed.
is_current() {
  local built=$local_folder/build/$1
  shift
  [ -f "$built" ] && [ "$built" -nt "$repo/global.json" ] && [ -z "$(cd "$repo" && find "$@" ops/build ops/samples \
    \( -name bin -o -name obj \) -prune -o -newer "$built" -print -quit 2>/dev/null)" ]
}

# build_when_older PROJECT FOLDER...: builds it when something in the folders is newer than its last build.
build_when_older() {
  local project=$1 name=${1##*/}$Stack folder=$local_folder/build dll=$repo/$1/$output/${1##*/}.dll
  shift
  [ -f "$dll" ] && is_current "$name" "$@" && return
  mkdir -p "$folder"
  exec 9>"$folder/lock"
  ! has flock || flock 9
  if ! [ -f "$dll" ] || ! is_current "$name" "$@"; then
    # Taken before the build, so that a file saved meanwhile counts as newer.
    touch "$folder/started"
    build "$repo/$project" || exit 1
    mv "$folder/started" "$folder/$name"
  fi
  exec 9>&-
}

build_service() { build_when_older "src/$service_project" src; }
