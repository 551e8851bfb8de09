"""An https server on this machine that answers whatever a test tells it to, byte by byte if need be."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[ssl.SSLSocket, bytes], None]


@contextmanager
def speaking(context: ssl.SSLContext, answer: Answer) -> Iterator[int]:
    """Give the port of a server that reads one request head and then does `answer` with the line."""
    door = socket.create_server(("127.0.0.1", 0))
    door.settimeout(0.2)
    ended = threading.Event()

    def talk(line: socket.socket) -> None:
        line.settimeout(20)
        with line, suppress(OSError), context.wrap_socket(line, server_side=True) as safe:
            head = b""
            while b"\r\n\r\n" not in head and (part := safe.recv(4096)):
                head += part
            answer(safe, head)

    def serve() -> None:
        while not ended.is_set():
            with suppress(OSError):
                threading.Thread(target=talk, args=(door.accept()[0],), daemon=True).start()

    serving = threading.Thread(target=serve, daemon=True)
    serving.start()
    yield door.getsockname()[1]
    ended.set()
    serving.join(2)
    door.close()
