package io.dither.certify;

import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Arrays;
import java.util.List;

/**
 * With the same noise at both ends of a step u, &lt;grad F(t), u&gt; &lt;= F(t + u) - F(t) &lt;= &lt;grad F(t + u), u&gt;
 * for a maximiser, and the other way round for a minimiser.
 */
final class BracketTrial implements Trial {
    private static final String NAME = "bracket of F_eps (sign)";

    /** Lengths of steps, in units of epsilon; the longest changes most solutions. */
    private static final double[] STEPS = {0.3, 3, 30};

    private double worst;
    private int count;
    private String place = "";

    @Override
    public List<Check> run(Subject subject, List<double[]> thetas) {
        return List.of(
                subject.isHeuristic()
                        ? Check.skipped(NAME, "a heuristic's F_eps is neither convex nor concave")
                        : new BracketTrial().check(subject, thetas));
    }

    private Check check(Subject subject, List<double[]> thetas) {
        try (PerturbedOptimizer layer = subject.layer(Math.max(1, subject.samples() / 10))) {
            for (int k = 0; k < thetas.size(); k++) {
                Estimate start = at(layer, thetas.get(k), k);
                double[] direction = subject.direction(Keys.BRACKET, k);
                for (double step : STEPS) {
                    double[] end = end(subject, thetas.get(k), direction, step);
                    add("theta " + k + ", step " + step, subject, thetas.get(k), start, end, at(layer, end, k));
                }
            }
        }
        return count == 0
                ? Check.skipped(
                        NAME,
                        "no step changed a solution, or all were clamped, which makes F_eps neither"
                                + " convex nor concave")
                : Check.of(NAME, worst, subject.tolerance(), "relative excess, worst of " + count + place);
    }

    private static Estimate at(PerturbedOptimizer layer, double[] theta, int example) {
        return layer.at(theta).step(Keys.BRACKET).example(example).estimate();
    }

    /** Additive steps go anywhere; multiplicative ones keep the sign of each coordinate, as the noise does. */
    private static double[] end(Subject subject, double[] theta, double[] direction, double step) {
        double[] end = theta.clone();
        for (int i = 0; i < end.length; i++) {
            double move = step * subject.epsilon() * direction[i];
            end[i] = subject.multiplicative() ? end[i] * StrictMath.exp(Math.min(move, 3)) : end[i] + move;
        }
        return end;
    }

    private void add(String where, Subject subject, double[] theta, Estimate start, double[] end, Estimate stop) {
        double[] first = start.valueGradient().values();
        double[] last = stop.valueGradient().values();
        if (start.clampedShare() + stop.clampedShare() > 0 || Arrays.equals(first, last)) {
            return;
        }
        int sign = subject.oracle().sense().sign();
        double increment = sign * (stop.value() - start.value());
        double lower = 0;
        double upper = 0;
        double size = Math.abs(start.value()) + Math.abs(stop.value());
        for (int i = 0; i < theta.length; i++) {
            double u = end[i] - theta[i];
            lower += sign * first[i] * u;
            upper += sign * last[i] * u;
            size += (Math.abs(first[i]) + Math.abs(last[i])) * (Math.abs(u) + subject.epsilon());
        }
        double excess = Math.max(0, Math.max(lower - increment, increment - upper)) / size;
        count++;
        if (!(excess <= worst)) {
            worst = excess;
            place = ", at " + where;
        }
    }
}
