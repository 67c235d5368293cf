package io.dither.testing.certification;

import io.dither.error.Arguments;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Estimated;
import io.dither.layer.Loss;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.Sense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Checks of layers and losses without guessed tolerances, by z-scores and brackets. */
public final class GradientChecks {
    /** The number of nodes of the midpoint rule on a segment. */
    private static final int NODES = 32;

    /**
     * The {@link NoiseKey#step} of all keys at the nodes of a segment: a constant that keeps them different from the
     * keys at the ends.
     */
    private static final long NODES_STEP = "NODES".hashCode();

    /** The {@link NoiseKey#step} of all keys at the ends of a segment. */
    private static final long ENDS_STEP = "ENDS".hashCode();

    /**
     * A fifth of the error of the midpoint rule, which is assumed to be at most 1e-3, relative to 1 + |difference|. The
     * fifth is added as if it were a standard error, because scores up to 5 are accepted.
     */
    private static final double MIDPOINT_ERROR = 2e-4;

    private GradientChecks() {}

    /**
     * Compares the output of a layer with the output of an exact layer, coordinate by coordinate.
     *
     * @param layer the layer under test
     * @param exact computes the same function; its standard errors, if any, are added to the errors of the layer
     * @param theta the input, length d; read only
     * @return one score per output
     */
    public static List<ZScore> forwardAgainstExact(
            DifferentiableLayer layer, DifferentiableLayer exact, double[] theta) {
        return scores(
                "output", layer.forward(theta).output(), exact.forward(theta).output(), 0);
    }

    /**
     * Compares the vector-Jacobian product of a layer with the product of an exact layer, coordinate by coordinate.
     *
     * @param layer the layer under test
     * @param exact computes the same function; its standard errors, if any, are added to the errors of the layer
     * @param theta the input, length d; read only
     * @param cotangent the gradient with respect to the output, as long as the output; read only
     * @return one score per input
     */
    public static List<ZScore> vjpAgainstExact(
            DifferentiableLayer layer, DifferentiableLayer exact, double[] theta, double[] cotangent) {
        return scores(
                "vjp", layer.forward(theta).vjp(cotangent), exact.forward(theta).vjp(cotangent), 0);
    }

    /**
     * Compares the VJP, integrated along a step in one coordinate (midpoint rule, 32 nodes), with the difference of
     * &lt;cotangent, output&gt; between the ends of the step. Each evaluation has a different key.
     *
     * @param layer the layer under test, smooth enough that its slope changes little over a 32nd of the step
     * @param theta the start, length d; read only
     * @param coordinate the coordinate that moves
     * @param step the length of the step, in the units of theta
     * @param cotangent the gradient with respect to the output, as long as the output; read only
     * @return the score of the integral against the difference
     */
    public static ZScore integratedVjp(
            DifferentiableLayer layer, double[] theta, int coordinate, double step, double[] cotangent) {
        ZScore score = integratedVjp(layer, layer, new Segment(theta, coordinate, step), cotangent, 0);
        return score.withAddedError(MIDPOINT_ERROR * (1 + Math.abs(score.expected())));
    }

    /**
     * Compares as {@link #integratedVjp(DifferentiableLayer, double[], int, double, double[])} does, but adds no error
     * of the midpoint rule, and uses the outputs of one layer at the ends and the VJPs of another layer at the nodes,
     * which may have fewer samples. No two evaluations share a key.
     *
     * @param ends gives the output at the ends
     * @param nodes gives the VJP at the nodes
     * @param segment the step
     * @param cotangent the gradient with respect to the output, as long as the output; read only
     * @param example distinguishes the keys of several calls
     * @return the score of the integral against the difference
     */
    public static ZScore integratedVjp(
            DifferentiableLayer ends, DifferentiableLayer nodes, Segment segment, double[] cotangent, long example) {
        int coordinate = segment.coordinate();
        double length = segment.step() / NODES;
        double integral = 0;
        double error = 0;
        for (int node = 0; node < NODES; node++) {
            Estimated vjp = nodes.forward(
                            segment.at((node + 0.5) / NODES), new NoiseKey(NODES_STEP, example * NODES + node))
                    .vjp(cotangent);
            integral += vjp.values()[coordinate] * length;
            error = Math.hypot(error, vjp.errorOrZero(coordinate) * length);
        }
        double difference = 0;
        for (int end = 0; end < 2; end++) {
            Pass pass = ends.forward(segment.at(end), new NoiseKey(ENDS_STEP, 2 * example + end));
            ValueAndGradient product = pass.product(cotangent); // its value is <cotangent, output>
            difference += (2 * end - 1) * product.value();
            error = Math.hypot(error, Double.isNaN(product.standardError()) ? 0 : product.standardError());
        }
        return new ZScore("theta " + example + " along [" + coordinate + "]", integral, difference, error);
    }

