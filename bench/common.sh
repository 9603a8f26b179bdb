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

# results: the folder of this processor's results.
results() { echo "bench/results/$(cpu_name | tr '[:upper:]' '[:lower:]' | sed -E 's/\((r|tm)\)//g; s/[^a-z0-9]+/-/g; s/^-|-$//g')"; }

# save NAME: standard input becomes NAME.md there.
save() {
    mkdir -p "$(results)"
    cat >"$(results)/$1.md"
    say "written: $(results)/$1.md"
}
