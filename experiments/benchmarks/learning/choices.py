"""Writes a history of choices of three alternatives with three features in the layout long: choices.py EXAMPLES FILE"""
import sys

import numpy as np

WEIGHTS = np.array([-1.0, 0.5, -0.3])
BLOCK = 100_000

examples, file = int(sys.argv[1]), sys.argv[2]
random = np.random.default_rng(1)
with open(file, "w") as out:
    out.write("example,coordinate,decision,price,time,comfort\n")
    for start in range(0, examples, BLOCK):
        size = min(BLOCK, examples - start)
        rows = np.round(random.normal(size=(size, 3, 3)), 5)
        chosen = np.argmax(rows @ WEIGHTS + random.gumbel(size=(size, 3)), axis=1)
        for i in range(size):
            for j in range(3):
                price, time, comfort = rows[i, j]
                out.write(f"{start + i},{j},{int(chosen[i] == j)},{price:g},{time:g},{comfort:g}\n")
