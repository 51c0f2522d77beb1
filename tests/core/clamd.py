"""A small clamd: a TCP or unix server that speaks INSTREAM and knows one malware."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Not the whole of EICAR's own test string: a scanner on the machine of a developer would take this file away.
MALWARE = b"MALWARE-OF-THE-TESTS"
MOST = 3 * 1024 * 1024


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        assert self._exactly(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self._exactly(4))[0]:
            content += self._exactly(size)
            if len(content) > MOST:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(len(content))
        found = b"stream: Test.Malware FOUND\0" if MALWARE in content else b"stream: OK\0"
        self.request.sendall(found)

    def _exactly(self, size: int) -> bytes:
        held = b""
        while len(held) < size:
            piece = self.request.recv(size - len(held))
            if not piece:
                raise ConnectionError
            held += piece
        return held


@contextmanager
def running(path: Path | None = None) -> Iterator[tuple[str, list[int]]]:
    """The server in a thread: its address as `CLAMAV` has it, and the sizes it was shown."""
    server: socketserver.BaseServer
    if path is None:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler)
        address = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.ThreadingUnixStreamServer(str(path), _Handler)
        address = f"unix://{path}"
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield address, server.seen
    finally:
        server.shutdown()
        server.server_close()
