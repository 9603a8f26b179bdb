"""An RTSP camera made of a clip: rtsp_server.py PORT CLIP serves it, over and over, at rtsp://127.0.0.1:PORT/live."""
import subprocess
import sys
import tempfile

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

port, clip = sys.argv[1], sys.argv[2]
with tempfile.TemporaryDirectory() as pictures:
    subprocess.run(["ffmpeg", "-v", "error", "-i", clip, "-q:v", "3", f"{pictures}/%04d.jpg"], check=True, stdin=subprocess.DEVNULL)
    Gst.init(None)
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(
        f'( multifilesrc location="{pictures}/%04d.jpg" start-index=1 loop=true caps="image/jpeg,framerate=15/1" ! jpegdec ! identity sync=true ! videoconvert '
        "! video/x-raw,format=I420 ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 ! rtph264pay name=pay0 pt=96 config-interval=1 )")
    factory.set_shared(True)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(port)
    server.get_mount_points().add_factory("/live", factory)
    server.attach(None)
    GLib.MainLoop().run()