    /**
     * A line between two thetas.
     *
     * @param theta the start of the line; read only
     * @param coordinate the coordinate that moves
     * @param step the length of the line
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Segment(double[] theta, int coordinate, double step) {
        /** Requires a coordinate of theta. */
        public Segment {
            Arguments.between("coordinate", coordinate, 0, theta.length - 1);
        }

        /** Returns the point at a share of the length, from 0 to 1. */
        double[] at(double share) {
            double[] point = theta.clone();
            point[coordinate] += share * step;
            return point;
        }
    }

    /**
     * Compares two independent estimates, number by number.
     *
     * @param name the name of the quantity
     * @param estimate the first estimate
     * @param expected the second estimate, of the same length
     * @param addedError is added to each standard error (root of the sum of squares); unknown errors count as 0
     * @return one score per number
     */
    public static List<ZScore> scores(String name, Estimated estimate, Estimated expected, double addedError) {
        double[] values = Arguments.finite(name, estimate.values(), expected.values().length);
        List<ZScore> scores = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            double error = Math.hypot(Math.hypot(estimate.errorOrZero(i), expected.errorOrZero(i)), addedError);
            scores.add(new ZScore(name + "[" + i + "]", values[i], expected.values()[i], error));
        }
        return scores;
    }

    /**
     * Brackets the increment of a loss that is convex in theta, as Fenchel-Young losses are for maximisers and
     * minimisers alike. The loss must be deterministic, so that it has the same noise at both ends.
     *
     * @param loss the loss under test
     * @param theta the start, length d; read only
     * @param target the observed solution, length d; read only
     * @param direction the direction of the step, length d; read only
     * @param step the length of the step in units of the direction, of any size above 0
     * @param <T> the type of the target
     * @return the bracket
     */
    public static <T extends Target> Bracket bracketed(
            Loss<T> loss, double[] theta, T target, double[] direction, double step) {
        // MAXIMIZE, because a loss is convex in theta, as the value of a maximiser is
        return bracketed(Sense.MAXIMIZE, point -> loss.evaluate(point, target, NoiseKey.ZERO), theta, direction, step);
    }

    /**
     * Brackets the increment of the value of an oracle, which is convex in theta for a maximiser and concave for a
     * minimiser. With the same noise at both ends this holds for perturbed values too, which are means of such
     * functions.
     *
     * @param sense the sense of the oracle
     * @param value gives value and gradient at a point; keeps no reference to the point
     * @param theta the start, length d; read only
     * @param direction the direction of the step, length d; read only
     * @param step the length of the step in units of the direction, of any size above 0
     * @return the bracket
     */
    public static Bracket bracketed(
            Sense sense, Function<double[], ValueAndGradient> value, double[] theta, double[] direction, double step) {
        Arguments.positive("step", step);
        Arguments.length("direction", direction, theta.length);
        double[] end = new double[theta.length];
        Arrays.setAll(end, i -> theta[i] + step * direction[i]);
        return between(sense, value, theta, end);
    }

    /**
     * Brackets the increment of the value of an oracle between two points.
     *
     * @param sense the sense of the oracle
     * @param value gives value and gradient at a point; keeps no reference to the point
     * @param theta the start, length d; read only
     * @param end the end, length d; read only
     * @return the bracket
     */
    public static Bracket between(
            Sense sense, Function<double[], ValueAndGradient> value, double[] theta, double[] end) {
        ValueAndGradient atStart = value.apply(theta.clone());
        ValueAndGradient atEnd = value.apply(end.clone());
        double predictedAtStart = predicted(atStart, theta, end);
        double predictedAtEnd = predicted(atEnd, theta, end);
        return new Bracket(
                sense == Sense.MAXIMIZE ? predictedAtStart : predictedAtEnd,
                atEnd.value() - atStart.value(),
                sense == Sense.MAXIMIZE ? predictedAtEnd : predictedAtStart,
                magnitude(atStart, theta) + magnitude(atEnd, end));
    }

    /**
     * Returns the increment that the gradient predicts for the step from start to end. The step is computed from the
     * points, because their coordinates are rounded.
     */
    private static double predicted(ValueAndGradient estimate, double[] start, double[] end) {
        double sum = 0;
        for (int i = 0; i < start.length; i++) {
            sum += estimate.gradient().values()[i] * (end[i] - start[i]);
        }
        return sum;
    }

    /** Returns |value| plus the sum of all |gradient_i point_i|; rounding errors are relative to it. */
    private static double magnitude(ValueAndGradient estimate, double[] point) {
        double magnitude = Math.abs(estimate.value());
        for (int i = 0; i < point.length; i++) {
            magnitude += Math.abs(estimate.gradient().values()[i] * point[i]);
        }
        return magnitude;
    }
}
