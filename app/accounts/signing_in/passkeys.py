"""Passkeys: making one, and knowing somebody by it. The person at the device is always verified.

What browsers send is checked by the `webauthn` library and by nothing of ours. Never commits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session
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

from app.accounts.models import Person
from app.accounts.signing_in import challenges
from app.accounts.signing_in.entering import noting
from app.accounts.signing_in.models import Passkey
from app.core.errors import DomainError, NotFound
from app.core.ids import show_id

MOST = 10
NAME = "Alongside"
REQUIRED = UserVerificationRequirement.REQUIRED


class BadPasskey(DomainError):
    """What the device said does not fit."""

    status = 422
    code = "bad_passkey"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("This passkey is not known here, or did not answer. Please try again.")


class TooManyPasskeys(DomainError):
    """A person has as many as one can keep an eye on."""

    code = "too_many_passkeys"


@dataclass(frozen=True)
class Site:
    """Where passkeys are made for: the host's name, and the address pages have."""

    host: str
    origin: str


def offer(
    session: Session, site: Site, person: Person, browser: str, now: datetime
) -> dict[str, Any]:
    """What a browser needs to make a passkey for a person. Raises TooManyPasskeys."""
    known = list_own(session, person.id)
    if len(known) >= MOST:
        raise TooManyPasskeys(f"An account has at most {MOST} passkeys. Remove one first.")
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=NAME,
        user_name=person.sign_in_address or NAME,
        user_id=show_id(person.id).encode(),
        challenge=challenges.make(session, browser, person.id, now),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.credential_id)) for row in known
        ],
    )
    return _as_json(options)


def add(
    session: Session, site: Site, browser: str, answer: Mapping[str, str], now: datetime
) -> Passkey:
    """Keep a passkey that a browser made for whom it was offered. Raises BadPasskey, CodeOver."""
    challenge, person_id = challenges.use(session, browser, now)
    if person_id is None:
        raise BadPasskey
    try:
        made = verify_registration_response(
            credential=_credential(answer, "attestation_object", "client_data"),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise BadPasskey from error
    key = bytes_to_base64url(made.credential_id)
    if find(session, key) is not None:
        raise BadPasskey
    row = Passkey(
        person_id=person_id,
        credential_id=key,
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
        name=answer.get("name") or "Passkey",
        made_at=now,
    )
    session.add(row)
    session.flush()
    return row


def ask(session: Session, site: Site, browser: str, now: datetime) -> dict[str, Any]:
    """What a browser needs to show any passkey of this site; the same for everybody."""
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=challenges.make(session, browser, None, now),
        user_verification=REQUIRED,
    )
    return _as_json(options)


def know(
    session: Session, site: Site, browser: str, answer: Mapping[str, str], now: datetime
) -> Person:
    """Who showed a passkey. Raises BadPasskey, CodeOver."""
    challenge, person_id = challenges.use(session, browser, now)
    row = find(session, answer["id"], is_locked=True)
    if row is None or person_id is not None:
        raise noting(BadPasskey(), now)
    try:
        shown = verify_authentication_response(
            credential=_credential(answer, "authenticator_data", "client_data", "signature"),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        address = session.get_one(Person, row.person_id).sign_in_address
        raise noting(BadPasskey(), now, address) from error
    row.sign_count, row.used_on = shown.new_sign_count, now.date()
    return session.get_one(Person, row.person_id)


def find(session: Session, credential_id: str, *, is_locked: bool = False) -> Passkey | None:
    """The passkey of this id; `is_locked` so that its counter is read and written by one."""
    query = select(Passkey).where(Passkey.credential_id == credential_id)
    return session.scalars(query.with_for_update() if is_locked else query).one_or_none()


def list_own(session: Session, person_id: int) -> Sequence[Passkey]:
    """The passkeys of a person, the earliest first."""
    query = select(Passkey).where(Passkey.person_id == person_id)
    return session.scalars(query.order_by(Passkey.made_at, Passkey.id)).all()


def remove(session: Session, person_id: int, passkey_id: int) -> None:
    """Take one of a person's own passkeys away; raises NotFound for any other."""
    row = session.get(Passkey, passkey_id)
    if row is None or row.person_id != person_id:
        raise NotFound("This passkey is not on your list.")
    session.delete(row)
    session.flush()


def _as_json(options: Any) -> dict[str, Any]:
    """Options in the form that browsers read."""
    read: dict[str, Any] = orjson.loads(options_to_json(options))
    return read


NAMES = {
    "attestation_object": "attestationObject",
    "authenticator_data": "authenticatorData",
    "client_data": "clientDataJSON",
    "signature": "signature",
}


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
