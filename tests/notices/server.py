"""A mail server of our own on a loopback port, which can behave in every bad way."""

import contextlib
import socketserver
import threading
import time
from email import message_from_bytes
from email.policy import default

GREETING = b"220 mail.example.org ESMTP\r\n"
REFUSALS = {
    "421": b"421 4.3.2 Try again later\r\n",
    "450": b"450 4.2.0 Greylisted\r\n",
    "550": b"550 5.1.1 No such user\r\n",
    "551": b"551 No such user here\r\n",
    "spam": b"550 5.7.1 Looks like spam\r\n",
}


class Talk(socketserver.StreamRequestHandler):
    """One conversation, as the server's mode says."""

    def handle(self):
        mode = self.server.mode
        if mode == "hang":
            time.sleep(5)
            return
        if mode == "garbage":
            self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\n\xff\xfe\x00" * 20)
            return
        self.wfile.write(GREETING)
        with contextlib.suppress(ConnectionError, ValueError):
            while line := self.rfile.readline():
                if not self.answer(line.strip().upper(), mode):
                    return

    def answer(self, line, mode):
        if line.startswith(b"RCPT") and mode in REFUSALS:
            self.wfile.write(REFUSALS[mode])
        elif line.startswith(b"DATA"):
            self.take(mode)
        elif line.startswith(b"QUIT"):
            if mode == "hangs at the end":
                time.sleep(5)
            return False
        else:
            self.wfile.write(b"250 Fine\r\n")
        return True

    def take(self, mode):
        self.wfile.write(b"354 Go on\r\n")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        if mode == "554":
            self.wfile.write(b"554 5.6.0 Not like this\r\n")
            return
        self.server.mails.append(message_from_bytes(b"".join(lines), policy=default))
        if mode == "dies after taking it":
            self.connection.close()
            return
        self.wfile.write(b"250 Taken\r\n")


class Server(socketserver.ThreadingTCPServer):
    """Keeps what it took in `mails`; `mode` is how it behaves from the next conversation on."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.mode, self.mails = "ok", []

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextlib.contextmanager
def mail_server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
