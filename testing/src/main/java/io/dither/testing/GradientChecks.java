package io.dither.testing;

import io.dither.error.Arguments;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Estimated;
import io.dither.layer.Loss;
import io.dither.layer.NoiseKey;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks of layers and losses that leave no tolerance to guess: z-scores against exact layers, and brackets. */
public final class GradientChecks {
    private static final double ROUNDING = 1e-12;
    private static final int NODES = 32;

    /** What the midpoint rule may be off by, relative to the outputs. */
    private static final double MIDPOINT = 1e-3;

    private GradientChecks() {}

    /**
     * Compares the output of a layer with that of an exact one, coordinate by coordinate.
     *
     * @param layer the layer under test
     * @param exact computes the same function; its standard errors, if any, are added
     * @param theta the input, length d; read only
     * @return one score an output
     */
    public static List<ZScore> forwardAgainstExact(
            DifferentiableLayer layer, DifferentiableLayer exact, double[] theta) {
        return scores(
                "output", layer.forward(theta).output(), exact.forward(theta).output());
    }

    /**
     * Compares the vector-Jacobian product of a layer with that of an exact one, coordinate by coordinate.
     *
     * @param layer the layer under test
     * @param exact computes the same function; its standard errors, if any, are added
     * @param theta the input, length d; read only
     * @param cotangent the gradient with respect to the output, length k; read only
     * @return one score an input
     */
    public static List<ZScore> vjpAgainstExact(
            DifferentiableLayer layer, DifferentiableLayer exact, double[] theta, double[] cotangent) {
        return scores(
                "vjp", layer.forward(theta).vjp(cotangent), exact.forward(theta).vjp(cotangent));
    }

    /**
     * Compares the VJP, integrated along a step in one coordinate (midpoint rule, 32 nodes), with the difference of
     * &lt;cotangent, output&gt; between the ends of the step.
     *
     * <p>A layer may use the same noise at all points, so that their errors may all add up: the slack is 5 times the sum of
     * all standard errors that are known, which holds however they depend on each other.
     *
     * @param layer the layer under test, smooth enough that its slope changes little over a 32nd of the step
     * @param theta the start, length d; read only
     * @param coordinate the coordinate that moves
     * @param step how far, above 0, in the units of theta
     * @param cotangent the gradient with respect to the output, length k; read only
     * @return the difference between the integral minus and plus the slack
     */
    public static Bracket integratedVjp(
            DifferentiableLayer layer, double[] theta, int coordinate, double step, double[] cotangent) {
        Arguments.positive("step", step);
        double[] point = theta.clone();
        Estimated start = layer.forward(point.clone()).output();
        double integral = 0;
        double slack = 0;
        for (int node = 0; node < NODES; node++) {
            point[coordinate] = theta[coordinate] + step * (node + 0.5) / NODES;
            Estimated vjp = layer.forward(point.clone()).vjp(cotangent);
            integral += vjp.values()[coordinate] * step / NODES;
            slack += vjp.knownError(coordinate) * step / NODES;
        }
        point[coordinate] = theta[coordinate] + step;
        Estimated end = layer.forward(point).output();
        double difference = 0;
        double size = 0;
        for (int i = 0; i < cotangent.length; i++) {
            difference += cotangent[i] * (end.values()[i] - start.values()[i]);
            slack += Math.abs(cotangent[i]) * (start.knownError(i) + end.knownError(i));
            size += Math.abs(cotangent[i] * start.values()[i]) + Math.abs(cotangent[i] * end.values()[i]);
        }
        return new Bracket(integral - 5 * slack, difference, integral + 5 * slack, MIDPOINT * (1 + size));
    }

    private static List<ZScore> scores(String name, Estimated estimate, Estimated exact) {
        double[] values = Arguments.finite(name, estimate.values(), exact.values().length);
        List<ZScore> scores = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            double error = Math.hypot(estimate.knownError(i), exact.knownError(i));
            scores.add(new ZScore(name + "[" + i + "]", values[i], exact.values()[i], error));
        }
        return scores;
    }

    /**
     * Brackets the increment of a loss that is convex in theta, as Fenchel-Young losses are for maximisers and
     * minimisers alike. The loss must be deterministic: the same noise at both ends.
     *
     * @param loss the loss under test
     * @param theta the start, length d; read only
     * @param target the observed solution, length d; read only
     * @param direction the direction of the step, length d; read only
     * @param step the length of the step in units of the direction, of any size above 0
     * @param <T> what the loss learns from
     * @return the bracket
     */
    public static <T extends Target> Bracket bracketed(
            Loss<T> loss, double[] theta, T target, double[] direction, double step) {
        return bracketed(Sense.MAXIMIZE, point -> loss.evaluate(point, target, NoiseKey.ZERO), theta, direction, step);
    }

    /**
     * Brackets the increment of the value of an oracle: a maximiser's is convex in theta, a minimiser's concave. With
     * the same noise at both ends this holds for perturbed values too, which are means of such functions.
     *
     * @param sense the sense of the oracle
     * @param value gives value and gradient at a point, without keeping it
     * @param theta the start, length d; read only
     * @param direction the direction of the step, length d; read only
     * @param step the length of the step in units of the direction, of any size above 0
     * @return the bracket
     */
    public static Bracket bracketed(
            Sense sense, Function<double[], ValueAndGradient> value, double[] theta, double[] direction, double step) {
        Arguments.positive("step", step);
        double[] end = new double[theta.length];
        for (int i = 0; i < end.length; i++) {
            end[i] = theta[i] + step * direction[i];
        }
        ValueAndGradient atStart = value.apply(theta.clone());
        ValueAndGradient atEnd = value.apply(end.clone());
        double first = predicted(atStart, theta, end);
        double last = predicted(atEnd, theta, end);
        double size = size(atStart, theta) + size(atEnd, end);
        return new Bracket(
                sense == Sense.MAXIMIZE ? first : last,
                atEnd.value() - atStart.value(),
                sense == Sense.MAXIMIZE ? last : first,
                ROUNDING * size);
    }

    /** Takes the step that rounding left, end - start, and not the one asked for. */
    private static double predicted(ValueAndGradient at, double[] start, double[] end) {
        double sum = 0;
        for (int i = 0; i < start.length; i++) {
            sum += at.gradient().values()[i] * (end[i] - start[i]);
        }
        return sum;
    }

    private static double size(ValueAndGradient at, double[] point) {
        double size = Math.abs(at.value());
        for (int i = 0; i < point.length; i++) {
            size += Math.abs(at.gradient().values()[i] * point[i]);
        }
        return size;
    }
}
