"""The fixed vocabulary of topics, in families. Keys never change; labels may be translated."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Family:
    """A group of topics that somebody who likes one of them may like too."""

    key: str
    label: str
    icon: str


@dataclass(frozen=True)
class Topic:
    """What an activity is about. `family` is a key of FAMILIES, `icon` the drawing's name."""

    key: str
    label: str
    family: str
    icon: str


_TABLE: Final[dict[tuple[str, str, str], dict[str, str | tuple[str, str]]]] = {
    ("outdoors", "Outdoors and nature", "walk"): {
        "walking": "Walking",
        "gardening": ("Gardening", "garden"),
        "nature_watching": "Birds and wildlife",
        "conservation": ("Caring for nature", "garden"),
        "litter_picking": "Litter picking",
        "cycling": ("Cycling", "ball"),
        "camping_outdoor_skills": ("Camping and outdoor skills", "walk"),
    },
    ("making", "Making and crafts", "craft"): {
        "knitting_crochet": "Knitting and crochet",
        "sewing": "Sewing and textiles",
        "pottery": "Pottery and clay",
        "woodwork": ("Woodwork", "repair"),
        "drawing_painting": ("Drawing and painting", "brush"),
        "photography": ("Photography", "brush"),
        "mixed_crafts": "Crafts of all kinds",
    },
    ("repair", "Repair and reuse", "repair"): {
        "repair_cafe": "Mending things",
        "bike_repair": "Bike repair",
        "upcycling": ("Upcycling and swaps", "craft"),
        "shared_workshop": "Shared workshop",
        "computers": ("Computers and phones", "screen"),
        "coding_electronics": ("Coding and electronics", "screen"),
    },
    ("music_stage", "Music, stage and film", "music"): {
        "singing": "Singing",
        "playing_music": "Playing music",
        "listening_to_music": "Listening to music",
        "dance": "Dance",
        "drama": "Drama and stage",
        "film": ("Film", "screen"),
    },
    ("words_learning", "Words and learning", "book"): {
        "reading": "Books and reading",
        "creative_writing": "Writing and poetry",
        "languages": "Languages",
        "english_conversation": "English conversation",
        "local_history": "History and heritage",
        "talks_discussion": "Talks and discussion",
        "museums_galleries": ("Museums and galleries", "brush"),
    },
    ("games", "Games and puzzles", "games"): {
        "board_games": "Board games",
        "card_games": "Card games",
        "chess": "Chess",
        "quizzes_puzzles": "Quizzes and puzzles",
        "role_playing_games": "Role-playing games",
        "video_games": ("Video games", "screen"),
    },
    ("moving", "Moving and sport", "ball"): {
        "gentle_exercise": "Gentle exercise",
        "yoga_tai_chi": "Yoga and tai chi",
        "running": "Running",
        "swimming": "Swimming",
        "football": "Football",
        "racket_sports": "Table tennis and racket sports",
        "bowls": "Bowls",
        "other_sport": "Other sport",
    },
    ("food_drink", "Food and drink", "pot"): {
        "cooking": "Cooking",
        "baking": "Baking",
        "shared_meals": "Shared meals",
        "coffee_chat": ("Coffee and a chat", "people"),
        "growing_food": ("Growing food", "garden"),
    },
    ("animals", "Animals", "paw"): {
        "dog_walking": "Dog walking",
        "animal_care": "Caring for animals",
        "horses": "Horses",
    },
    ("community", "Community and belonging", "people"): {
        "lgbtq_community": "LGBTQ+ community",
        "newcomers": "New to the area",
        "cultures": "Cultures of the world",
        "faith": "Faith and belief",
        "neighbours": "Neighbours",
        "families": "Families with children",
        "older_people": "Later life",
        "young_people": "Young people",
        "campaigning": "Campaigns and local voice",
    },
    ("peer_support", "Support from people alike", "listen"): {
        "anxiety_peer_support": "Living with anxiety",
        "low_mood_peer_support": "Living with low mood",
        "recovery": "Recovery from addiction",
        "alcohol_free_living": "Living without alcohol",
        "gambling": "Stopping gambling",
        "eating": "Food and eating",
        "grief": "Grief and loss",
        "carers": "Carers",
        "parents": "Parents",
        "long_term_illness": "Long-term illness",
        "dementia": "Memory and dementia",
        "disability": "Disability",
        "neurodiversity": "Autism and ADHD",
        "life_changes": "Separation and life changes",
        "veterans": "Veterans",
    },
    ("calm", "Calm and wellbeing", "listen"): {
        "mindfulness": "Mindfulness and meditation",
        "listening_space": "A place to be listened to",
        "sleep_rest": "Sleep and rest",
        "wellbeing": "Wellbeing in general",
    },
    ("giving_time", "Giving time", "people"): {
        "befriending": "Befriending",
        "driving": "Driving and transport",
        "food_bank": ("Food banks", "pot"),
        "events_stewarding": "Helping at events",
        "admin_office": ("Office work", "book"),
        "charity_shop": "Charity shops",
        "sports_coaching": ("Coaching sport", "ball"),
        "mentoring_tutoring": ("Mentoring and tutoring", "book"),
        "helplines": ("Helplines and listening", "listen"),
        "fundraising": "Raising money",
        "trustees_committees": "Trustees and committees",
        "hospital_care_visits": "Hospitals and care homes",
        "buildings_upkeep": ("Buildings and upkeep", "repair"),
        "cafe_kitchen": ("Cafés and kitchens", "pot"),
        "youth_work": "Youth clubs and scouting",
        "website_media": ("Websites and social media", "screen"),
        "interpreting": ("Interpreting", "book"),
        "safety_rescue": "First aid and rescue",
    },
}

FAMILIES: Final = {key: Family(key, label, icon) for key, label, icon in _TABLE}


def _topics() -> dict[str, Topic]:
    """Each topic with its own icon, or its family's."""
    topics = {}
    for (family, _, icon), entries in _TABLE.items():
        for key, said in entries.items():
            label, own = (said, icon) if isinstance(said, str) else said
            topics[key] = Topic(key, label, family, own)
    return topics


TOPICS: Final = _topics()
