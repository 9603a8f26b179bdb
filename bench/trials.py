"""Three trials of `dicnet serve`. See bench/trials."""
import argparse
import json
import os
import re
import selectors
import socket
import statistics
import sys
import tempfile
import time

from rig import CANARY, CLIP, ROOT, TOKEN, Rig, free_port, table

STUB = os.path.join(ROOT, "models", "stub")
CAMVID = os.path.join(ROOT, "models", "camvid")


def pattern(name, rate=10):
    return f"  - {{ id: {name}, uri: 'test:seed=3,frames=1000000,size=640x360,fps={rate}', source: {{ loop: true }} }}\n"


def configuration(rig, streams, confirm=0.3, model=STUB):
    rig.write_config(f"model: {model}\nserver: {{ port: {rig.port}, requestsPerSecond: 1000 }}\nevents: {{ confirmSeconds: {confirm} }}\nstreams:\n{streams}")


def scored(rig, source):
    rig.collect()
    return rig.metric("dicnet_frames_scored_total", source=source)


def losses(rig, sources):
    return sum(rig.metric("dicnet_frames_dropped_total", source=s) + rig.metric("dicnet_frames_failed_total", source=s) for s in sources)


def wait_for(what, patience=30):
    end = time.monotonic() + patience
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def answers(port):
    with socket.socket() as s:
        s.settimeout(1)
        return s.connect_ex(("127.0.0.1", port)) == 0


def restarts(rig, options):
    """An RTSP server that dies and comes back: how soon the next frame is scored, and whether the other streams notice."""
    port, others = free_port(), [f"other-{i}" for i in range(3)]
    camera = rig.camera(port)
    source = f"  - {{ id: camera, uri: 'rtsp://watcher:{CANARY}@127.0.0.1:{port}/live', source: {{ stallSeconds: 3, reconnectFirstSeconds: 0.5, reconnectMostSeconds: 0.5 }} }}\n"
    configuration(rig, source + "".join(pattern(o) for o in others))
    rig.start()
    if not wait_for(lambda: scored(rig, "camera") > 20):
        sys.exit("the camera gave no frame")
    # The first restart warms up what is needed once.
    pauses, before = [], None
    for i in range(options.times + 1):
        if i == 1:
            before, lost = rig.sample(0), losses(rig, others)
        camera.kill()
        time.sleep(1)
        count = scored(rig, "camera")
        camera.start()
        wait_for(lambda: answers(port))
        back = time.monotonic()
        came = wait_for(lambda: scored(rig, "camera") > count)
        if i > 0:
            pauses.append(time.monotonic() - back if came else 999)
        time.sleep(2)
    after = rig.sample(0)
    rig.collect()
    lost = losses(rig, others) - lost
    reconnects = rig.metric("dicnet_source_reconnects_total", source="camera")
    alive, code, left = rig.stop()
    exact, _, frames = rig.accounts()
    return [
        ("RTSP server killed and started again", f"{options.times} times in one run, {reconnects:.0f} times opened again", ""),
        ("first scored frame after it answers", f"median {statistics.median(pauses):.2f}, worst {max(pauses):.2f} s", max(pauses) <= 2),
        ("frames that the other streams lost meanwhile", f"{lost:.0f}", lost == 0),
        ("open files, threads, decoders before and after", ", ".join(f"{before[k]} and {after[k]}" for k in ("files", "threads", "children")),
         after["files"] <= before["files"] and after["threads"] <= before["threads"] + 2 and after["children"] == before["children"]),
        ("frames received = scored + lost, each stream", f"{frames} frames", exact),
        ("alive to the end, exit code, children left", f"{alive}, {code}, {len(left)}", alive and code == 130 and not left),
    ]


