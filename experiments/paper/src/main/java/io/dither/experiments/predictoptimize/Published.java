package io.dither.experiments.predictoptimize;

import java.util.Map;

/**
 * Published results, shown next to the results of this program: regrets of single runs on the path problem with the settings of a tutorial
 * (notebook 03 of PyEPO, Tang and Khalil 2022), and regrets per day of the energy knapsack (Mulamba et al. 2021).
 */
final class Published {
    /** Regrets in percent on the same test examples, by method. */
    static final Map<String, Double> PATH = Map.ofEntries(
            Map.entry("fenchel-young", 7.29),
            Map.entry("spo-plus", 7.59),
            Map.entry("frank-wolfe", 7.4),
            Map.entry("negative-identity", 8.9),
            Map.entry("listwise", 9.6),
            Map.entry("perturbed-squared", 9.9),
            Map.entry("nce", 10.3),
            Map.entry("imle", 12.1),
            Map.entry("black-box", 15.1),
            Map.entry(Methods.LEAST_SQUARES, 8.58),
            Map.entry(Setting.FLOOR, 5.85));

    /** Regrets per day of least squares, by capacity. The best published method is MAP over a pool of solutions: 764, 562 and 327. */
    static final Map<Double, Double> ENERGY = Map.of(60.0, 989.0, 120.0, 1090.0, 180.0, 433.0);

    private Published() {}
}
