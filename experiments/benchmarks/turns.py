#!/usr/bin/python3
"""Measures JVMs of Dither and the strongest mix of other libraries in turn, so that all of them meet the same minutes.

    turns.py WORK PEERS JVMS ROW:VARIANT:THREADS...

WORK is the folder of compare, with what it measured of the peers and their inputs; PEERS is the folder of their programs.
Prints a line of Markdown for each: the time of the mix and the median over the JVMs (us a solve), the slowest JVM over the
fastest, the mix over the median and over the slowest JVM, all by medians of the turns' ratios, the bytes that a solve of
Dither allocates, and on more threads the time of one thread over theirs: the harmonic mean of JVMs of one thread, one on each
core, so that the number of cores is the most there can be. On one thread all have the same core: those of a virtual machine may
differ by a factor of two, where somebody else has the other half of one. DITHER_JAVA_OPTS are the options of the JVMs.
"""
import contextlib
import json
import os
import runpy
import statistics
import subprocess
import sys
import time

TURNS = 11
SECONDS = 0.05  # of a turn; a call at least
CORES = sorted(os.sched_getaffinity(0))
HERE = os.path.dirname(os.path.abspath(__file__))
DITHER = os.path.join(HERE, "..", "..", "dither")
# by the first letter of a workload: the script of its peers
SCRIPTS = {"a": "sorting", "b": "sorting", "c": "sorting", "d": "assignment", "e": "gridpath", "h": "tree_noise"}


class Jvm:
    def __init__(self, row, variant, threads, data):
        command = [DITHER, "bench", "--json", "--forks", "0", "--turns", str(TURNS), "--seconds", str(TURNS * SECONDS)]
        command += ["--rows", row, "--variants", variant, "--threads", threads, "--inputs", data]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lines = []

    def wait(self):
        """Until it is ready for a turn or has ended."""
        for line in self.process.stdout:
            if line == "ready\n":
                return
            self.lines.append(line)

    def pin(self, cores):
        for thread in os.listdir(f"/proc/{self.process.pid}/task"):
            with contextlib.suppress(ProcessLookupError):  # a thread that has ended meanwhile
                os.sched_setaffinity(int(thread), cores)

    def turn(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.wait()

    def measurement(self):
        self.process.stdin.close()
        self.wait()
        if self.process.wait() != 0:
            sys.exit("turns: a JVM failed; its message is above")
        return json.loads(next(line for line in self.lines if line.startswith("{")))


def ready(jvms, row, variant, threads, data):
    """JVMs that are warm, two of them at a time."""
    forks = []
    for first in range(0, jvms, 2):
        pair = [Jvm(row, variant, threads, data) for _ in range(min(2, jvms - first))]
        for fork in pair:
            fork.wait()
        forks += pair
    return forks


def timed(call):
    times = []
    while sum(times) < SECONDS:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(call, solves, jvms, row, variant, threads):
    call()
    forks = ready(jvms, row, variant, threads, os.environ["DATA"])
    cores = CORES[: int(threads)]
    singles = ready(len(cores), row, variant, "1", os.environ["DATA"]) if len(cores) > 1 else []
    os.sched_setaffinity(0, cores)
    for fork in forks:
        fork.pin(cores)
    for fork, core in zip(singles, cores):
        fork.pin([core])
    of_mix = []
    for _ in range(TURNS):
        of_mix.append(timed(call) * 1e6 / solves)
        for fork in forks + singles:
            fork.turn()
    found = [fork.measurement() for fork in forks]
    ratios = [statistics.median(m / t for m, t in zip(of_mix, one["us_of_turns"])) for one in found]
    bytes_of = [one["bytes_of_forks"][0] for one in found]
    numbers = [
        statistics.median(of_mix),
        statistics.median(time for one in found for time in one["us_of_turns"]),
        max(ratios) / min(ratios),
        statistics.median(ratios),
        min(ratios),
    ]
    cells = [row, f"`{variant}`", threads] + [f"{number:.3g}" for number in numbers]
    spread = f"{min(bytes_of):.4g}" + (f" to {max(bytes_of):.4g}" if max(bytes_of) > 1.02 * min(bytes_of) else "")
    if singles:
        alone = [statistics.harmonic_mean(times) for times in zip(*(fork.measurement()["us_of_turns"] for fork in singles))]
        gains = [statistics.median(a / t for a, t in zip(alone, one["us_of_turns"])) for one in found]
        spread += f" | {min(gains):.3g} to {max(gains):.3g}"
    print("| " + " | ".join(cells + [spread]) + " |", file=sys.__stdout__, flush=True)


def cell(work, peers, jvms, row, variant, threads):
    """Runs the peers' script up to the number of the mix, and measures it there."""
    os.environ["THREADS"] = threads
    sys.path.insert(0, peers)
    import common  # before NumPy, which keeps the number of threads that it finds then
    import table

    workload = next(r["workload"] for r in table.lines(f"{work}/dither-plain.jsonl") if r["row"] == row)
    measured = table.lines(f"{work}/peers.jsonl")
    mix = table.fastest(measured, workload, variant, int(threads), table.starts(table.STRONGEST[workload[0]]))[0]
    if mix is None:
        sys.exit(f"turns: there is no mix of {row} in {work}/peers.jsonl")
    # the scripts leave out the rest
    os.environ["ONLY"] = "h" if workload[0] == "h" else workload.replace("_d", "")

    def bench(name, of, peer, solves, call, **_):
        if (name, of, peer) == (workload, variant, mix):
            measure(call, solves, jvms, row, variant, threads)
            os._exit(0)  # the rest of the script is not wanted, nor are the threads that it has

    common.bench = bench
    with contextlib.redirect_stdout(sys.stderr):  # what the peers say of their own
        runpy.run_path(f"{peers}/{SCRIPTS[workload[0]]}.py", run_name="__main__")
    sys.exit(f"turns: the peers' script did not come to '{mix}' on {row}")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    work, peers, jvms = sys.argv[1:4]
    os.environ.update(WORK=work, DATA=os.path.join(work, "data"))
    if len(sys.argv) == 5:
        cell(work, peers, int(jvms), *sys.argv[4].split(":"))
    else:  # a process each: the peers' libraries keep the number of threads that they began with
        for one in sys.argv[4:]:
            subprocess.run([sys.executable, __file__, work, peers, jvms, one], check=True)
