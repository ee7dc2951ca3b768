"""The people and dates of the tests of held places."""

from tests.attendance.conftest import config, phone, post

__all__ = ["config", "phone", "post"]
