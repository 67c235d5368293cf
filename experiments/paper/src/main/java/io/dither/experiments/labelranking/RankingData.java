package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import java.util.List;

/**
 * A data set: features as in the file, and as targets the rank of each label, n - 1 for the best and 0 for the worst, as
 * the ascending ranking oracle gives them for scores.
 */
record RankingData(String name, List<String> labels, Examples examples, String sha256) {}
