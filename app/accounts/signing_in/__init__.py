"""Showing who one is: by a code or link in a mail, or by a passkey."""
