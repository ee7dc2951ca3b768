"""Seals what a reader hands back later: nobody else can read it, change it or use it elsewhere."""

import base64
import binascii
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV


class Broken(ValueError):
    """Not sealed here, or not for this, or changed since."""


class Seal:
    """Deterministic authenticated encryption (AES-SIV, RFC 5297) under the instance's secret.

    The same content under the same seal is the same text, so that answers that hold one are the
    same for all. Every process of an instance opens what another one sealed.
    """

    def __init__(self, secret: str, purpose: str) -> None:
        """Derive the key; a text sealed for one purpose can't be opened for another."""
        key = hmac.digest(secret.encode(), f"seal for {purpose}".encode(), hashlib.sha512)
        self._cipher = AESSIV(key)

    def close(self, content: bytes, bound_to: bytes) -> str:
        """The sealed text, letters for an address; it opens only with the same `bound_to`."""
        sealed = self._cipher.encrypt(content, [bound_to])
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def open(self, text: str, bound_to: bytes) -> bytes:
        """The content of a sealed text; raises Broken."""
        try:
            padded = text.encode("ascii") + b"=" * (-len(text) % 4)
            sealed = base64.b64decode(padded, altchars=b"-_", validate=True)
            return self._cipher.decrypt(sealed, [bound_to])
        except (InvalidTag, ValueError, binascii.Error) as error:
            raise Broken("this text can't be opened") from error
