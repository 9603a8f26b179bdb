"""What bench/soak and bench/trials share: `dicnet serve` with cameras that can be killed, asked over HTTP and watched from outside."""
import http.server
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLIP = os.path.join(ROOT, "samples", "camvid-cyclists.mp4")
CANARY = "Canary7Pa55word"
TOKEN = "bench-token-0123456789"


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


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def table(rows):
    """Prints what was found against its bars; rows are (what, found, met), met empty where there is no bar. True when none is missed."""
    print("| what | found | bar |\n|---|---|---|")
    for what, found, met in rows:
        print(f"| {what} | {found} | {'' if met == '' else 'met' if met else '**missed**'} |")
    return all(met in ("", True) for _, _, met in rows)


class Rig:
    """One running `dicnet serve`, its helpers and its folder."""

    def __init__(self, folder, port):
        os.makedirs(folder, exist_ok=True)
        self.folder, self.port, self.base = folder, port, f"http://127.0.0.1:{port}"
        self.log = open(os.path.join(folder, "helpers.log"), "wb")
        self.config = os.path.join(folder, "live.yaml")
        self.children, self.dicnet = [], None
        self.seen = []                      # everything that left the process
        self.refused = []
        self.collected = ""                 # the metrics that were asked for last

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for child in self.children:
            child.kill()
        if self.dicnet and self.dicnet.poll() is None:
            os.killpg(self.dicnet.pid, signal.SIGKILL)

    def child(self, command):
        self.children.append(Child(command, self.log))
        return self.children[-1]

    def camera(self, port):
        """An RTSP camera that asks for a password and starts in a moment: the clip's pictures, encoded as they are sent."""
        pictures = os.path.join(self.folder, "pictures")
        if not os.path.isdir(pictures):
            os.makedirs(pictures)
            subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", CLIP, "-q:v", "3", f"{pictures}/%04d.jpg"], check=True, stdin=subprocess.DEVNULL)
        launch = (f'( multifilesrc location="{pictures}/%04d.jpg" start-index=1 loop=true caps="image/jpeg,framerate=15/1" ! jpegdec ! identity sync=true '
                  "! videoconvert ! video/x-raw,format=I420 ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 ! rtph264pay name=pay0 pt=96 config-interval=1 )")
        return self.child([sys.executable, os.path.join(ROOT, "tests", "Ingest", "rtsp_server.py"), str(port), launch, f"watcher:{CANARY}"])

    def write_config(self, text):
        with open(self.config + ".new", "w") as file:
            file.write(text)
        os.replace(self.config + ".new", self.config)

    def start(self):
        """Starts dicnet with the configuration written last; returns when it is up. DICNET_PROGRAM names another build of dicnet.dll."""
        program = os.environ.get("DICNET_PROGRAM", os.path.join(ROOT, "artifacts", "bin", "App", "release", "dicnet.dll"))
        environment = dict(os.environ, DICNET__SERVER__TOKEN=TOKEN, OPENCV_LOG_LEVEL="SILENT", OPENCV_FFMPEG_LOGLEVEL="-8",
                           OPENCV_FOR_THREADS_NUM="1", MALLOC_ARENA_MAX="2", MALLOC_MMAP_THRESHOLD_="262144", MALLOC_TRIM_THRESHOLD_="4194304",
                           DOTNET_GCConserveMemory="5")
        log = open(os.path.join(self.folder, "dicnet.log"), "wb")
        self.dicnet = subprocess.Popen(
            ["dotnet", program, "serve", "--config", self.config], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        for _ in range(120):
            time.sleep(0.5)
            if self.dicnet.poll() is not None:
                sys.exit(f"dicnet ended at once; see {log.name}")
            try:
                if urllib.request.urlopen(f"{self.base}/startupz", timeout=2).status == 200:
                    return
            except OSError:
                pass
        sys.exit(f"dicnet did not start; see {log.name}")

    def stop(self):
        """Interrupts it as Ctrl-C does: whether it was alive, its exit code, and the children that it left behind."""
        group, alive = self.dicnet.pid, self.dicnet.poll() is None
        children = subprocess.run(["pgrep", "-P", str(group)], capture_output=True, text=True).stdout.split()
        os.kill(group, signal.SIGINT)
        try:
            code = self.dicnet.wait(60)
        except subprocess.TimeoutExpired:
            code = "did not end in 60 s"
            os.killpg(group, signal.SIGKILL)
        time.sleep(1)
        return alive, code, [c for c in children if os.path.exists(f"/proc/{c}")]

    def accounts(self):
        """After the end: whether every stream received as many frames as it scored and lost, how many streams, how many frames."""
        log = self.read_log()
        found = re.findall(r"(\d+) frames received, (\d+) scored, (\d+) lost", log)
        exact = bool(found) and all(int(r) == int(s) + int(l) for r, s, l in found) and "missing from the account" not in log
        return exact, len(found), sum(int(f[0]) for f in found)

    def read_log(self):
        with open(os.path.join(self.folder, "dicnet.log"), errors="replace") as log:
            return log.read()

    def ask(self, path, method="GET", body=None):
        headers = {"Authorization": f"Bearer {TOKEN}"}
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

    def collect(self):
        self.collected = self.ask("/metrics")

    def metric(self, name, **labels):
        """Sum over the series of the metrics collected last that carry these labels."""
        found = re.findall(rf"^{name}(?:{{(.*)}})? (\S+)$", self.collected, re.M)
        return sum(float(v) for text, v in found if all(f'{k}="{w}"' in text for k, w in labels.items()))

    def decoders(self):
        children = subprocess.run(["pgrep", "-x", "ffmpeg", "-P", str(self.dicnet.pid)], capture_output=True, text=True).stdout.split()
        return [int(c) for c in children]

    def sample(self, at):
        """What the process takes: memory in MB, threads, open files, decoders."""
        with open(f"/proc/{self.dicnet.pid}/status") as status:
            facts = dict(line.split(":", 1) for line in status)
        megabytes = lambda kind: round(self.metric("dicnet_memory_bytes", kind=kind) / 2**20, 1)
        return {
            "at": round(at, 1), "rss": round(int(facts["VmRSS"].split()[0]) / 1024, 1), "managed": megabytes("managed"), "pictures": megabytes("event_pictures"),
            "threads": int(facts["Threads"]), "files": len(os.listdir(f"/proc/{self.dicnet.pid}/fd")), "children": len(self.decoders())}

    def leaks(self):
        """Where the password of the cameras stands, in answers and in files."""
        found = [f"an answer of the API: ...{t[max(0, t.index(CANARY) - 60):t.index(CANARY) + 20]}..." for t in self.seen if CANARY in t]
        for place, _, files in os.walk(self.folder):
            for name in files:
                with open(os.path.join(place, name), "rb") as file:
                    if not name.startswith("live.yaml") and CANARY.encode() in file.read():
                        found.append(os.path.join(place, name))
        return found
