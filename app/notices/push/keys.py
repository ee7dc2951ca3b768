"""The key by which push services know this instance (VAPID, RFC 8292)."""

import base64
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

BYTES = 32


def make_private() -> str:
    """A new private key, base64url."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _text(number.to_bytes(BYTES, "big"))


@lru_cache(maxsize=4)
def public_of(private: str) -> str:
    """What browsers are given to subscribe with: the public point, base64url."""
    number = int.from_bytes(base64.urlsafe_b64decode(f"{private}="), "big")
    key = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    return _text(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
