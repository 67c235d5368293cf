#!/usr/bin/python3
"""Measures JVMs of Dither and the strongest mix of Python libraries in turn, so that all of them meet the same minutes.

    turns.py WORK PEERS JVMS ROW:VARIANT:THREADS...

WORK is the folder of compare, with the peers' inputs in WORK/data; PEERS is the folder of their programs; a row is a ranking,
argmax or top-10. Prints a line of Markdown for each: the time of the mix and the median over the JVMs (us a solve), the slowest
JVM over the fastest, the mix over the median and over the slowest JVM, all by medians of the turns' ratios, and the bytes
that a solve of Dither allocates. DITHER_JAVA_OPTS are the options of the JVMs.
"""
import json
import os
import statistics
import subprocess
import sys
import time

TURNS = 15
SECONDS = 0.04  # of a turn; a call at least
DITHER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "dither")
ROWS = {
    "ranking-10": ("a", 10, 100),
    "ranking-100": ("a", 100, 100),
    "ranking-1000": ("a", 1000, 100),
    "argmax-10": ("b", 10, 1000),
    "argmax-1000": ("b", 1000, 1000),
    "top-10-of-1000": ("c", 1000, 100),
}


class Jvm:
    def __init__(self, row, variant, threads, data):
        command = [DITHER, "bench", "--json", "--forks", "0", "--turns", str(TURNS), "--seconds", str(TURNS * SECONDS)]
        command += ["--rows", row, "--variants", variant, "--threads", threads, "--inputs", data]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lines = []
        self.wait()

    def wait(self):
        """Until it is ready for a turn or has ended."""
        for line in self.process.stdout:
            if line == "ready\n":
                return
            self.lines.append(line)

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


def mix(peers, row, variant, threads):
    """A call of the mix, and how many solves it makes."""
    os.environ["THREADS"] = threads  # the peers read it when they are imported
    sys.path.insert(0, peers)
    import sorting
    from concurrent.futures import ThreadPoolExecutor

    letter, d, samples = ROWS[row]
    chunk = sorting.CHUNK[d]
    parts = [
        sorting.hybrid_stream(letter, d, samples // int(threads), variant, chunk, seed) for seed in range(int(threads))
    ]
    pool = ThreadPoolExecutor(len(parts))
    call = parts[0] if len(parts) == 1 else lambda: list(pool.map(lambda part: part(), parts))
    return call, sorting.B * samples


def timed(call):
    times = []
    while sum(times) < SECONDS:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(peers, data, jvms, row, variant, threads):
    call, solves = mix(peers, row, variant, threads)
    call()
    forks = [Jvm(row, variant, threads, data) for _ in range(jvms)]
    of_mix = []
    for _ in range(TURNS):
        of_mix.append(timed(call) * 1e6 / solves)
        for fork in forks:
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
    print("| " + " | ".join(cells + [spread]) + " |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    work, peers, jvms = sys.argv[1:4]
    os.environ.update(WORK=work, DATA=os.path.join(work, "data"))
    if len(sys.argv) == 5:
        measure(peers, os.environ["DATA"], int(jvms), *sys.argv[4].split(":"))
    else:  # a process each: the peers' libraries keep the number of threads that they began with
        for cell in sys.argv[4:]:
            subprocess.run([sys.executable, __file__, work, peers, jvms, cell], check=True)
