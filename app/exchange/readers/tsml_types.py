"""What the type codes of 12-step meeting files mean here; `docs/import.md` shows this table."""

from dataclasses import dataclass

from app.exchange.stated import Value


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """One code: words for the description, and what it tells of access, audience, language."""

    words: str = ""
    told: tuple[tuple[str, Value], ...] = ()
    audience: str | None = None
    language: str | None = None


ONLINE, CLOSED_FOR_NOW = "ONL", "TC"

TYPES: dict[str, Meaning] = {
    "O": Meaning(words="Open: anyone may come"),
    "C": Meaning(
        words="Closed: for people who want to stop, or think they may want to",
        audience="members",
    ),
    "X": Meaning(told=(("step_free", True),)),
    "XB": Meaning(words="Accessible toilet", told=(("toilet", True),)),
    "ASL": Meaning(told=(("sign_language", True),)),
    "BE": Meaning(audience="beginners"),
    "W": Meaning(audience="women"),
    "M": Meaning(audience="men"),
    "Y": Meaning(audience="young"),
    "SEN": Meaning(audience="older"),
    "LGBTQ": Meaning(audience="lgbtq"),
    "G": Meaning(audience="lgbtq", words="Gay"),
    "L": Meaning(audience="lgbtq", words="Lesbian"),
    "T": Meaning(audience="lgbtq", words="Transgender"),
    "EN": Meaning(language="en"),
    "S": Meaning(words="In Spanish", language="es"),
    "FR": Meaning(words="In French", language="fr"),
    "DE": Meaning(words="In German", language="de"),
    "ITA": Meaning(words="In Italian", language="it"),
    "JA": Meaning(words="In Japanese", language="ja"),
    "KOR": Meaning(words="In Korean", language="ko"),
    "POL": Meaning(words="In Polish", language="pl"),
    "POR": Meaning(words="In Portuguese", language="pt"),
    "PUN": Meaning(words="In Punjabi", language="pa"),
    "RUS": Meaning(words="In Russian", language="ru"),
    "SV": Meaning(words="In Swedish", language="sv"),
    "NDG": Meaning(words="Indigenous people"),
    "N": Meaning(words="Native American"),
    "POC": Meaning(words="People of colour"),
    "D": Meaning(words="Discussion"),
    "SP": Meaning(words="A speaker"),
    "B": Meaning(words="Reading the Big Book"),
    "LIT": Meaning(words="Reading together"),
    "ST": Meaning(words="Step study"),
    "12x12": Meaning(words="Reading 12 Steps and 12 Traditions"),
    "TR": Meaning(words="Tradition study"),
    "DR": Meaning(words="Daily reflections"),
    "ABSI": Meaning(words="Reading As Bill Sees It"),
    "LS": Meaning(words="Reading Living Sober"),
    "GR": Meaning(words="Reading Grapevine"),
    "MED": Meaning(words="Meditation"),
    "A": Meaning(words="Secular"),
    "XT": Meaning(words="Cross talk is allowed"),
    "CF": Meaning(words="Children may come along"),
    "BA": Meaning(words="Babysitting"),
    "OUT": Meaning(words="Outdoors"),
    "CAN": Meaning(words="By candlelight"),
    "BRK": Meaning(words="Breakfast"),
    "H": Meaning(words="Birthdays are marked"),
    "AL-AN": Meaning(words="An Al-Anon meeting at the same time"),
    "DD": Meaning(words="Dual diagnosis"),
    "P": Meaning(words="Professionals"),
}


@dataclass(frozen=True, kw_only=True)
class Coded:
    """What all codes of one row say together."""

    words: str
    told: dict[str, Value]
    audience: tuple[str, ...]
    language: str | None


def coded(types: list[str]) -> Coded:
    """Put the meanings of a row's codes together; unknown codes say nothing.

    Two languages on one meeting leave the language not told.
    """
    known = sorted((code for code in types if code in TYPES), key=lambda code: code not in "OC")
    meanings = [TYPES[code] for code in known]
    languages = {meaning.language for meaning in meanings if meaning.language}
    words = [meaning.words for meaning in meanings if meaning.words]
    return Coded(
        words=". ".join(words) + "." if words else "",
        told={key: value for meaning in meanings for key, value in meaning.told},
        audience=tuple(dict.fromkeys(m.audience for m in meanings if m.audience)),
        language=next(iter(languages)) if len(languages) == 1 else None,
    )
