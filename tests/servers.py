"""A web server on this machine, whose answers a test writes; some of its paths are hostile by themselves."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


class Server:
    """A web server with one answer a path, and what it was asked."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                server.times.append(time.monotonic())
                self.close_connection = True
                if self.path == "/drip":
                    return self.drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x")
                if self.path == "/drip-head":
                    return self.drip(b"HTTP/1.1 200 OK\r\nX: ", b"x")
                if self.path == "/continue":
                    return self.drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n")
                if self.path == "/silent":
                    time.sleep(1.5)
                    return None
                status, headers, body = server.answers.get(self.path, (404, {}, b""))
                if self.path == "/new" and self.headers["If-None-Match"] == '"1"':
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
                    if value:
                        self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    return None

            def drip(self, first: bytes, more: bytes) -> None:
                try:
                    self.wfile.write(first)
                    for _ in range(200):
                        self.wfile.write(more)
                        self.wfile.flush()
                        time.sleep(0.05)
                except OSError:
                    return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.place = f"127.0.0.1:{self.http.server_port}"
        self.base = f"http://{self.place}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]
