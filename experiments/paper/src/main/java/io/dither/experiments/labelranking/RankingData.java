package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import java.util.List;

/**
 * A data set. The features are those of the file. The targets are the ranks of the n labels, n - 1 for the best and 0 for the worst: the
 * ranks that the oracle {@link io.dither.oracles.Oracles#ranking} returns for scores.
 */
record RankingData(String name, List<String> labels, Examples examples, String sha256) {}
