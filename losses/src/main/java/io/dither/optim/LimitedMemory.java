package io.dither.optim;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The memory of limited-memory BFGS: the last steps of a search, at most 20, and the changes of the gradient along
 * them. They approximate the inverse Hessian (Nocedal and Wright 2006, section 7.2). For one search on one thread.
 */
public final class LimitedMemory {
    /** The largest number of steps in the memory; usual are 3 to 20. */
    private static final int MAX_STEPS = 20;

    private final double minCosine;
    private final double[] scales;
    /** The remembered steps, the oldest first. */
    private final List<double[]> steps = new ArrayList<>();
    /** The change of the gradient along each step. */
    private final List<double[]> changes = new ArrayList<>();

    /**
     * Makes an empty memory that begins with the identity.
     *
     * @param minCosine a step is remembered if the cosine of the angle between the step and the change of the gradient
     *     is above this; at least 0
     */
    public LimitedMemory(double minCosine) {
        this(minCosine, new double[0]);
    }

    /**
     * Makes an empty memory that begins with a diagonal.
     *
     * @param minCosine a step is remembered if the cosine of the angle between the step and the change of the gradient
     *     is above this; at least 0
     * @param scales a guess of the inverse Hessian's diagonal up to a factor, above 0, or empty for the identity; not
     * copied
     */
    public LimitedMemory(double minCosine, double[] scales) {
        this.minCosine = minCosine;
        this.scales = scales;
    }

    /**
     * Descends until a point is good enough, no descent is found, or the number of steps is reached. If no descent is
     * found, the memory is cleared and the line search is tried once more, unless the memory
     * was empty.
     *
     * @param start the first point
     * @param maxSteps the largest number of steps
     * @param stops returns whether the search stops at a point; called before each step, first at the start
     * @param lineSearch searches from a point against the direction of {@link #inverseHessianTimes}; returns a point of
     *     lower value, or null if it finds none
     * @param <P> the type of the function's points
     * @return the last point
     */
    public <P extends Objective.Point> P minimise(
            P start, int maxSteps, Predicate<P> stops, Function<P, @Nullable P> lineSearch) {
        P point = start;
        for (int i = 0; i < maxSteps && !stops.test(point); i++) {
            P next = lineSearch.apply(point);
            if (next == null && !isEmpty()) {
                forget();
                next = lineSearch.apply(point);
            }
            if (next == null) {
                return point;
            }
            remember(Vectors.minus(next.x(), point.x()), Vectors.minus(next.gradient(), point.gradient()));
            point = next;
        }
        return point;
    }

    /** Remembers a step if the function is convex along it, and forgets the oldest step if there are too many. */
    void remember(double[] step, double[] change) {
        if (Vectors.dot(step, change) > minCosine * Vectors.norm(step) * Vectors.norm(change)) {
            if (steps.size() == MAX_STEPS) {
                steps.remove(0);
                changes.remove(0);
            }
            steps.add(step);
            changes.add(change);
        }
    }

    /** Forgets all steps; the approximation is the diagonal again. */
    void forget() {
        steps.clear();
        changes.clear();
    }

    /** {@return whether no step is remembered} */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /**
     * Multiplies the approximate inverse Hessian by a gradient. The direction of descent is minus the result.
     *
     * @param gradient the gradient; read only
     * @return the product, as long as the gradient; the caller owns it
     */
    public double[] inverseHessianTimes(double[] gradient) {
        // a memory without steps and scales accepts a gradient of any length
        int dimension = steps.isEmpty() ? Math.max(scales.length, gradient.length) : steps.get(0).length;
        double[] product = Arguments.length("gradient", gradient, dimension).clone();
        double[] weights = new double[steps.size()];
        for (int k = steps.size() - 1; k >= 0; k--) {
            weights[k] = Vectors.dot(steps.get(k), product) / Vectors.dot(steps.get(k), changes.get(k));
            add(product, -weights[k], changes.get(k));
        }
        if (!steps.isEmpty()) { // fits the factor of the scales to the last step (Nocedal and Wright, 7.20)
            double[] step = steps.get(steps.size() - 1);
            double[] change = changes.get(steps.size() - 1);
            product = Vectors.scaled(Vectors.dot(step, change) / Vectors.dot(change, scaled(change)), product);
        }
        product = scaled(product);
        for (int k = 0; k < steps.size(); k++) {
            double weight = Vectors.dot(changes.get(k), product) / Vectors.dot(steps.get(k), changes.get(k));
            add(product, weights[k] - weight, steps.get(k));
        }
        return product;
    }

    private double[] scaled(double[] vector) {
        double[] scaled = vector.clone();
        for (int i = 0; i < scales.length; i++) {
            scaled[i] *= scales[i];
        }
        return scaled;
    }

    private static void add(double[] sum, double factor, double[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }
}
