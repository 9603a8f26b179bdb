"""Soak test of `dicnet serve`: eight sources, seeded faults, and the accounts at the end. See bench/soak."""
import argparse
import csv
import http.server
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from rig import CANARY, CLIP, ROOT, TOKEN, Rig, free_port, serve, table


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=18090)
    parser.add_argument("--fault-every", type=float, default=20)
    parser.add_argument("--only", help="the faults to choose from, as the table names them, with commas between; all without it")
    parser.add_argument("--keep", help="folder for logs and outputs; a temporary one without it")
    return parser.parse_args()


class Feed(http.server.BaseHTTPRequestHandler):
    """A camera over HTTP (MPEG-TS), which can send garbage, or nothing, without closing."""

    mood = "good"
    protocol_version = "HTTP/1.0"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "video/mp2t")
        self.end_headers()
        encoder = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", CLIP, "-c", "copy", "-f", "mpegts", "-"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        try:
            while True:
                packet = encoder.stdout.read(188 * 7)
                if Feed.mood == "silent":
                    time.sleep(0.05)
                    continue
                self.wfile.write(os.urandom(len(packet)) if Feed.mood == "garbage" else packet)
        except OSError:
            pass
        finally:
            encoder.kill()
            encoder.wait()

    def log_message(self, *_):
        pass


class Hook(http.server.BaseHTTPRequestHandler):
    """Takes the messages of the webhook, when it is well."""

    well = True
    taken = 0

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Hook.taken += Hook.well
        self.send_response(204 if Hook.well else 503)
        self.end_headers()

    def log_message(self, *_):
        pass


