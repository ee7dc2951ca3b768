"""The schedule of an activity in sentences. Only reads."""

from datetime import datetime

from app.activities.models import Activity
from app.activities.repeat_words import say
from app.activities.schedule import Segment
from app.activities.scheduling.hours import now_there
from app.activities.scheduling.stored import read_plan
from app.activities.scheduling.stretches import split
from app.activities.timetable import table_of


def say_plan(activity: Activity, now: datetime) -> list[str]:
    """What is planned from now on, each stretch in its sentences."""
    since = now_there(activity, now)
    ahead = [split(one.segment, since)[1] for one in read_plan(activity).pieces]
    return [sentence for segment in ahead if segment for sentence in say_segment(segment)]


def say_segment(segment: Segment) -> list[str]:
    """A schedule in sentences; a rule nobody would say so is shown by its dates alone."""
    table = table_of(segment)
    if table is not None:
        return say(table)
    return [f"It follows a rule of its own, {segment.starts:%H:%M} to {segment.ends:%H:%M}."]
