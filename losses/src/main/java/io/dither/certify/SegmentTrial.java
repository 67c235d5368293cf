package io.dither.certify;

import io.dither.layer.Estimated;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import java.util.Optional;

/**
 * &lt;v, y_eps(b)&gt; - &lt;v, y_eps(a)&gt; against the integral of the VJP of v from a to b, which differ in one
 * coordinate: the one in which y_eps varies most. Holds for any solver, clamped and heuristic ones too.
 */
final class SegmentTrial implements Trial {
    private static final String NAME = "VJP against differences of y_eps";
    private static final int NODES = 32;

    @Override
    public List<Check> run(Subject subject, List<double[]> thetas) {
        Optional<String> reason = subject.noScore();
        return List.of(reason.isPresent() ? Check.skipped(NAME, reason.get()) : check(subject, thetas));
    }

    private static Check check(Subject subject, List<double[]> thetas) {
        Scores scores = new Scores(NAME);
        try (PerturbedOptimizer ends = subject.layer(subject.samples());
                PerturbedOptimizer nodes = subject.layer(Math.max(2, 4 * subject.samples() / NODES))) {
            for (int k = 0; k < thetas.size(); k++) {
                add(scores, subject, ends, nodes, thetas.get(k), k);
            }
        }
        return scores.check("the solution did not change with the noise");
    }

    private static void add(
            Scores scores, Subject subject, PerturbedOptimizer ends, PerturbedOptimizer nodes, double[] a, int k) {
        double[] v = subject.direction(Keys.SEGMENT_END, k);
        Estimate start = end(ends, a, v, 2L * k);
        int j = mostVaried(subject, a, start.meanStandardError());
        if (j < 0) {
            return;
        }
        double length = subject.multiplicative() ? a[j] * StrictMath.expm1(subject.epsilon()) : subject.epsilon();
        Estimated first = start.pushforward();
        Estimated last = end(ends, moved(a, j, length), v, 2L * k + 1).pushforward();
        double integral = 0;
        double variance = 0;
        for (int node = 0; node < NODES; node++) {
            double[] theta = moved(a, j, length * (node + 0.5) / NODES);
            Estimated vjp = nodes.at(theta)
                    .step(Keys.SEGMENT_NODE)
                    .example((long) k * NODES + node)
                    .vjp(v)
                    .estimate()
                    .vjp();
            double error = vjp.knownError(j) * length / NODES;
            integral += vjp.values()[j] * length / NODES;
            variance += error * error;
        }
        double floor = 3 * Scores.scale(start.mean()) * Scores.scale(v) / subject.samples();
        double errorOfEnds = Math.hypot(first.knownError(0), last.knownError(0));
        double difference = last.values()[0] - first.values()[0];
        scores.add("theta " + k + " along [" + j + "]", integral, Math.sqrt(variance), difference, errorOfEnds, floor);
    }

    private static Estimate end(PerturbedOptimizer layer, double[] theta, double[] v, long example) {
        return layer.at(theta)
                .step(Keys.SEGMENT_END)
                .example(example)
                .pushforward(y -> y.dot(v))
                .estimate();
    }

    /** Returns the coordinate with the largest spread among those that noise moves, or -1 where nothing varies. */
    private static int mostVaried(Subject subject, double[] theta, double[] spreads) {
        int best = -1;
        for (int i = 0; i < theta.length; i++) {
            boolean varies = subject.scoreScale(theta, i) > 0 && spreads[i] > 0;
            if (varies && (best < 0 || spreads[i] > spreads[best])) {
                best = i;
            }
        }
        return best;
    }

    private static double[] moved(double[] theta, int coordinate, double step) {
        double[] moved = theta.clone();
        moved[coordinate] += step;
        return moved;
    }
}
