package io.dither.experiments.smoothing;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.RunFolder;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The simplex: how argmax becomes soft, and max becomes smooth (Berthet et al. 2020, section 2, figure 2). */
final class SimplexFigures {
    private static final double[] THETA = {1, 0.6, -0.2};
    private static final double[] AMPLITUDES = {0.1, 0.5, 1, 2};

    /** How many coordinates {@link #deviation} looks at. */
    static final int COMPARED = AMPLITUDES.length * THETA.length;

    private final Layers layers;
    private final Law law;
    private final LinearOracle oracle = Oracles.argmax(THETA.length);

    SimplexFigures(Layers layers, Law law) {
        this.layers = layers;
        this.law = law;
    }

    void draw(RunFolder folder, Metrics metrics) {
        folder.writePlot("argmax-" + law, argmax(metrics));
        folder.writePlot("max-" + law, max());
    }

    /** y_eps of one theta from the vertex to the centre. */
    private Chart argmax(Metrics metrics) {
        double[] epsilons = Curve.logarithmic(0.03, 30, 61);
        List<ValueAndGradient> values = new ArrayList<>();
        for (double epsilon : epsilons) {
            ValueAndGradient value =
                    layers.at(oracle, law, epsilon, List.of(THETA)).get(0);
            double[] y = value.gradient().values();
            metrics.row(law, epsilon, value.value(), y[0], y[1], y[2]);
            values.add(value);
        }
        Chart plot = Chart.lines(
                        "Argmax of " + Arrays.toString(THETA) + " under " + law.title() + " noise",
                        "epsilon",
                        "coordinate of y_eps")
                .logX()
                .caption("At small epsilon all weight is on the largest theta, as without noise; at large epsilon each"
                        + " coordinate goes to 1/3.");
        for (int i = 0; i < THETA.length; i++) {
            int coordinate = i;
            plot = plot.line(
                    "y_" + (i + 1),
                    epsilons,
                    Curve.each(values, value -> value.gradient().values()[coordinate]));
        }
        return plot;
    }

    /** F_eps along a line through theta = 0, where max(t, 0) has its kink. */
    private Chart max() {
        double[] t = Curve.range(-3, 3, 61);
        List<double[]> thetas =
                Arrays.stream(t).mapToObj(x -> new double[] {x, 0}).toList();
        Chart plot = Chart.lines("The maximum of t and 0 under " + law.title() + " noise", "t", "F_eps(t, 0)");
        plot = plot.line(
                "epsilon 0", t, Arrays.stream(t).map(x -> Math.max(x, 0)).toArray());
        for (double epsilon : AMPLITUDES) {
            plot = plot.line(
                    "epsilon " + epsilon,
                    t,
                    Curve.each(layers.at(Oracles.argmax(2), law, epsilon, thetas), ValueAndGradient::value));
        }
        return plot.caption(
                "Noise rounds the kink at t = 0 off, and the more so the larger epsilon is; far from it nothing"
                        + " changes.");
    }

    /** The largest distance of a sampled y_eps from the exact one, in standard errors, over the amplitudes. */
    double deviation() {
        double largest = 0;
        for (double epsilon : AMPLITUDES) {
            double[] exact = layers.at(oracle, law, epsilon, List.of(THETA))
                    .get(0)
                    .gradient()
                    .values();
            ValueAndGradient sampled =
                    layers.sampled(oracle, law, epsilon, List.of(THETA)).get(0);
            for (int i = 0; i < exact.length; i++) {
                double error = sampled.gradient().standardErrors()[i];
                double distance = Math.abs(sampled.gradient().values()[i] - exact[i]);
                // a coordinate that never won has no standard error, and is not far off
                largest = error > 0 ? Math.max(largest, distance / error) : largest;
            }
        }
        return largest;
    }
}
