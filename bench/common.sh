# Sourced by the scripts of bench/ from the repository root.
# shellcheck shell=bash

PYTHON=/usr/bin/python3

say() { echo "$*" >&2; }
cpu_name() { lscpu | sed -n 's/^Model name: *//p' | head -n 1; }
# median: of the numbers given, one a line.
median() { sort -g | awk '{ v[NR] = $1 } END { printf "%.4g", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }
# pick KEY: the first number after it in JSON.
pick() { grep -oE "\"$1\": *-?[0-9.eE+-]+" | head -n 1 | sed 's/.*: *//'; }

# python_has MODULES PACKAGES...: whether Debian's Python has the modules, once the packages are installed.
python_has() {
    local modules=$1; shift
    "$PYTHON" -c "import $modules" 2>/dev/null && return
    # shellcheck source=build/setup.sh
    (. build/setup.sh && mkdir -p .native && LOG=.native/bench.log && need_packages "$@") || return 1
    "$PYTHON" -c "import $modules" 2>/dev/null
}

# needs_rtsp_server: installs GStreamer's, or ends the script.
needs_rtsp_server() {
    python_has gi,numpy python3-gi python3-numpy gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-ugly && return
    say "GStreamer's RTSP server for Python cannot be had: install python3-gi and gir1.2-gst-rtsp-server-1.0"
    exit 1
}

# results: the folder of this processor's results.
results() { echo "bench/results/$(cpu_name | tr '[:upper:]' '[:lower:]' | sed -E 's/\((r|tm)\)//g; s/[^a-z0-9]+/-/g; s/^-|-$//g')"; }

# save NAME: standard input becomes NAME.md there.
save() {
    mkdir -p "$(results)"
    cat >"$(results)/$1.md"
    say "written: $(results)/$1.md"
}

# saved NAME TITLE ARGUMENTS...: runs bench/NAME.py with the arguments; --save among them makes what it prints NAME.md in the results.
saved() {
    local name=$1 title=$2 save_it= argument status=0
    local arguments=()
    shift 2
    for argument in "$@"; do
        if [ "$argument" = --save ]; then save_it=1; else arguments+=("$argument"); fi
    done
    if [ ! "$save_it" ]; then
        "$PYTHON" -B "bench/$name.py" "${arguments[@]}"
        return
    fi
    { echo "# $title, on $(cpu_name)"; echo; echo "\`bench/$name${arguments[*]:+ ${arguments[*]}}\`"; echo; "$PYTHON" -B "bench/$name.py" "${arguments[@]}"; } | save "$name" || status=$?
    return "$status"
}
