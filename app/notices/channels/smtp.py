"""Hands a mail to the operator's server, once; every way this can fail has an outcome."""

import re
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from app.core.log import logger
from app.notices.channels import GONE, REFUSED, SENT, Outcome, later

TIMEOUT_S = 10.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SUBMISSION, SUBMISSION_TLS = 587, 465
# What servers answer to an address that is none, with and without an enhanced code.
NO_SUCH_ADDRESS = frozenset({550, 551, 553})
ENHANCED = re.compile(rb"\s*5\.(\d{1,3})\.\d{1,3}")
PERMANENT = range(500, 600)


class Smtp:
    """One server; a password is only ever sent to it encrypted, or on this machine."""

    def __init__(self, url: str, own_name: str, timeout_s: float = TIMEOUT_S) -> None:
        """Read `smtp(s)://user:password@host:port`; `own_name` is how we greet."""
        parts = urlsplit(url)
        self.is_tls = parts.scheme == "smtps"
        self.host = parts.hostname or ""
        self.port = parts.port or (SUBMISSION_TLS if self.is_tls else SUBMISSION)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.own_name, self.timeout_s = own_name, timeout_s

    def post(self, mail: EmailMessage, address: str) -> Outcome:
        """Try once. What the server may say differently tomorrow is for later."""
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            logger().warning("mail server", error=type(error).__name__)
            return later()
        try:
            server.send_message(mail, to_addrs=[address])
        except smtplib.SMTPRecipientsRefused as refused:
            return _of_address(*refused.recipients[address])
        except smtplib.SMTPDataError as error:
            return REFUSED if error.smtp_code in PERMANENT else later()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            logger().warning("mail server", error=type(error).__name__)
            return later()
        finally:
            # It has the mail, or will get it again: how it says goodbye changes nothing.
            with suppress(OSError, smtplib.SMTPException, ValueError):
                server.quit()
            server.close()
        return SENT

    def _connect(self) -> smtplib.SMTP:
        """A greeted, encrypted server that knows us; raises what smtplib and sockets raise."""
        where = self.host, self.port, self.own_name
        if self.is_tls:
            secure = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=self.timeout_s, context=secure)
        else:
            server = smtplib.SMTP(*where, timeout=self.timeout_s)
        try:
            server.ehlo_or_helo_if_needed()
            if not self.is_tls and self.host not in LOOPBACK:
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _of_address(code: int, said: bytes) -> Outcome:
    """Why an address was not taken: because there is none, for now, or for another reason."""
    if code not in PERMANENT:
        return later()
    enhanced = ENHANCED.match(said)
    if enhanced:
        return GONE if enhanced[1] == b"1" else REFUSED
    return GONE if code in NO_SUCH_ADDRESS else REFUSED
