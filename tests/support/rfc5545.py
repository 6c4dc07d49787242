"""The examples of RFC 5545, section 3.8.5.3, that are daily or coarser, as that document prints them.

Each: the rule, its first day, the days (months with their days, ‘…’ where they go on), and our words for it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple


class Example(NamedTuple):
    rule: str
    start: date
    days: tuple[date, ...]
    goes_on: bool
    words: str


def example(rule: str, start: str, days: str, words: str) -> Example:
    return Example(rule, date.fromisoformat(start), tuple(_days(days)), days.endswith("…"), words)


def _days(text: str) -> list[date]:
    found = []
    for year, month, listed in re.findall(r"(\d{4})-(\d\d): ([\d, –]+)", text):
        for part in listed.replace(" ", "").strip(",").split(","):
            first, _, last = part.partition("–")
            found += [date(int(year), int(month), day) for day in range(int(first), int(last or first) + 1)]
    return found


def _months(*months: tuple[int, int]) -> str:
    return "; ".join(f"{y}-{m:02}: 1–{monthrange(y, m)[1]}" for y, m in months)


JANUARIES = _months((1998, 1), (1999, 1), (2000, 1))
AUTUMN_TUESDAYS = "1997-09: 2,9,16,23,30; 1997-10: 7,14,21,28; 1997-11: 4"
TWICE_A_WEEK = "1997-09: 2,4,9,11,16,18,23,25,30; 1997-10: 2"
SUMMER_THURSDAYS = (
    "1997-06: 5,12,19,26; 1997-07: 3,10,17,24,31; 1997-08: 7,14,21,28; "
    "1998-06: 4,11,18,25; 1998-07: 2,9,16,23,30; 1998-08: 6,13,20,27; "
    "1999-06: 3,10,17,24; 1999-07: 1,8,15,22,29; 1999-08: 5,12,19,26 …"
)

EXAMPLES = [
    example("FREQ=DAILY;COUNT=10", "1997-09-02", "1997-09: 2–11", "every day, 10 times"),
    example(
        "FREQ=DAILY;UNTIL=19971224T000000Z",
        "1997-09-02",
        "1997-09: 2–30; 1997-10: 1–31; 1997-11: 1–30; 1997-12: 1–23",
        "every day, until 23 Dec 1997",
    ),
    example(
        "FREQ=DAILY;INTERVAL=2",
        "1997-09-02",
        "1997-09: 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30; 1997-10: 2,4,6 …",
        "every second day",
    ),
    example(
        "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "1997-09: 2,12,22; 1997-10: 2,12", "every 10 days, 5 times"
    ),
    example(
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "1998-01-01",
        JANUARIES,
        "every day in January, until 31 Jan 2000",
    ),
    example(
        "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
        "1998-01-01",
        JANUARIES,
        "every day in January, until 31 Jan 2000",
    ),
    example("FREQ=WEEKLY;COUNT=10", "1997-09-02", AUTUMN_TUESDAYS, "every Tuesday, 10 times"),
    example(
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "1997-09-02",
        f"{AUTUMN_TUESDAYS},11,18,25; 1997-12: 2,9,16,23",
        "every Tuesday, until 23 Dec 1997",
    ),
    example(
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997-09-02",
        "1997-09: 2,16,30; 1997-10: 14,28; 1997-11: 11,25; 1997-12: 9,23; 1998-01: 6,20; 1998-02: 3,17 …",
        "every second Tuesday",
    ),
    example(
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        "1997-09-02",
        TWICE_A_WEEK,
        "every Tuesday and Thursday, until 6 Oct 1997",
    ),
    example(
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
        "1997-09-02",
        TWICE_A_WEEK,
        "every Tuesday and Thursday, 10 times",
    ),
    example(
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09-01",
        "1997-09: 1,3,5,15,17,19,29; 1997-10: 1,3,13,15,17,27,29,31; 1997-11: 10,12,14,24,26,28; 1997-12: 8,10,12,22",
        "every second week on Monday, Wednesday and Friday, until 23 Dec 1997",
    ),
    example(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-09-02",
        "1997-09: 2,4,16,18,30; 1997-10: 2,14,16",
        "every second week on Tuesday and Thursday, 8 times",
    ),
    example(
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09-05",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-01: 2; 1998-02: 6; 1998-03: 6; 1998-04: 3; 1998-05: 1; 1998-06: 5",
        "monthly on the first Friday, 10 times",
    ),
    example(
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997-09-05",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5",
        "monthly on the first Friday, until 23 Dec 1997",
    ),
    example(
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09-07",
        "1997-09: 7,28; 1997-11: 2,30; 1998-01: 4,25; 1998-03: 1,29; 1998-05: 3,31",
        "every second month on the first and last Sunday, 10 times",
    ),
    example(
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09-22",
        "1997-09: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-01: 19; 1998-02: 16",
        "monthly on the second to last Monday, 6 times",
    ),
    example(
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09-28",
        "1997-09: 28; 1997-10: 29; 1997-11: 28; 1997-12: 29; 1998-01: 29; 1998-02: 26 …",
        "monthly on the third to last day",
    ),
    example(
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997-09-02",
        "1997-09: 2,15; 1997-10: 2,15; 1997-11: 2,15; 1997-12: 2,15; 1998-01: 2,15",
        "monthly on the 2nd and 15th, 10 times",
    ),
    example(
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09-30",
        "1997-09: 30; 1997-10: 1,31; 1997-11: 1,30; 1997-12: 1,31; 1998-01: 1,31; 1998-02: 1",
        "monthly on the 1st and last day, 10 times",
    ),
    example(
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09-10",
        "1997-09: 10–15; 1999-03: 10–13",
        "every 18 months on the 10th to 15th, 10 times",
    ),
    example(
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997-09-02",
        "1997-09: 2,9,16,23,30; 1997-11: 4,11,18,25; 1998-01: 6,13,20,27; 1998-03: 3,10,17,24,31 …",
        "every Tuesday of every second month",
    ),
    example(
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06-10",
        "; ".join(f"{year}-06: 10; {year}-07: 10" for year in range(1997, 2002)),
        "yearly on the 10th of June and July, 10 times",
    ),
    example(
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-03-10",
        "1997-03: 10; " + "; ".join(f"{year}-0{month}: 10" for year in (1999, 2001, 2003) for month in (1, 2, 3)),
        "every second year on the 10th of January, February and March, 10 times",
    ),
    example(
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997-01-01",
        "1997-01: 1; 1997-04: 10; 1997-07: 19; 2000-01: 1; 2000-04: 9; 2000-07: 18; 2003-01: 1; 2003-04: 10; "
        "2003-07: 19; 2006-01: 1",
        "every 3 years on the first, 100th and 200th day of the year, 10 times",
    ),
    example(
        "FREQ=YEARLY;BYDAY=20MO",
        "1997-05-19",
        "1997-05: 19; 1998-05: 18; 1999-05: 17 …",
        "yearly on the 20th Monday of the year",
    ),
    example(
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "1997-05-12",
        "1997-05: 12; 1998-05: 11; 1999-05: 17 …",
        "yearly on Monday of week 20",
    ),
    example(
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03-13",
        "1997-03: 13,20,27; 1998-03: 5,12,19,26; 1999-03: 4,11,18,25 …",
        "every Thursday in March",
    ),
    example(
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997-06-05",
        SUMMER_THURSDAYS,
        "every Thursday in June, July and August",
    ),
    example(  # the RFC takes the first day out by an exception of its own
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1997-09-02",
        "1998-02: 13; 1998-03: 13; 1998-11: 13; 1999-08: 13; 2000-10: 13 …",
        "monthly on Friday the 13th",
    ),
    example(
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09-13",
        "1997-09: 13; 1997-10: 11; 1997-11: 8; 1997-12: 13; 1998-01: 10; 1998-02: 7; 1998-03: 7; 1998-04: 11; "
        "1998-05: 9; 1998-06: 13 …",
        "monthly on the Saturday between the 7th and the 13th",
    ),
    example(
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11-05",
        "1996-11: 5; 2000-11: 7; 2004-11: 2 …",
        "every 4 years on the Tuesday between the 2nd and the 8th in November",
    ),
    example(
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09-04",
        "1997-09: 4; 1997-10: 7; 1997-11: 6",
        "monthly on the third of all Tuesdays, Wednesdays and Thursdays, 3 times",
    ),
    example(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09-29",
        "1997-09: 29; 1997-10: 30; 1997-11: 27; 1997-12: 30; 1998-01: 29; 1998-02: 26; 1998-03: 30 …",
        "monthly on the second to last working day",
    ),
    example(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "1997-08-05",
        "1997-08: 5,10,19,24",
        "every second week on Tuesday and Sunday, 4 times",
    ),
    example(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "1997-08-05",
        "1997-08: 5,17,19,31",
        "every second week on Tuesday and Sunday, 4 times",
    ),
    example(
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01-15",
        "2007-01: 15,30; 2007-02: 15; 2007-03: 15,30",
        "monthly on the 15th and 30th, 5 times",
    ),
]

TOO_FINE = [
    "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z",
    "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
    "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
    "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
    "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
]
"""The examples that come back more often than daily, which no gathering does."""
