"""Fits the conditional logit to a history of choices by Newton's method, with robust standard errors: logit.py FILE"""
import sys

import numpy as np
import pandas as pd

data = pd.read_csv(sys.argv[1])
rows = data[["price", "time", "comfort"]].to_numpy().reshape(-1, 3, 3)
chosen = data["decision"].to_numpy().reshape(-1, 3)
weights = np.zeros(3)
for _ in range(30):
    utility = rows @ weights
    shares = np.exp(utility - utility.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    scores = np.einsum("nj,njk->nk", chosen - shares, rows)
    mean = np.einsum("nj,njk->nk", shares, rows)
    information = np.einsum("nj,njk,njl->kl", shares, rows, rows) - mean.T @ mean
    step = np.linalg.solve(information, scores.sum(0))
    weights += step
    if abs(step).max() < 1e-10:
        break
inverse = np.linalg.inv(information)
errors = np.sqrt(np.diag(inverse @ (scores.T @ scores) @ inverse))
for name, weight, error in zip(("price", "time", "comfort"), weights, errors):
    print(f"{name} {weight:.8f} {error:.8f}")
