package io.dither.certify;

import io.dither.noise.CurvedNoise;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import java.util.Optional;

/** The Jacobian of y_eps against the Hessian of F_eps made of values alone. */
final class HessianTrial implements Trial {
    private static final String NAME = "Jacobian against value-only Hessian";
    private static final int LARGEST = 32;

    @Override
    public List<Check> run(Subject subject, List<double[]> thetas) {
        Optional<String> reason = reason(subject).or(subject::noValue);
        return List.of(reason.isPresent() ? Check.skipped(NAME, reason.get()) : check(subject, thetas));
    }

    private static Optional<String> reason(Subject subject) {
        if (!(subject.noise() instanceof CurvedNoise)) {
            return Optional.of("noise " + subject.noise().name() + " has no second derivative");
        }
        if (subject.multiplicative()) {
            return Optional.of("multiplicative noise has no value-only Hessian");
        }
        if (!subject.oracle().domain().isEverywhere()) {
            return Optional.of("where clamped, y_eps is not the gradient of F_eps");
        }
        return subject.dimension() > LARGEST
                ? Optional.of("dimension " + subject.dimension() + " is above " + LARGEST)
                : Optional.empty();
    }

    private static Check check(Subject subject, List<double[]> thetas) {
        Scores scores = new Scores(NAME);
        try (PerturbedOptimizer layer = subject.layer(subject.samples())) {
            for (int k = 0; k < thetas.size(); k++) {
                double[] theta = thetas.get(k);
                Estimate jacobian = layer.at(theta)
                        .step(Keys.JACOBIAN)
                        .example(k)
                        .jacobian()
                        .estimate();
                Estimate hessian =
                        layer.at(theta).step(Keys.HESSIAN).example(k).hessian().estimate();
                double floor = 3 * Scores.scale(jacobian.mean()) / (subject.epsilon() * subject.samples());
                scores.add("theta " + k, hessian.hessianEntries(), jacobian.jacobianEntries(), floor);
            }
        }
        return scores.check("");
    }
}
