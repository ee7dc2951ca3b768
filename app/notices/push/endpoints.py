"""Which addresses belong to the push service of a browser's maker, and which keys are keys.

The address comes from the browser of a person, so it is somebody's word; nothing is ever sent
to any other host than these.
"""

import base64
import binascii
import re

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

# Chrome, Edge on Android, Opera, Samsung Internet; Chromium of other builders.
HOSTS = frozenset({"fcm.googleapis.com", "jmt17.google.com"})
# Firefox; Safari; Edge on Windows.
DOMAINS = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")
ENDPOINT = re.compile(
    r"https://((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})(?::443)?"
    r"/[A-Za-z0-9._~:/?&=%+,;!$'()*@-]+"
)
BASE64 = re.compile(r"[A-Za-z0-9_-]+={0,2}")
AUTH_BYTES = 16
POINT_BYTES = 65


def is_push_service(endpoint: str) -> bool:
    """Whether a URL is one of a known push service, on the usual port, and plainly written."""
    found = ENDPOINT.fullmatch(endpoint)
    if not found:
        return False
    host = found[1]
    return host in HOSTS or host.endswith(DOMAINS)


def is_public_key(text: str) -> bool:
    """Whether this is a point of P-256 as a browser gives it: uncompressed, base64url."""
    point = _decoded(text)
    if point is None or len(point) != POINT_BYTES:
        return False
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except ValueError:
        return False
    return True


def is_secret(text: str) -> bool:
    """Whether this is the shared secret of a browser: 16 bytes, base64url."""
    secret = _decoded(text)
    return secret is not None and len(secret) == AUTH_BYTES


def _decoded(text: str) -> bytes | None:
    if not BASE64.fullmatch(text):
        return None
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
