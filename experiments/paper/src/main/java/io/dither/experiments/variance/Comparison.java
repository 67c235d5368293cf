package io.dither.experiments.variance;

import io.dither.exact.ExactOptimizer;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every choice at the same number of samples, on one problem. */
record Comparison(Problem problem, int samples, int seeds, long seed) {
    private static final String VALUE = "value F_eps";
    private static final String MEAN = "y_eps = Fenchel-Young gradient";
    private static final String VJP = "VJP";
    private static final String DIFFERENCE = "y_eps(theta') - y_eps(theta)";

    List<Row> rows() {
        List<Row> value = new ArrayList<>();
        List<Row> mean = new ArrayList<>();
        List<Row> vjp = new ArrayList<>();
        for (Sampling sampling : Sampling.values()) {
            sampled(sampling, value, mean, vjp);
        }
        Baselines baselines = new Baselines(problem, samples, seeds, seed);
        baselines.many(exactProduct()).forEach((choice, variance) -> vjp.add(row(VJP, choice, variance)));
        List<Row> two = new ArrayList<>();
        baselines
                .two(exactProduct())
                .forEach((choice, variance) -> two.add(row(Baselines.TWO_SOLVES, choice, variance)));
        List<Row> rows = new ArrayList<>(relative(value, 0));
        rows.addAll(relative(mean, 0));
        // the default, independent samples with the leave-one-out baseline, is what others are compared with
        rows.addAll(relative(vjp, 0));
        rows.addAll(relative(two, 0));
        rows.addAll(relative(List.of(difference(false), difference(true)), 0));
        return rows;
    }

    private static List<Row> relative(List<Row> rows, int baseline) {
        double one = rows.get(baseline).variance();
        return rows.stream()
                .map(row -> new Row(row.problem(), row.quantity(), row.choice(), row.variance(), one / row.variance()))
                .toList();
    }

    private Row row(String quantity, String choice, double variance) {
        return new Row(problem.name(), quantity, choice, variance, Double.NaN);
    }

    private void sampled(Sampling sampling, List<Row> value, List<Row> mean, List<Row> vjp) {
        Spread values = new Spread();
        Spread means = new Spread();
        Spread products = new Spread();
        boolean hasProduct = sampling != Sampling.ANTITHETIC;
        for (int s = 0; s < seeds; s++) {
            try (PerturbedOptimizer layer = problem.layer(sampling, samples, seed + s)) {
                var query = layer.at(problem.theta());
                Estimate estimate = (hasProduct ? query.vjp(problem.cotangent()) : query).estimate();
                values.add(estimate.value());
                means.add(estimate.mean());
                if (hasProduct) {
                    products.add(estimate.vjp().values());
                }
            }
        }
        String choice = sampling.name().toLowerCase(Locale.ROOT);
        Optional<ExactOptimizer> exact = problem.exact();
        value.add(row(VALUE, choice, values.variance(exact.map(layer -> new double[] {layer.value(problem.theta())}))));
        mean.add(row(MEAN, choice, means.variance(exact.map(layer -> layer.mean(problem.theta())))));
        if (hasProduct) {
            vjp.add(row(VJP, choice + ", leave one out", products.variance(exactProduct())));
        }
    }

    private Optional<double[]> exactProduct() {
        return problem.exact()
                .map(layer ->
                        layer.forward(problem.theta()).vjp(problem.cotangent()).values());
    }

    /** The difference of two thetas close by, with noise of its own for each or the same. */
    private Row difference(boolean common) {
        Spread differences = new Spread();
        for (int s = 0; s < seeds; s++) {
            try (PerturbedOptimizer layer = problem.layer(Sampling.INDEPENDENT, samples, seed + s)) {
                double[] here = layer.at(problem.theta()).estimate().mean();
                double[] there = layer.at(problem.nearby())
                        .step(common ? 0 : 1)
                        .estimate()
                        .mean();
                for (int i = 0; i < there.length; i++) {
                    there[i] -= here[i];
                }
                differences.add(there);
            }
        }
        return row(
                DIFFERENCE,
                common ? "common random numbers" : "independent",
                differences.variance(problem.exact().map(this::exactDifference)));
    }

    private double[] exactDifference(ExactOptimizer layer) {
        double[] difference = layer.mean(problem.nearby());
        double[] here = layer.mean(problem.theta());
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= here[i];
        }
        return difference;
    }
}
