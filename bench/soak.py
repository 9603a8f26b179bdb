"""Soak test of `dicnet serve`: eight sources, seeded faults, and the accounts at the end. See bench/soak."""
import argparse
import http.server
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLIP = os.path.join(ROOT, "samples", "camvid-cyclists.mp4")
CANARY = "Canary7Pa55word"
PYTHON = sys.executable


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=18090)
    parser.add_argument("--fault-every", type=float, default=20)
    parser.add_argument("--keep", help="folder for logs and outputs; a temporary one without it")
    return parser.parse_args()


class Child:
    """A program that can be killed and started again."""

    def __init__(self, command, log):
        self.command, self.log, self.process = command, log, None
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)

    def kill(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


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


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder, self.dice = options, folder, random.Random(options.seed)
        self.log = open(os.path.join(folder, "helpers.log"), "wb")
        self.base = f"http://127.0.0.1:{options.port}"
        self.faults = {}
        self.seen = []                      # everything that left the process: searched for the canary at the end
        self.refused = []
        self.token = "soak-token-0123456789"

    def start(self):
        self.rtsp_port = free_port()
        pictures = os.path.join(self.folder, "pictures")
        os.makedirs(pictures, exist_ok=True)
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", CLIP, "-q:v", "3", f"{pictures}/%04d.jpg"], check=True, stdin=subprocess.DEVNULL)
        camera = (f'( multifilesrc location="{pictures}/%04d.jpg" start-index=1 loop=true caps="image/jpeg,framerate=15/1" ! jpegdec ! identity sync=true '
                  "! videoconvert ! video/x-raw,format=I420 ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 ! rtph264pay name=pay0 pt=96 config-interval=1 )")
        self.rtsp = Child([PYTHON, os.path.join(ROOT, "tests", "Ingest", "rtsp_server.py"), str(self.rtsp_port), camera, f"watcher:{CANARY}"], self.log)
        self.udp_ports = [free_port(), free_port()]
        self.udp = [Child(self.udp_command(port, "480x360"), self.log) for port in self.udp_ports]
        self.feed_port, self.hook_port = serve(Feed), serve(Hook)
        self.config = os.path.join(self.folder, "live.yaml")
        self.write_config()
        self.dicnet_log = open(os.path.join(self.folder, "dicnet.log"), "wb")
        environment = dict(os.environ, DICNET__SERVER__TOKEN=self.token, OPENCV_LOG_LEVEL="SILENT", OPENCV_FFMPEG_LOGLEVEL="-8")
        self.dicnet = subprocess.Popen(
            ["dotnet", os.environ.get("DICNET_PROGRAM", os.path.join(ROOT, "artifacts", "bin", "App", "release", "dicnet.dll")), "serve", "--config", self.config],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=self.dicnet_log, stderr=self.dicnet_log, start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        for _ in range(120):
            time.sleep(0.5)
            if self.dicnet.poll() is not None:
                sys.exit(f"dicnet ended at once; see {self.dicnet_log.name}")
            try:
                if urllib.request.urlopen(f"{self.base}/startupz", timeout=2).status == 200:
                    return
            except OSError:
                pass
        sys.exit(f"dicnet did not start; see {self.dicnet_log.name}")

    def udp_command(self, port, size):
        return ["ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", CLIP, "-vf", f"scale={size.replace('x', ':')}", "-c:v", "libx264", "-preset", "ultrafast",
                "-tune", "zerolatency", "-g", "15", "-f", "mpegts", f"udp://127.0.0.1:{port}?pkt_size=1316"]

    def write_config(self, confirm=0.3, extra=False):
        def stream(name, uri, more=""):
            return (f"  - id: {name}\n    uri: '{uri}'\n    source: {{ stallSeconds: 3, reconnectMostSeconds: 4, loop: true }}\n"
                    f"    outputs: {{ events: {self.folder}/{name}.jsonl{more} }}\n")

        record = f", record: {self.folder}/record, segmentSeconds: 30, keepGigabytes: 0.05"
        hook = f", webhook: 'http://127.0.0.1:{self.hook_port}/', outbox: {self.folder}/outbox"
        text = f"server: {{ port: {self.options.port} }}\nevents: {{ confirmSeconds: {confirm} }}\nstreams:\n"
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
        with open(self.config + ".new", "w") as file:
            file.write(text)
        os.replace(self.config + ".new", self.config)

    def ask(self, path, method="GET", body=None):
        headers = {"Authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        elif method == "POST":
            headers["Content-Type"], body = "application/json", b""
        try:
            with urllib.request.urlopen(urllib.request.Request(self.base + path, body, headers, method=method), timeout=60) as answer:
                text = answer.read().decode(errors="replace")
        except urllib.error.HTTPError as e:
            text = e.read().decode(errors="replace")
            self.refused.append(f"{method} {path}: {e.code} {text[:300]}")
        self.seen.append(text)
        return text

    def decoders(self):
        children = subprocess.run(["pgrep", "-x", "ffmpeg", "-P", str(self.dicnet.pid)], capture_output=True, text=True).stdout.split()
        return [int(c) for c in children]

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
            s = socket.create_connection(("127.0.0.1", self.options.port))
            s.sendall(f"GET /api/streams/file-1/live.mjpeg HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode())
            sockets.append(s)
        time.sleep(8)
        for s in sockets:
            s.close()

    def configuration_changes(self):
        self.write_config(confirm=self.dice.choice([0.2, 0.3, 0.4]), extra=self.dice.random() < 0.5)

    def configuration_is_bad(self):
        with open(self.config, "w") as file:
            file.write("streams:\n  - id: rtsp-1\n    urri: nonsense\n")
        time.sleep(3)
        self.write_config()

    def model_is_swapped(self):
        folder = self.dice.choice(["models/camvid", "models/stub"])
        self.ask("/api/model", "POST", {"bundle": os.path.join(ROOT, folder)})

    def stream_rests(self):
        self.ask("/api/streams/udp-1/pause", "POST")
        time.sleep(3)
        self.ask("/api/streams/udp-1/resume", "POST")

    def run(self):
        kinds = [self.rtsp_dies, self.udp_dies, self.udp_changes_size, self.decoder_is_stopped, self.decoder_is_killed, self.http_is_silent,
                 self.http_sends_garbage, self.webhook_is_down, self.viewers_never_read, self.configuration_changes, self.configuration_is_bad,
                 self.model_is_swapped, self.stream_rests]
        began = time.monotonic()
        end = began + (self.options.minutes * 60)
        next_fault = began + self.options.fault_every
        self.samples = []
        while time.monotonic() < end and self.dicnet.poll() is None:
            self.sample(time.monotonic() - began)
            if time.monotonic() >= next_fault:
                next_fault += self.options.fault_every
                fault = self.dice.choice(kinds)
                self.faults[fault.__name__] = self.faults.get(fault.__name__, 0) + 1
                fault()
                self.ask("/metrics")
            time.sleep(1)

    def sample(self, at):
        with open(f"/proc/{self.dicnet.pid}/status") as status:
            facts = dict(line.split(":", 1) for line in status)
        self.samples.append({
            "at": at, "rss": int(facts["VmRSS"].split()[0]) / 1024, "threads": int(facts["Threads"]),
            "files": len(os.listdir(f"/proc/{self.dicnet.pid}/fd")), "children": len(self.decoders())})

    def finish(self):
        streams = json.loads(self.ask("/api/streams"))
        self.ask("/api/events?limit=200")
        self.ask("/api/config")
        self.ask("/")
        group = self.dicnet.pid
        alive = self.dicnet.poll() is None
        os.kill(group, signal.SIGINT)
        try:
            code = self.dicnet.wait(60)
        except subprocess.TimeoutExpired:
            code = "did not end in 60 s"
            os.killpg(group, signal.SIGKILL)
        time.sleep(1)
        left = subprocess.run(["pgrep", "-P", str(group)], capture_output=True, text=True).stdout.split()
        for child in [self.rtsp, *self.udp]:
            child.kill()
        return streams, alive, code, left


def searched(folder, texts):
    """Where the canary stands."""
    found = [f"an answer of the API: ...{t[max(0, t.index(CANARY) - 60):t.index(CANARY) + 20]}..." for t in texts if CANARY in t]
    for place, _, files in os.walk(folder):
        for name in files:
            if name != "live.yaml" and CANARY.encode() in open(os.path.join(place, name), "rb").read():
                found.append(os.path.join(place, name))
    return found


def report(soak, streams, alive, code, left):
    minutes = soak.samples[-1]["at"] / 60
    third = lambda n: [s for s in soak.samples if (n - 1) / 3 <= s["at"] / soak.samples[-1]["at"] < n / 3 or (n == 3 and s is soak.samples[-1])]
    mean = lambda key, n: statistics.fmean(s[key] for s in third(n))
    growth = mean("rss", 3) / mean("rss", 2) - 1
    log = open(os.path.join(soak.folder, "dicnet.log"), errors="replace").read()
    accounts = re.findall(r"(\d+) frames received, (\d+) scored, (\d+) lost", log)
    exact = bool(accounts) and all(int(r) == int(s) + int(l) for r, s, l in accounts) and "missing from the account" not in log
    canaries = searched(soak.folder, soak.seen)
    faults = sum(soak.faults.values())
    rows = [
        ("duration", f"{minutes:.1f} min, {faults} faults: " + ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in sorted(soak.faults.items())), ""),
        ("RSS, second and last third", f"{mean('rss', 2):.1f} and {mean('rss', 3):.1f} MB ({100 * growth:+.2f} %)", growth <= 0.02),
        ("threads, second and last third", f"{mean('threads', 2):.1f} and {mean('threads', 3):.1f}", mean("threads", 3) <= mean("threads", 2) + 2),
        ("open files, second and last third", f"{mean('files', 2):.1f} and {mean('files', 3):.1f}", mean("files", 3) <= mean("files", 2) + 5),
        ("children left at the end", str(len(left)), not left),
        ("alive to the end, exit code", f"{alive}, {code}", alive and code == 130),
        ("frames received = scored + lost, each stream", f"{len(accounts)} accounts, {sum(int(a[0]) for a in accounts)} frames", exact),
        ("streams streaming at the end", f"{sum(s['state'] == 'streaming' for s in streams)} of {len(streams)}", all(s["state"] == "streaming" for s in streams)),
        ("reconnects", str(sum(s["reconnects"] for s in streams)), ""),
        ("webhook messages taken", str(Hook.taken), ""),
        ("the cameras' password seen", str(len(canaries)), not canaries),
    ]
    print("| what | found | bar |\n|---|---|---|")
    for what, found, met in rows:
        print(f"| {what} | {found} | {'' if met == '' else 'met' if met else '**missed**'} |")
    for line in canaries[:5] + soak.refused[:5]:
        print(f"\n{line}", file=sys.stderr)
    return all(met in ("", True) for _, _, met in rows)


def main():
    options = arguments()
    folder = options.keep or tempfile.mkdtemp(prefix="dicnet-soak-")
    os.makedirs(folder, exist_ok=True)
    soak = Soak(options, folder)
    soak.start()
    soak.run()
    met = report(soak, *soak.finish())
    if not met:
        print(f"logs: {folder}", file=sys.stderr)
    sys.exit(0 if met else 1)


main()
