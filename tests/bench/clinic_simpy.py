#!/usr/bin/python3
"""The clinic benchmark of clinic.cpp in SimPy (Debian's python3-simpy3), for comparison on one machine.

Patients come back after Exp(180 d) to one of 20 clinics of three dentists, are served 20 minutes, first come
first served, and wait Exp(30 d) at most. Two years. Prints the same figures as the C++ program.

    clinic_simpy.py [MINUTES OF SERVICE] [PATIENTS] [CLINICS]

With 400,000 patients it takes minutes; patients and clinics may be scaled down together, which leaves the load of
each clinic, and the events per second, as they are.
"""

import random
import resource
import sys
import time

import simpy

DAY = 24 * 60  # minutes
AWAY = 180 * DAY  # mean
PATIENCE = 30 * DAY  # mean
LENGTH = 730 * DAY
DENTISTS = 3


class Counts:
    """What happened: people served and left, and minutes waited by those served."""

    def __init__(self) -> None:
        self.served = 0
        self.left = 0
        self.waited = 0.0


def patient(env: simpy.Environment, dentists: simpy.Resource, service: float, counts: Counts):
    """The life of one patient: away, asking, served or gone, and again."""
    while True:
        yield env.timeout(random.expovariate(1 / AWAY))
        asked = env.now
        with dentists.request() as turn:
            yield turn | env.timeout(random.expovariate(1 / PATIENCE))
            if not turn.triggered:
                counts.left += 1
                continue
            counts.waited += env.now - asked
            yield env.timeout(service)
            counts.served += 1


def main(arguments: list[str]) -> None:
    """Plays the benchmark and prints its figures."""
    service = float(arguments[0]) if arguments else 20.0
    patients = int(float(arguments[1])) if len(arguments) > 1 else 400_000
    clinics = int(arguments[2]) if len(arguments) > 2 else 20
    random.seed(1)
    env = simpy.Environment()
    counts = Counts()
    teams = [simpy.Resource(env, capacity=DENTISTS) for _ in range(clinics)]
    start = time.process_time()
    for i in range(patients):
        env.process(patient(env, teams[i % clinics], service, counts))
    env.run(until=LENGTH)
    seconds = time.process_time() - start
    millions = 2e-6 * (counts.served + counts.left)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(
        f"clinic in SimPy {simpy.__version__}: served {counts.served}, reneged {counts.left}, "
        f"mean wait {counts.waited / max(1, counts.served):.3f} min; {millions:.2f} M model events, "
        f"{millions / seconds:.3f} M/s of one core, peak {peak:.0f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
