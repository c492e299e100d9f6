#!/usr/bin/env python3
"""The urgent care centre programmed by hand, apart from icsim, under both rules by which people come.

    scenarios/published/urgent_care_2013/by_hand.py [REPLICATIONS]

"theirs": until the next arrival the rate of the hour of the last one holds. "exact": each hour has its own.
Prints a Markdown table of means and of their standard deviations between days.
"""
import csv
import heapq
import math
import os
import random
import statistics
import sys

END = 19 * 60.0  # min
PLACES = {"triage": 1, "registration": 1, "examination": 3, "treatment": 1, "trauma bay": 2, "trauma cubicle": 1}
ROUTES = {"trauma": ["triage", "trauma bay", "trauma cubicle"],
          "minor": ["triage", "registration", "examination", "treatment"]}
TRAUMA, TREATED = 0.12, 0.6


def rates():
    with open(os.path.join(os.path.dirname(__file__), "arrivals.csv"), encoding="utf-8", newline="") as file:
        return [float(row["weight"]) for row in csv.DictReader(file)][:18]


def lognormal(luck, mean, variance):
    square = math.log(1 + variance / mean**2)
    return luck.lognormvariate(math.log(mean) - square / 2, math.sqrt(square))


WORK = {
    "triage": lambda luck: luck.expovariate(1 / 3),
    "registration": lambda luck: lognormal(luck, 5, 2),
    "examination": lambda luck: max(0.5, luck.gauss(16, math.sqrt(3))),
    "treatment": lambda luck: lognormal(luck, 13.3, 2),
    "trauma bay": lambda luck: luck.expovariate(1 / 90),
    "trauma cubicle": lambda luck: lognormal(luck, 30, 4)}


def arrivals(luck, hourly, rule):
    top, now, last, times = max(hourly), 0.0, 0.0, []
    while True:
        now += luck.expovariate(top / 60)
        hour = int((last if rule == "theirs" else now) // 60) % len(hourly)
        if luck.random() * top < hourly[hour]:
            if now > END:
                return times
            times.append(now)
            last = now


class Day:
    """One replication."""

    def __init__(self, seed, hourly, rule):
        self.luck = random.Random(seed)
        self.busy = dict.fromkeys(PLACES, 0)
        self.line = {place: [] for place in PLACES}
        self.waits = {place: [] for place in PLACES}
        self.begun = dict.fromkeys(PLACES, 0.0)
        self.whole = {kind: [] for kind in ROUTES}
        self.events, self.number, self.came = [], 0, 0
        for time in arrivals(self.luck, hourly, rule):
            kind = "trauma" if self.luck.random() < TRAUMA else "minor"
            self.plan(time, self.come, (kind, time, 0))
            self.came += 1

    def plan(self, at, what, person):
        self.number += 1
        heapq.heappush(self.events, (at, self.number, what, person))

    def come(self, now, person):
        place = ROUTES[person[0]][person[2]]
        if self.busy[place] < PLACES[place]:
            self.begin(now, person, place, 0.0)
        else:
            self.line[place].append((now, person))

    def begin(self, now, person, place, waited):
        self.busy[place] += 1
        self.waits[place].append(waited)
        work = WORK[place](self.luck)
        self.begun[place] += work
        self.plan(now + work, self.end, person)

    def end(self, now, person):
        kind, came, number = person
        place = ROUTES[kind][number]
        self.busy[place] -= 1
        if self.line[place]:
            since, first = self.line[place].pop(0)
            self.begin(now, first, place, now - since)
        last = number + 1 == len(ROUTES[kind])
        if last or (place == "examination" and self.luck.random() >= TREATED):
            self.whole[kind].append(now - came)
        else:
            self.come(now, (kind, came, number + 1))

    def run(self):
        while self.events and self.events[0][0] <= END:
            now, _, what, person = heapq.heappop(self.events)
            what(now, person)
        found = {"people who came": self.came}
        for place, places in PLACES.items():
            found[f"wait for {place}, min"] = statistics.fmean(self.waits[place] or [math.nan])
            found[f"{place}: work begun over time open"] = self.begun[place] / END / places
        for kind, times in self.whole.items():
            found[f"whole visit, {kind}, min"] = statistics.fmean(times or [math.nan])
        found["people who left by the end"] = sum(len(times) for times in self.whole.values())
        return found


def main():
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    hourly = rates()
    runs = {rule: [Day(seed, hourly, rule).run() for seed in range(1, replications + 1)]
            for rule in ("theirs", "exact")}
    print("| | theirs | sd | exact | sd |\n|---|---|---|---|---|")
    for what in runs["exact"][0]:
        cells = []
        for rule in ("theirs", "exact"):
            values = [run[what] for run in runs[rule] if not math.isnan(run[what])]
            cells += [f"{statistics.fmean(values):.3f}", f"{statistics.stdev(values):.3f}"]
        print(f"| {what} | " + " | ".join(cells) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
