package io.dither.certify;

import io.dither.exact.ExactOptimizer;
import io.dither.layer.Estimated;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** F_eps, y_eps and a VJP against the exact layer. */
final class ExactTrial implements Trial {
    private static final String VALUE = "exact F_eps";
    private static final String MEAN = "exact y_eps";
    private static final String VJP = "exact VJP";

    @Override
    public List<Check> run(Subject subject, List<double[]> thetas) {
        Optional<String> reason = reason(subject);
        if (reason.isPresent()) {
            return Stream.of(VALUE, MEAN, VJP)
                    .map(name -> Check.skipped(name, reason.get()))
                    .toList();
        }
        return checks(subject, thetas);
    }

    private static Optional<String> reason(Subject subject) {
        if (subject.multiplicative()) {
            return Optional.of("multiplicative noise has no exact layer");
        }
        if (!subject.oracle().domain().isEverywhere()) {
            return Optional.of("a clamped problem has no exact layer");
        }
        return ExactOptimizer.isAvailable(subject.oracle(), subject.noise())
                ? Optional.empty()
                : Optional.of("no exact layer for this oracle with noise "
                        + subject.noise().name());
    }

    private static List<Check> checks(Subject subject, List<double[]> thetas) {
        ExactOptimizer exact = ExactOptimizer.of(subject.oracle(), subject.noise(), subject.epsilon());
        Scores values = new Scores(VALUE);
        Scores means = new Scores(MEAN);
        Scores products = new Scores(VJP);
        try (PerturbedOptimizer layer = subject.layer(subject.samples())) {
            for (int k = 0; k < thetas.size(); k++) {
                double[] theta = thetas.get(k);
                double[] v = subject.direction(Keys.EXACT, k);
                Estimate estimate =
                        layer.at(theta).step(Keys.EXACT).example(k).vjp(v).estimate();
                Estimated mean = exact.forward(theta).output();
                double floor = 3 * Scores.scale(mean.values()) / subject.samples();
                String where = "theta " + k;
                values.add(where, estimate.value(), estimate.valueStandardError(), exact.value(theta), 0, 0);
                means.add(where, estimate.solution(), mean, floor);
                double reward = Scores.scale(v) / subject.epsilon();
                products.add(where, estimate.vjp(), exact.forward(theta).vjp(v), floor * reward);
            }
        }
        return List.of(values.check(""), means.check(""), products.check(""));
    }
}
