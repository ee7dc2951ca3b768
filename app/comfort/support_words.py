from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class SupportWords:
    """How one support is worded.

    `label` is what organiser and attendee see beside the answer; `yes`, `no` and `unknown` are
    what an attendee reads; `could_help` names it while nobody told whether it is there.
    """

    label: str
    yes: str
    no: str
    unknown: str
    could_help: str


SUPPORT_WORDS: Final[dict[str, SupportWords]] = {
    "greeter": SupportWords(
        label="A named person meets you",
        yes="a named person meets you",
        no="nobody is there to meet you",
        unknown="not told who meets you",
        could_help="being met by somebody, if they can do that",
    ),
    "leave_ok": SupportWords(
        label="You can leave early, no need to explain",
        yes="you can leave any time, no need to explain",
        no="people are asked not to leave early",
        unknown="not told whether you can leave early",
        could_help="being free to leave early, you can ask",
    ),
    "watch_ok": SupportWords(
        label="You may only watch the first time",
        yes="you may only watch the first time",
        no="everybody joins in from the start",
        unknown="not told whether you may only watch at first",
        could_help="only watching the first time, if they are fine with it",
    ),
    "bring_friend": SupportWords(
        label="You may bring someone",
        yes="you may bring someone",
        no="you cannot bring someone",
        unknown="not told whether you may bring someone",
        could_help="bringing someone, if they are fine with it",
    ),
    "small_steps": SupportWords(
        label="You can begin with a small task",
        yes="you can begin with a small task",
        no="there is no small task to begin with",
        unknown="not told whether you can begin with a small task",
        could_help="beginning with a small task, if there is one",
    ),
    "info_ahead": SupportWords(
        label="We tell you beforehand what will happen",
        yes="they tell you beforehand what will happen",
        no="they do not tell you beforehand what will happen",
        unknown="not told whether you hear beforehand what will happen",
        could_help="hearing beforehand what will happen, you can ask",
    ),
    "quiet_space": SupportWords(
        label="There is a quiet room",
        yes="there is a quiet room",
        no="there is no quiet room",
        unknown="not told whether there is a quiet room",
        could_help="a quiet room, if there is one",
    ),
    "hello_first": SupportWords(
        label="You can write or call us first",
        yes="you can write or call first",
        no="you cannot write or call first",
        unknown="not told whether you can write or call first",
        could_help="writing or calling first, if there is a way",
    ),
}
