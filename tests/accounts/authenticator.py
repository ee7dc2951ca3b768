"""A passkey without a browser: what a phone or computer would keep and answer."""

import base64
import hashlib
import json
import secrets

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN, HOST = "http://localhost:8000", "localhost"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    """One key; `is_verified` is whether its holder showed that it is them."""

    def __init__(self, *, is_verified=True, origin=ORIGIN, host=HOST):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.flags = PRESENT | (VERIFIED if is_verified else 0)
        self.origin, self.host, self.count = origin, host, 0

    def make(self, options, **changes):
        """The answer to an offer."""
        point = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose
        data = self._data(WITH_KEY) + held
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options)
        return {
            "id": text(self.id),
            "client_data": text(client),
            "attestation_object": text(made),
        } | changes

    def show(self, options, **changes):
        """The answer to a challenge."""
        self.count += 1
        data, client = self._data(), self._client("webauthn.get", options)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "id": text(self.id),
            "client_data": text(client),
            "authenticator_data": text(data),
            "signature": text(signed),
        } | changes

    def _data(self, more=0):
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, kind, options):
        challenge = options["publicKey"]["challenge"]
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()
