package io.dither.certify;

import io.dither.layer.Estimated;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import java.util.Optional;

/** grad F_eps as a mean of solutions against E[F(X) grad nu(Z)] / eps, made of values alone. */
final class ValueOnlyTrial implements Trial {
    private static final String NAME = "y_eps against value-only gradient";

    @Override
    public List<Check> run(Subject subject, List<double[]> thetas) {
        Optional<String> reason = subject.noScore().or(subject::noValue);
        return List.of(reason.isPresent() ? Check.skipped(NAME, reason.get()) : check(subject, thetas));
    }

    private static Check check(Subject subject, List<double[]> thetas) {
        Scores scores = new Scores(NAME);
        try (PerturbedOptimizer layer = subject.layer(subject.samples())) {
            for (int k = 0; k < thetas.size(); k++) {
                double[] theta = thetas.get(k);
                Estimated solutions = layer.at(theta)
                        .step(Keys.SOLUTIONS)
                        .example(k)
                        .estimate()
                        .valueGradient();
                Estimated values = layer.at(theta)
                        .step(Keys.VALUES)
                        .example(k)
                        .valueOnlyGradient()
                        .estimate()
                        .valueOnlyGradient();
                double floor = 3 * Scores.scale(solutions.values()) / subject.samples();
                add(scores, "theta " + k, subject, theta, solutions, values, floor);
            }
        }
        return scores.check("every coordinate of theta is 0, where multiplicative noise does nothing");
    }

    private static void add(
            Scores scores,
            String where,
            Subject subject,
            double[] theta,
            Estimated solutions,
            Estimated values,
            double floor) {
        for (int i = 0; i < theta.length; i++) {
            if (subject.scoreScale(theta, i) > 0) {
                scores.add(
                        where + " [" + i + "]",
                        values.values()[i],
                        values.knownError(i),
                        solutions.values()[i],
                        solutions.knownError(i),
                        floor);
            }
        }
    }
}