class Soak(Rig):
    def __init__(self, options, folder):
        super().__init__(folder, options.port)
        self.options, self.dice = options, random.Random(options.seed)
        self.kinds = {f.__name__.replace("_", " "): f for f in [
            self.rtsp_dies, self.udp_dies, self.udp_changes_size, self.decoder_is_stopped, self.decoder_is_killed, self.http_is_silent,
            self.http_sends_garbage, self.webhook_is_down, self.viewers_never_read, self.configuration_changes, self.configuration_is_bad,
            self.model_is_swapped, self.stream_rests]}
        wanted = options.only.split(",") if options.only else self.kinds
        for name in wanted:
            if name not in self.kinds:
                sys.exit(f"--only: there is no fault '{name}'; there are: {', '.join(self.kinds)}")
        self.kinds = {name: self.kinds[name] for name in wanted}
        self.faults = dict.fromkeys(self.kinds, 0)
        self.samples = []

    def start(self):
        self.rtsp_port = free_port()
        self.rtsp = self.camera(self.rtsp_port)
        self.udp_ports = [free_port(), free_port()]
        self.udp = [self.child(self.udp_command(port, "480x360")) for port in self.udp_ports]
        self.feed_port, self.hook_port = serve(Feed), serve(Hook)
        self.configure()
        super().start()

    def udp_command(self, port, size):
        return ["ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", CLIP, "-vf", f"scale={size.replace('x', ':')}", "-c:v", "libx264", "-preset", "ultrafast",
                "-tune", "zerolatency", "-g", "15", "-f", "mpegts", f"udp://127.0.0.1:{port}?pkt_size=1316"]

    def configure(self, confirm=0.3, extra=False):
        def stream(name, uri, more=""):
            return (f"  - id: {name}\n    uri: '{uri}'\n    source: {{ stallSeconds: 3, reconnectMostSeconds: 4, loop: true }}\n"
                    f"    outputs: {{ events: {self.folder}/{name}.jsonl{more} }}\n")

        record = f", record: {self.folder}/record, segmentSeconds: 30, keepGigabytes: 0.05"
        hook = f", webhook: 'http://127.0.0.1:{self.hook_port}/', outbox: {self.folder}/outbox"
        text = f"server: {{ port: {self.port} }}\nevents: {{ confirmSeconds: {confirm} }}\nstreams:\n"
        text += stream("rtsp-1", f"rtsp://watcher:{CANARY}@127.0.0.1:{self.rtsp_port}/live", record)
        text += stream("rtsp-2", f"rtsp://watcher:{CANARY}@127.0.0.1:{self.rtsp_port}/live")
        text += stream("udp-1", f"udp://127.0.0.1:{self.udp_ports[0]}")
        text += stream("udp-2", f"udp://127.0.0.1:{self.udp_ports[1]}")
        text += stream("http", f"http://watcher:{CANARY}@127.0.0.1:{self.feed_port}/feed.ts", hook)
        text += stream("file-1", CLIP)
        text += stream("file-2", os.path.join(ROOT, "samples", "udacity-motorway.mp4"), record)
        text += stream("pattern", "test:seed=3,frames=100000,size=640x360,fps=10")
        if extra:
            text += stream("extra", CLIP)
        self.write_config(text)

    # The faults. Each mends itself before the next one.
    def rtsp_dies(self):
        self.rtsp.kill()
        time.sleep(3)
        self.rtsp.start()

    def udp_dies(self):
        self.udp[0].kill()
        time.sleep(5)
        self.udp[0].start()

    def udp_changes_size(self):
        self.udp[1].kill()
        self.udp[1].command = self.udp_command(self.udp_ports[1], self.dice.choice(["480x360", "640x480", "320x240"]))
        self.udp[1].start()

    def decoder_is_stopped(self):
        children = self.decoders()
        if children:
            os.kill(self.dice.choice(children), signal.SIGSTOP)

    def decoder_is_killed(self):
        children = self.decoders()
        if children:
            os.kill(self.dice.choice(children), signal.SIGKILL)

    def http_is_silent(self):
        Feed.mood = "silent"
        time.sleep(6)
        Feed.mood = "good"

    def http_sends_garbage(self):
        Feed.mood = "garbage"
        time.sleep(6)
        Feed.mood = "good"

    def webhook_is_down(self):
        Hook.well = False
        time.sleep(8)
        Hook.well = True

    def viewers_never_read(self):
        sockets = []
        for _ in range(20):
            s = socket.create_connection(("127.0.0.1", self.port))
            s.sendall(f"GET /api/streams/file-1/live.mjpeg HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode())
            sockets.append(s)
        time.sleep(8)
        for s in sockets:
            s.close()

    def configuration_changes(self):
        self.configure(confirm=self.dice.choice([0.2, 0.3, 0.4]), extra=self.dice.random() < 0.5)

    def configuration_is_bad(self):
        self.write_config("streams:\n  - id: rtsp-1\n    urri: nonsense\n")
        time.sleep(3)
        self.configure()

    def model_is_swapped(self):
        folder = self.dice.choice(["models/camvid", "models/stub"])
        self.ask("/api/model", "POST", {"bundle": os.path.join(ROOT, folder)})

    def stream_rests(self):
        self.ask("/api/streams/udp-1/pause", "POST")
        time.sleep(3)
        self.ask("/api/streams/udp-1/resume", "POST")

    def run(self):
        began = time.monotonic()
        end = began + (self.options.minutes * 60)
        next_fault = began + self.options.fault_every
        while time.monotonic() < end and self.dicnet.poll() is None:
            self.samples.append(self.sample(time.monotonic() - began))
            if time.monotonic() >= next_fault:
                next_fault += self.options.fault_every
                name = self.dice.choice(list(self.kinds))
                self.faults[name] += 1
                self.kinds[name]()
                self.collect()
            time.sleep(1)
        with open(os.path.join(self.folder, "series.csv"), "w") as series:
            writer = csv.DictWriter(series, self.samples[0].keys())
            writer.writeheader()
            writer.writerows(self.samples)

    def finish(self):
        streams = json.loads(self.ask("/api/streams"))
        for path in ("/api/events?limit=200", "/api/config", "/"):
            self.ask(path)
        return streams, *self.stop()


def report(soak, streams, alive, code, left):
    length = soak.samples[-1]["at"]
    thirds = [[s for s in soak.samples if n <= 3 * s["at"] / length < n + 1 or (n == 2 and s is soak.samples[-1])] for n in range(3)]
    second, last = ({key: statistics.fmean(s[key] for s in third) for key in ("rss", "threads", "files")} for third in thirds[1:])
    growth = last["rss"] / second["rss"] - 1
    exact, accounts, frames = soak.accounts()
    canaries = soak.leaks()
    met = table([
        ("duration", f"{length / 60:.1f} min, {sum(soak.faults.values())} faults: " + ", ".join(f"{k} {v}" for k, v in sorted(soak.faults.items()) if v), ""),
        ("RSS, second and last third", f"{second['rss']:.1f} and {last['rss']:.1f} MB ({100 * growth:+.2f} %)", growth <= 0.02),
        ("threads, second and last third", f"{second['threads']:.1f} and {last['threads']:.1f}", last["threads"] <= second["threads"] + 2),
        ("open files, second and last third", f"{second['files']:.1f} and {last['files']:.1f}", last["files"] <= second["files"] + 5),
        ("children left at the end", str(len(left)), not left),
        ("alive to the end, exit code", f"{alive}, {code}", alive and code == 130),
        ("frames received = scored + lost, each stream", f"{accounts} accounts, {frames} frames", exact),
        ("streams streaming at the end", f"{sum(s['state'] == 'streaming' for s in streams)} of {len(streams)}", all(s["state"] == "streaming" for s in streams)),
        ("reconnects", str(sum(s["reconnects"] for s in streams)), ""),
        ("webhook messages taken", str(Hook.taken), ""),
        ("the cameras' password seen", str(len(canaries)), not canaries),
    ])
    for line in canaries[:5] + soak.refused[:5]:
        print(f"\n{line}", file=sys.stderr)
    return met


def main():
    options = arguments()
    with Soak(options, options.keep or tempfile.mkdtemp(prefix="dicnet-soak-")) as soak:
        soak.start()
        soak.run()
        met = report(soak, *soak.finish())
    if not met:
        print(f"logs: {soak.folder}", file=sys.stderr)
    sys.exit(0 if met else 1)


main()
