"""What a device is asked for a passkey, and what its answer proves: by `webauthn` alone.

Loaded with the first passkey that is offered or shown: the library takes long to load, and a
server starts sooner without it. Faults of an answer are ValueError.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts.signing_in.sites import Site

SITE_NAME = "Alongside"
REQUIRED = UserVerificationRequirement.REQUIRED
NAMES = {
    "attestation_object": "attestationObject",
    "authenticator_data": "authenticatorData",
    "client_data": "clientDataJSON",
    "signature": "signature",
}


@dataclass(frozen=True)
class Key:
    """A passkey as it is kept: its id and public key in base64url, and how often it was used."""

    credential_id: str
    public_key: str
    sign_count: int


def making(
    site: Site, user: tuple[str, str], challenge: bytes, known: Iterable[str]
) -> dict[str, Any]:
    """What a browser needs to make a passkey for a `user`: an id, and a name or ""."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=SITE_NAME,
        user_name=user[1] or SITE_NAME,
        user_id=user[0].encode(),
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known
        ],
    )
    return _as_json(options)


def made(site: Site, challenge: bytes, answer: Mapping[str, str]) -> Key:
    """The passkey that a device made for this challenge. Raises ValueError."""
    with _faults():
        key = verify_registration_response(
            credential=_credential(answer, "attestation_object", "client_data"),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    public_key = bytes_to_base64url(key.credential_public_key)
    return Key(bytes_to_base64url(key.credential_id), public_key, key.sign_count)


def showing(site: Site, challenge: bytes) -> dict[str, Any]:
    """What a browser needs to show any passkey of this site."""
    options = generate_authentication_options(
        rp_id=site.host, challenge=challenge, user_verification=REQUIRED
    )
    return _as_json(options)


def shown(site: Site, challenge: bytes, answer: Mapping[str, str], key: Key) -> int:
    """How often this key was used by now, when a device has it. Raises ValueError."""
    with _faults():
        proof = verify_authentication_response(
            credential=_credential(answer, "authenticator_data", "client_data", "signature"),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    return proof.new_sign_count


@contextmanager
def _faults() -> Iterator[None]:
    """Let what the library finds wrong leave as ValueError."""
    try:
        yield
    except WebAuthnException as fault:
        raise ValueError(str(fault)) from fault


def _as_json(options: Any) -> dict[str, Any]:
    """Options in the form that browsers read."""
    read: dict[str, Any] = orjson.loads(options_to_json(options))
    return read


def _credential(answer: Mapping[str, str], *parts: str) -> dict[str, Any]:
    """The answer of a browser in the form that the library reads."""
    response = {NAMES[part]: answer[part] for part in parts}
    return {
        "id": answer["id"],
        "rawId": answer["id"],
        "type": "public-key",
        "response": response,
        "clientExtensionResults": {},
    }