class Crowd:
    """Viewers of one MJPEG stream; every tenth never reads."""

    def __init__(self, rig, stream, count):
        self.sockets, self.selector, self.came = [], selectors.DefaultSelector(), 0
        for i in range(count):
            s = socket.create_connection(("127.0.0.1", rig.port))
            s.sendall(f"GET /api/streams/{stream}/live.mjpeg HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode())
            self.sockets.append(s)
            if i % 10:
                self.selector.register(s, selectors.EVENT_READ)

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for key, _ in self.selector.select(left):
                self.came += len(key.fileobj.recv(1 << 20))

    def close(self):
        for s in self.sockets:
            s.close()


def viewers(rig, options):
    """The rate of scoring with and without a crowd at the door, turn by turn."""
    names = [f"camera-{i}" for i in range(8)]
    configuration(rig, "".join(pattern(n) for n in names))
    rig.start()
    time.sleep(5)
    rates, encodes, came, watched = {False: [], True: []}, [], 0, []
    for turn in range(8):
        crowd = Crowd(rig, names[0], options.viewers) if turn % 2 else None
        time.sleep(1)
        rig.collect()
        began, first, coded = time.monotonic(), sum(rig.metric("dicnet_frames_scored_total", source=n) for n in names), rig.metric("dicnet_encodes_total", source=names[0])
        if crowd:
            crowd.read(8)
            came += crowd.came
        else:
            time.sleep(8)
        rig.collect()
        rates[bool(crowd)].append((sum(rig.metric("dicnet_frames_scored_total", source=n) for n in names) - first) / (time.monotonic() - began))
        if crowd:
            encodes.append((rig.metric("dicnet_encodes_total", source=names[0]) - coded) / (time.monotonic() - began))
            watched.append(rig.metric("dicnet_viewers", source=names[0]))
            crowd.close()
    lost = losses(rig, names)
    alive, code, left = rig.stop()
    exact, _, frames = rig.accounts()
    ratio = statistics.median(rates[True]) / statistics.median(rates[False])
    return [
        (f"{options.viewers} MJPEG viewers, every tenth never reads", f"{min(watched):.0f} counted; {came / 2**20:.0f} MB read by the others", min(watched) == options.viewers and came > 0),
        ("frames scored per second without and with them", f"{statistics.median(rates[False]):.1f} and {statistics.median(rates[True]):.1f} (ratio {ratio:.3f})", ratio >= 0.98),
        ("pictures encoded per second of that stream of 10 frames/s", f"{statistics.median(encodes):.1f}", statistics.median(encodes) <= 10.5),
        ("frames lost", f"{lost:.0f}", ""),
        ("frames received = scored + lost, each stream", f"{frames} frames", exact),
        ("alive to the end, exit code, children left", f"{alive}, {code}, {len(left)}", alive and code == 130 and not left),
    ]


def in_effect(rig):
    return float(re.search(r"confirmSeconds: (\S+)", rig.ask("/api/config"))[1]), json.loads(rig.ask("/api/model"))["folder"]


def changes(rig, options):
    """Changes of configuration and of the model, turn by turn, while frames come."""
    names = [f"camera-{i}" for i in range(4)]
    streams = "".join(pattern(n, rate=5) for n in names) + f"  - {{ id: file, uri: '{CLIP}', source: {{ loop: true }} }}\n"
    configuration(rig, streams)
    rig.start()
    time.sleep(5)
    sizes, refused = [], 0
    for i in range(options.times):
        wanted = (round(0.3 + (0.01 * i), 2), STUB if i % 2 else CAMVID)
        configuration(rig, streams + (pattern("extra") if i % 2 else ""), *wanted)
        refused += not wait_for(lambda: in_effect(rig) == wanted, 60)
        time.sleep(0.5)
        sizes.append(rig.sample(0)["rss"])
    rig.collect()
    reloads, swaps = rig.metric("dicnet_config_reloads_total", result="done"), rig.metric("dicnet_model_swaps_total", result="done")
    failed = sum(rig.metric("dicnet_frames_failed_total", source=n) for n in names)
    alive, code, left = rig.stop()
    exact, accounts, frames = rig.accounts()
    third = options.times // 3
    second, last = statistics.fmean(sizes[third:2 * third]), statistics.fmean(sizes[-third:])
    return [
        ("configurations and models that took effect under load", f"{reloads:.0f} and {swaps:.0f}", reloads >= options.times and swaps >= options.times - 1 and not refused),
        ("frames received = scored + lost, each stream", f"{accounts} accounts, {frames} frames, {failed:.0f} failed", exact and failed == 0),
        ("RSS, second and last third", f"{second:.0f} and {last:.0f} MB ({100 * (last / second - 1):+.1f} %)", last / second <= 1.02),
        ("alive to the end, exit code, children left", f"{alive}, {code}, {len(left)}", alive and code == 130 and not left),
    ]


def main():
    trials = {t.__name__: t for t in (restarts, viewers, changes)}
    parser = argparse.ArgumentParser()
    parser.add_argument("trials", nargs="*", metavar="TRIAL", help=f"{', '.join(trials)}; all without it")
    parser.add_argument("--times", type=int, help="restarts (20 by default), changes (50 by default)")
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--port", type=int, default=18190)
    parser.add_argument("--keep", help="folder for logs; a temporary one without it")
    options = parser.parse_args()
    times, rows, leaks = options.times, [], []
    for name in options.trials or trials:
        if name not in trials:
            parser.error(f"there is no trial '{name}'; there are: {', '.join(trials)}")
    folder = options.keep or tempfile.mkdtemp(prefix="dicnet-trials-")
    for name in options.trials or trials:
        print(f"{name} ...", file=sys.stderr)
        options.times = times or (20 if name == "restarts" else 50)
        with Rig(os.path.join(folder, name), options.port) as rig:
            rows += trials[name](rig, options)
            leaks += rig.leaks()
            for line in rig.refused[:5]:
                print(line, file=sys.stderr)
    rows.append(("the camera's password seen", str(len(leaks)), not leaks))
    if not table(rows):
        print(f"logs: {folder}", file=sys.stderr)
        sys.exit(1)


main()
