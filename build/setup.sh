# Sourced by ./dicnet, ./dicnet-train and ./test from the repository root: installs what is missing, builds what is stale, and nothing else.
# Everything made here lives in .native/ (libraries) and artifacts/ (the build); delete both to start afresh.
# shellcheck shell=bash

ORT_VERSION=1.30.0
ORT_SHA512=b7086cd42d82fc1164cf5c9ce4e634288536194aba0d444eee10f86f1e50d90cb79c0309c115d6f31537355733136f5503d96894b3987a9a03f1f8d318e7c8ab
RUN_PACKAGES="g++ make cmake ffmpeg libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libopencv-videoio-dev"
# The BLAS that libtorch-dev comes with is the reference one, ten times slower; this one takes its place.
TORCH_PACKAGES="libtorch-dev libopenblas0-openmp"
LOG=.native/setup.log

say() { printf '%s\n' "dicnet: $*" >&2; }
die() { say "$*"; exit 1; }

# run_logged WHAT COMMAND...: quiet when it works, its last lines when it does not.
run_logged() {
    local what=$1; shift
    "$@" >>"$LOG" 2>&1 || { tail -n 15 "$LOG" >&2; die "$what failed; the whole log is $LOG"; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "root is needed for '$*' and there is no sudo: run that command as root, then run this again"; fi
}

need_packages() {
    local missing=() name
    for name in "$@"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q ' installed$' || missing+=("$name")
    done
    [ ${#missing[@]} = 0 ] && return
    command -v apt-get >/dev/null || die "missing packages: ${missing[*]}; this system has no apt-get, so install their equivalents by hand"
    say "installing ${missing[*]}"
    run_logged "apt-get update" as_root apt-get update
    run_logged "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

need_commands() {
    command -v dotnet >/dev/null || die "the .NET 10 SDK is missing (no 'dotnet' on PATH); install it, then run this again"
    dotnet --list-sdks | grep -q '^10\.' || die "the .NET 10 SDK is missing; found: $(dotnet --list-sdks | tr '\n' ' ')"
}

# One library out of the npm package, checked against the digest pinned above before anything of it is used.
need_onnxruntime() {
    [ -e .native/lib/libonnxruntime.so.1 ] && return
    local arch tarball=.native/onnxruntime-node-$ORT_VERSION.tgz
    case $(uname -m) in
        x86_64) arch=x64 ;; aarch64) arch=arm64 ;;
        *) die "ONNX Runtime has no build for $(uname -m); name one by DICNET_ORT_LIB" ;;
    esac
    command -v npm >/dev/null || die "npm is missing; it fetches ONNX Runtime (package onnxruntime-node $ORT_VERSION). Install Node.js with npm, then run this again"
    say "fetching ONNX Runtime $ORT_VERSION (113 MB, once)"
    run_logged "npm pack" npm pack --silent --prefer-offline --pack-destination .native "onnxruntime-node@$ORT_VERSION"
    echo "$ORT_SHA512  $tarball" | sha512sum --check --status || { rm -f "$tarball"; die "the fetched ONNX Runtime does not match its pinned sha512; nothing of it was used"; }
    run_logged "unpacking ONNX Runtime" tar -xzf "$tarball" -C .native "package/bin/napi-v6/linux/$arch/libonnxruntime.so.1"
    mv ".native/package/bin/napi-v6/linux/$arch/libonnxruntime.so.1" .native/lib/
    rm -rf .native/package "$tarball"
}

need_shims() {
    local stamp=.native/lib/libOpenCvSharpShim.so
    [ -e $stamp ] && [ -z "$(find bindings/native/CMakeLists.txt bindings/native/opencv -newer $stamp -print -quit)" ] && return
    say "building the native shims"
    run_logged "cmake" cmake -S bindings/native -B .native/build -DCMAKE_BUILD_TYPE=Release
    run_logged "building the native shims" cmake --build .native/build --parallel
    run_logged "installing the native shims" cmake --install .native/build --prefix "$PWD/.native"
    touch $stamp
}

# Which libtorch the trainer's shim was built against: the system's, or the one that DICNET_TORCH_DIR names.
torch_chosen() { [ "$(cat .native/torch-dir 2>/dev/null)" = "${DICNET_TORCH_DIR:-system}" ]; }

need_torch_shim() {
    local stamp=.native/lib/libTorchSharpShim.so
    if [ -n "${DICNET_TORCH_DIR:-}" ]; then
        [ -e "$DICNET_TORCH_DIR/lib/libtorch.so" ] || die "DICNET_TORCH_DIR names '$DICNET_TORCH_DIR', which has no lib/libtorch.so"
    else
        need_packages $TORCH_PACKAGES
    fi
    [ -e $stamp ] && torch_chosen && [ -z "$(find bindings/native/torch -newer $stamp -print -quit)" ] && return
    torch_chosen || rm -rf .native/build-torch
    say "building the libtorch shim (a minute, once)"
    run_logged "cmake" cmake -S bindings/native/torch -B .native/build-torch -DCMAKE_BUILD_TYPE=Release -DDICNET_TORCH_DIR="${DICNET_TORCH_DIR:-}"
    run_logged "building the libtorch shim" cmake --build .native/build-torch --parallel 2
    run_logged "installing the libtorch shim" cmake --install .native/build-torch --prefix "$PWD/.native"
    touch $stamp
    echo "${DICNET_TORCH_DIR:-system}" >.native/torch-dir
}

# build PROJECT STAMP [torch]: built when a source or a folder of sources is newer than the stamp of the last good build.
build() {
    local project=$1 stamp=$2 torch=${3:-}
    mkdir -p .native/lib
    exec 9>.native/lock; flock 9            # two at once on a stale tree: the second waits and finds it built
    if [ ! -e "$stamp" ] || { [ "$torch" ] && ! torch_chosen; } ||
        [ -n "$(find src bindings tests configs build ./*.props ./*.targets global.json -newer "$stamp" -print -quit)" ]; then
        : >"$LOG"
        need_commands
        need_packages $RUN_PACKAGES
        need_onnxruntime
        need_shims
        [ -z "$torch" ] || need_torch_shim
        say "building"
        mkdir -p "$(dirname "$stamp")"
        touch "$stamp.next"                 # older than whatever is edited while the build runs
        run_logged "the build" dotnet build "$project" -c Release --nologo -v quiet
        mv "$stamp.next" "$stamp"
    fi
    exec 9>&-
}
