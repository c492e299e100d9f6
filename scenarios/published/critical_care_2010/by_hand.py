#!/usr/bin/env python3
"""The critical care unit programmed by hand, apart from icsim, with both ways of counting beds and waits.

    scenarios/published/critical_care_2010/by_hand.py [REPLICATIONS [BEDS...]]

Prints a Markdown table: of those who left in the measured time (as published), and of those present.
"""
import heapq
import math
import random
import statistics
import sys

WARM_UP, MEASURED, CLEANING = 720.0, 8640.0, 5.0  # h
BETWEEN_OPERATIONS, STAY_AFTER_OPERATION = (17.91, 3.16), 57.34  # h: mean and sd, mean
EMERGENCIES = [  # h between arrivals, mean and sd of the stay
    (22.72, 128.79, 267.51), (26.0, 177.89, 276.54), (37.0, 140.15, 218.02), (47.2, 212.86, 457.67),
    (575.0, 87.53, 108.67)]
OPERATION = len(EMERGENCIES)
END = WARM_UP + MEASURED


class Unit:
    """One replication."""

    def __init__(self, seed, beds):
        self.luck, self.beds = random.Random(seed), beds
        self.events, self.number = [], 0
        self.taken, self.line = 0, []
        self.cancelled = self.came = 0
        self.stays_of_leavers = self.waits_of_leavers = self.leavers = 0.0
        self.present = self.waits_of_starters = self.starters = 0.0

    def plan(self, at, what, *about):
        self.number += 1
        heapq.heappush(self.events, (at, self.number, what, about))

    def next_arrival(self, now, kind):
        gap = (self.luck.gauss(*BETWEEN_OPERATIONS) if kind == OPERATION
               else self.luck.expovariate(1 / EMERGENCIES[kind][0]))
        self.plan(now + gap, self.arrive, kind)

    def stay(self, kind):
        if kind == OPERATION:
            return self.luck.expovariate(1 / STAY_AFTER_OPERATION)
        _, mean, sd = EMERGENCIES[kind]
        variance = math.log(1 + (sd / mean)**2)
        return self.luck.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))

    def arrive(self, now, kind):
        self.next_arrival(now, kind)
        self.came += now > WARM_UP
        if self.taken < self.beds:
            self.admit(now, kind, now)
        elif kind == OPERATION:
            self.cancelled += now > WARM_UP
        else:
            self.line.append((now, kind))

    def admit(self, now, kind, came):
        self.taken += 1
        stay = self.stay(kind)
        self.present += max(0.0, min(END, now + stay) - max(WARM_UP, now))
        if kind != OPERATION and came > WARM_UP:
            self.waits_of_starters += now - came
            self.starters += 1
        self.plan(now + stay, self.leave, kind, stay, now - came)

    def leave(self, now, kind, stay, waited):
        if now > WARM_UP:
            self.stays_of_leavers += stay
            if kind != OPERATION:
                self.waits_of_leavers += waited
                self.leavers += 1
        self.plan(now + CLEANING, self.free)

    def free(self, now):
        self.taken -= 1
        if self.line:
            came, kind = self.line.pop(0)
            self.admit(now, kind, came)

    def run(self):
        for kind in range(OPERATION + 1):
            self.next_arrival(0.0, kind)
        while self.events[0][0] <= END:
            now, _, what, about = heapq.heappop(self.events)
            what(now, *about)
        return (self.came, self.cancelled, self.waits_of_leavers / self.leavers,
                self.waits_of_starters / self.starters, self.stays_of_leavers / MEASURED, self.present / MEASURED)


def main():
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print("| beds | came | cancelled | wait of those who left, h | of those who started"
          " | in bed, stays of those who left | present |")
    print("|---|---|---|---|---|---|---|")
    for beds in [int(word) for word in sys.argv[2:]] or range(23, 29):
        runs = [Unit(seed, beds).run() for seed in range(1, replications + 1)]
        print(f"| {beds} | " + " | ".join(f"{statistics.fmean(column):.2f}" for column in zip(*runs)) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
