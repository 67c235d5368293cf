"""Prints the Markdown table of the script compare: microseconds per solve of Dither and its peers, and their ratios.

    table.py WORK      reads WORK/peers.jsonl, WORK/dither-plain.jsonl, WORK/dither-vector.jsonl and the inputs in WORK/data
"""
import json
import math
import os
import sys

import numpy as np
from scipy.optimize import linear_sum_assignment

MIX = "torch f32 noise + numpy oracle, streaming"
# by the first letter of a workload: which peers a user can install, and which is the strongest mix of them
PACKAGED = {
    "a": ("torch [", "numpy "),
    "b": ("torch [", "numpy "),
    "c": ("torch [", "numpy "),
    "d": ("scipy LSA",),
    "e": ("scipy csgraph", "igraph", "networkx"),
    "f": ("HiGHS LP warm start", "networkx"),
    "h": ("scipy minimum_spanning_tree", "igraph"),
}
STRONGEST = {"a": (MIX,), "b": (MIX,), "c": (MIX,), "d": ("scipy LSA",), "e": ("numba",), "f": (), "h": ("numba",)}


def lines(path):
    """The lines of JSON in a file, none where there is no file: not every machine has vector kernels."""
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return [json.loads(line) for line in file if line.startswith("{")]


def sizes(workload):
    """The grid paths are measured with fewer samples too, by peers that are too slow for more."""
    if workload.endswith("_M100"):
        stem = workload[: -len("M100")]
        return [stem + "M100", stem + "M10", stem + "M1"]
    return [workload]


def fastest(peers, workload, variant, threads, accept):
    """The least time of the accepted peers, each with the most samples that it was measured with."""
    best = {}
    for name in reversed(sizes(workload)):
        for line in peers:
            if (line.get("workload"), line.get("variant"), line.get("threads")) == (name, variant, threads):
                if accept(line["peer"]):
                    best[line["peer"]] = line["us_per_solve"]
    return min(best.items(), key=lambda item: item[1], default=(None, math.nan))


def starts(prefixes):
    return lambda peer: peer.startswith(prefixes) if prefixes else False


def is_scalar(peer):
    return peer.startswith("C limit: ziggurat") and "AVX-512" not in peer


def is_vector(peer):
    return peer.startswith("C limit: AVX-512")


def load(data, manifest, name):
    entry = manifest[name]
    return np.fromfile(os.path.join(data, name + ".bin"), dtype=entry["dtype"]).reshape(entry["shape"])


def acyclic(costs, side=5):
    """The shortest path by steps right and down; arcs row by row, right ones first."""
    best = np.full((side, side), math.inf)
    best[0, 0] = 0
    arc = iter(costs)
    for i in range(side):
        for j in range(side - 1):
            best[i, j + 1] = min(best[i, j + 1], best[i, j] + next(arc))
        if i < side - 1:
            for j in range(side):
                best[i + 1, j] = min(best[i + 1, j], best[i, j] + next(arc))
    return best[-1, -1]


def optima(workload, data, manifest, peers):
    """The sum of the optimal values without noise, by a program that is not Dither; None where there is none."""
    if workload[0] in "eh":
        name = workload.split("_M")[0] if workload[0] == "e" else "h"
        found = [c.get("sum_opt_cost", c.get("sum_mst_weight")) for c in peers if c.get("check") == name]
        return found[0] if found else None
    if workload[0] == "f":
        return sum(acyclic(c) for c in load(data, manifest, "f_c")[:32])
    theta = load(data, manifest, workload + "_theta")
    if workload[0] == "a":
        return float((np.sort(theta, 1) @ np.arange(theta.shape[1])).sum())
    if workload[0] == "b":
        return float(theta.max(1).sum())
    if workload[0] == "c":
        return float(np.sort(theta, 1)[:, -10:].sum())
    return float(sum(t[linear_sum_assignment(t, maximize=True)].sum() for t in theta))


def time(value):
    return "-" if math.isnan(value) else f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def ratio(above, below):
    return "-" if math.isnan(above) or math.isnan(below) else f"{above / below:.2f}"


def main(work):
    data = os.path.join(work, "data")
    with open(os.path.join(data, "manifest.json")) as file:
        manifest = json.load(file)
    peers = lines(os.path.join(work, "peers.jsonl"))
    plain = lines(os.path.join(work, "dither-plain.jsonl"))
    vector = {
        (line["row"], line["variant"], line["threads"]): line
        for line in lines(os.path.join(work, "dither-vector.jsonl"))
    }
    print(f"{plain[0]['machine']}; {plain[0]['jdk']}. Microseconds per solve, noise included; medians.\n")
    print(
        "| row | variant | threads | packaged peer | strongest mix | C scalar | C vector | Dither plain | Dither vector"
        " | plain / C scalar | vector / C vector | packaged / Dither | mix / Dither | spread of JVMs | mix / slowest JVM |"
    )
    print("|" + "---|" * 15)
    nothing = {"us_per_solve": math.nan, "us_of_forks": [math.nan]}
    differing = []
    packaged_names = {}
    for line in plain:
        workload, variant, threads = line["workload"], line["variant"], line["threads"]
        packaged_name, packaged = fastest(peers, workload, variant, threads, starts(PACKAGED[workload[0]]))
        mix = fastest(peers, workload, variant, threads, starts(STRONGEST[workload[0]]))[1]
        scalar = fastest(peers, workload, variant, threads, is_scalar)[1]
        vectors = fastest(peers, workload, variant, threads, is_vector)[1]
        lanes = vector.get((line["row"], variant, threads), nothing)
        ours, fast = line["us_per_solve"], lanes["us_per_solve"]
        best = np.fmin(ours, fast)
        forks = (line if best == ours else lanes)["us_of_forks"]
        cells = [line["row"], variant, threads, *map(time, (packaged, mix, scalar, vectors, ours, fast))]
        cells += [ratio(ours, scalar), ratio(fast, vectors)]
        cells += [ratio(packaged, best), ratio(mix, best), ratio(max(forks), min(forks)), ratio(mix, max(forks))]
        print("| " + " | ".join(map(str, cells)) + " |")
        if packaged_name:
            packaged_names.setdefault(line["row"], set()).add(packaged_name)
        if (variant, threads) == (plain[0]["variant"], plain[0]["threads"]):
            expected = optima(workload, data, manifest, peers)
            if expected is None:
                differing.append(f"{line['row']}: no peer printed its sum of optima")
            # what the peers print may be rounded to six decimals
            elif abs(line["check"] - expected) > 1e-9 * abs(expected) + 1e-6:
                differing.append(f"{line['row']}: Dither {line['check']!r}, peers {expected!r}")
    print("\nFastest packaged peer: " + "; ".join(f"{r}: {', '.join(sorted(n))}" for r, n in packaged_names.items()) + ".")
    if differing:
        print("\nSums of optima that could not be confirmed: " + "; ".join(differing) + ".")
        return 1
    print("\nThe sums of the optimal values of all thetas without noise agree on every row.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
