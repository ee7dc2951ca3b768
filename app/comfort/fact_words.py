from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class FactWords:
    """How one comfort fact is worded.

    `question` and `choices` are what an organiser sees, `phrases` what an attendee reads at the
    values 0 to 3. Phrases, `unknown` and `ask` start lower case and hold no comma, so that they
    can be joined into one line.
    """

    label: str
    question: str
    choices: tuple[str, str, str, str]
    phrases: tuple[str, str, str, str]
    unknown: str
    ask: str


FACT_WORDS: Final[dict[str, FactWords]] = {
    "speak": FactWords(
        label="Speaking to the group",
        question="Do newcomers speak to the whole group?",
        choices=("No", "They say their name", "A short round", "A talk or a reading"),
        phrases=(
            "no speaking to the group",
            "you say your name to the group",
            "you say a few words in a round",
            "you give a talk or read aloud",
        ),
        unknown="not told whether newcomers speak",
        ask="whether newcomers speak",
    ),
    "watched": FactWords(
        label="Others looking on",
        question="Do others look on while someone does something?",
        choices=("No", "Now and then", "Often", "It is a performance"),
        phrases=(
            "nobody looks on while you do something",
            "others look on now and then",
            "others often look on",
            "you perform while others watch",
        ),
        unknown="not told whether others look on",
        ask="whether others look on",
    ),
    "strangers": FactWords(
        label="Talk with new people",
        question="How much talk is there with people one does not know?",
        choices=("None", "A little, side by side", "A fair amount", "It is the main thing"),
        phrases=(
            "no need to talk with new people",
            "a little talk side by side",
            "a fair amount of talk with new people",
            "talking with new people is the main thing",
        ),
        unknown="not told how much you talk with new people",
        ask="how much you talk with new people",
    ),
    "people": FactWords(
        label="How many people",
        question="How many people are usually there?",
        choices=("1 to 4", "5 to 10", "11 to 25", "More than 25"),
        phrases=("1 to 4 people", "5 to 10 people", "11 to 25 people", "more than 25 people"),
        unknown="not told how many people come",
        ask="how many people come",
    ),
    "assert": FactWords(
        label="Dealing with the public",
        question="Is there dealing with the public, selling, complaints or people in charge?",
        choices=("No", "Rarely", "Often", "It is the main task"),
        phrases=(
            "no dealing with the public",
            "you rarely deal with the public",
            "you often deal with the public",
            "dealing with the public is the main task",
        ),
        unknown="not told whether you deal with the public",
        ask="whether you deal with the public",
    ),
    "start": FactWords(
        label="Arriving",
        question="How does arriving work?",
        choices=(
            "Online, or met at the door",
            "All arrive together",
            "Others are already sitting there",
            "One goes up to people or phones them",
        ),
        phrases=(
            "you are met at the door or join online",
            "everybody arrives together",
            "others are already there when you arrive",
            "you go up to people or phone them first",
        ),
        unknown="not told how arriving works",
        ask="how arriving works",
    ),
    "body": FactWords(
        label="Eating, touch or changing",
        question="Is there eating, drinking, touch or changing clothes in front of others?",
        choices=("No", "If one likes", "Usually", "It is needed"),
        phrases=(
            "no eating or touch",
            "eating or touch only if you like",
            "eating or touch is usual",
            "eating or touch is part of it",
        ),
        unknown="not told whether there is eating or touch",
        ask="whether there is eating or touch",
    ),
    "sensory": FactWords(
        label="Noise, light and crowding",
        question="How are noise, light and crowding?",
        choices=("Quiet", "Normal", "Lively", "Very loud or crowded"),
        phrases=("quiet", "not quiet and not loud", "lively", "very loud or crowded"),
        unknown="not told how loud it is",
        ask="how loud it is",
    ),
    "stuck": FactWords(
        label="Stopping or leaving",
        question="Can people stop or leave?",
        choices=(
            "Any time",
            "After telling the host",
            "At the end",
            "It is a booked course or a rota",
        ),
        phrases=(
            "you can leave any time",
            "you can leave after telling the host",
            "people stay until the end",
            "you sign up for a course or a rota",
        ),
        unknown="not told when you can leave",
        ask="when you can leave",
    ),
}
