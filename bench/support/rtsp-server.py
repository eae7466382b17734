"""An RTSP camera that is not of our making: GStreamer's server playing one H.264 file.

usage: rtsp-server.py [--clock-from-start] PORT FILE [USER PASSWORD]; serves rtsp://127.0.0.1:PORT/cam

--clock-from-start: its reports tell the time since it was started, as a camera does whose clock was never set.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
words = sys.argv[1:]
clock_from_start = words[:1] == ["--clock-from-start"]
port, path, *login = words[1:] if clock_from_start else words
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(f'( filesrc location="{path}" ! qtdemux ! h264parse config-interval=1 ! rtph264pay name=pay0 pt=96 )')
if login:
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(*login), token)
    server.set_auth(auth)
    role = Gst.Structure.new_empty("viewer")
    role.set_value("media.factory.access", True)
    role.set_value("media.factory.construct", True)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_role_from_structure(role)
    factory.set_permissions(permissions)


class UnsetClock(GstRtspServer.RTSPMedia):
    """Reports running time where universal time belongs."""

    def do_setup_rtpbin(self, rtpbin):
        Gst.util_set_object_arg(rtpbin, "ntp-time-source", "running-time")
        return True


if clock_from_start:
    factory.set_media_gtype(UnsetClock.__gtype__)
server.get_mount_points().add_factory("/cam", factory)
server.attach(None)
GLib.MainLoop().run()
