package io.dither.perturbed;

import static java.util.Objects.requireNonNull;

import io.dither.layer.Estimated;
import io.dither.oracle.Vertex;
import io.dither.perturbed.internal.engine.Plan;
import io.dither.perturbed.internal.engine.Plan.Slot;
import io.dither.perturbed.internal.engine.Recording;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Sample;
import io.dither.perturbed.internal.engine.Tally;
import io.dither.perturbed.internal.statistic.AtomCounts;
import io.dither.perturbed.internal.statistic.InnerProduct;
import io.dither.perturbed.internal.statistic.JacobianSums;
import io.dither.perturbed.internal.statistic.Pushforward;
import io.dither.perturbed.internal.statistic.Replicates;
import io.dither.perturbed.internal.statistic.RewardCovariance;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A quantity to estimate in addition to F_eps and y_eps, in the same pass over the samples. Add it to a query, then
 * read it from the estimate by the same object. Immutable and thread-safe.
 *
 * <p>In formulas X is theta perturbed by eps times the noise Z, whose density is exp(-nu); y*(X) is the solution at X
 * and F(X) its value, so that F_eps = E F(X) and y_eps = E y*(X). M is the number of samples.
 *
 * @param <R> the type of its estimate
 */
public final class Quantity<R> {
    /** Adds the statistics of a quantity to the plan of a theta, and makes the reader of its estimate. */
    @FunctionalInterface
    interface Maker<R> {
        Reader<R> collect(Conditions conditions, Plan plan);
    }

    /** Computes the result from the tallies of the replicates, one or more. */
    @FunctionalInterface
    interface Reader<R> {
        R read(List<Tally> replicates);
    }

    /**
     * The kind of a quantity.
     *
     * @param call the call that makes it, for messages; mostly a method of this class and of queries
     * @param <R> the type of its estimate
     */
    @SuppressWarnings("UnusedTypeParameter") // the type of the estimate
    record Kind<R>(String call) {
        static final Kind<Estimated> VJP = new Kind<>("vjp(v)");
        static final Kind<Estimated> JVP = new Kind<>("jvp(u)");
        static final Kind<Estimated> JACOBIAN = new Kind<>("jacobian()");
        static final Kind<Estimated> VALUE_ONLY_GRADIENT = new Kind<>("valueOnlyGradient()");
        static final Kind<Estimated> PUSHFORWARD = new Kind<>("pushforward(f)");
        static final Kind<Estimated> PUSHFORWARD_GRADIENT = new Kind<>("pushforward(f) (its gradient)");
        static final Kind<Atoms> ATOMS = new Kind<>("atoms()");
    }

    private final Kind<R> kind;
    private final Maker<R> maker;

    private Quantity(Kind<R> kind, Maker<R> maker) {
        this.kind = kind;
        this.maker = maker;
    }

    private Quantity(String call, Maker<R> maker) {
        this(new Kind<>(call), maker);
    }

    Kind<R> kind() {
        return kind;
    }

    Reader<R> collect(Conditions conditions, Plan plan) {
        return maker.collect(conditions, plan);
    }

    /**
     * The gradient of &lt;v, y_eps(theta)&gt; in theta. The derivative in a coordinate without noise (a 0 in theta
     * under multiplicative noise, or a gamma shape of 0) is not estimated: it is 0, with the standard error NaN.
     *
     * @param v the cotangent, length d; not copied before {@code estimate()}
     * @return the vector-Jacobian product, length d
     */
    public static Quantity<Estimated> vjp(double[] v) {
        requireNonNull(v, "v");
        return new Quantity<>(
                Kind.VJP,
                (conditions, plan) ->
                        conditions.gradient(plan, new InnerProduct(conditions.finiteCopy("cotangent", v))));
    }

    /**
     * The number &lt;v, y_eps(theta)&gt;.
     *
     * @param v the cotangent, length d; not copied before {@code estimate()}
     * @return one number with its standard error
     */
    public static Quantity<Estimated> product(double[] v) {
        return new Quantity<>(
                "product(v)",
                (conditions, plan) -> conditions.mean(plan, new InnerProduct(conditions.finiteCopy("cotangent", v))));
    }

    /**
     * The derivative of y_eps along a direction. The product leaves out the term of a coordinate without noise (a 0 in
     * theta under multiplicative noise, or a gamma shape of 0), which cannot be estimated. The standard errors are NaN
     * if the direction is not 0 at such a coordinate.
     *
     * @param u the direction, length d; not copied before {@code estimate()}
     * @return the Jacobian-vector product, length d
     */
    public static Quantity<Estimated> jvp(double[] u) {
        requireNonNull(u, "u");
        return new Quantity<>(Kind.JVP, (conditions, plan) -> {
            conditions.requireGradients(plan);
            double[] weights = conditions.finiteCopy("direction", u);
            double errorFactor = 1;
            for (int j = 0; j < weights.length; j++) {
                if (weights[j] != 0) {
                    errorFactor = Double.isNaN(conditions.perturbation().errorFactor(j)) ? Double.NaN : errorFactor;
                    weights[j] *= conditions.perturbation().scoreFactor(j);
                }
            }
            return conditions.derivative(plan, sample -> sample.scoreAlong(weights), errorFactor);
        });
    }

    /**
     * The Jacobian of y_eps, for d up to 1024: row i, column j is d y_eps,i / d theta_j. The column of a coordinate
     * without noise (a 0 in theta under multiplicative noise, or a gamma shape of 0) is not estimated: it is 0, with
     * the standard errors NaN.
     *
     * @return d x d numbers, row by row, with standard errors
     */
    public static Quantity<Estimated> jacobian() {
        return new Quantity<>(Kind.JACOBIAN, (conditions, plan) -> {
            conditions.requireGradients(plan);
            conditions.requireSmall("Jacobian");
            int d = conditions.dimension();
            Slot<JacobianSums> slot = plan.collect(() -> new JacobianSums(d, d, Sample::copyScore));
            return tallies -> Replicates.poolCovariances(
                    tallies,
                    tally -> tally.get(slot)
                            .estimated(conditions.perturbation()::scoreFactor, conditions.perturbation()::errorFactor));
        });
    }

    /**
     * The gradient of F_eps from values alone, for solvers that give no solutions: E[F(X) grad nu(Z)] / eps
     * if X = theta + eps Z.
     *
     * @return the gradient in theta, length d
     */
    public static Quantity<Estimated> valueOnlyGradient() {
        return new Quantity<>(Kind.VALUE_ONLY_GRADIENT, (conditions, plan) -> conditions.gradient(plan, Reward.VALUE));
    }

    /**
     * The expectation of a function of y*(X), such as a true cost or a regret.
     *
     * @param f the function, called by many threads; if it throws or returns a number that is not finite, the estimate
     * fails with a message that says so
     * @return one number with its standard error
     */
    public static Quantity<Estimated> pushforward(ToDoubleFunction<Vertex> f) {
        return new Quantity<>(Kind.PUSHFORWARD, (conditions, plan) -> conditions.mean(plan, new Pushforward(f)));
    }

    /**
     * The gradient in theta of the expectation of a function of y*(X).
     *
     * @param f the function, as for {@link #pushforward}
     * @return the gradient, length d
     */
    public static Quantity<Estimated> pushforwardGradient(ToDoubleFunction<Vertex> f) {
        return new Quantity<>(
                Kind.PUSHFORWARD_GRADIENT, (conditions, plan) -> conditions.gradient(plan, new Pushforward(f)));
    }

    /**
     * The distribution over distinct solutions; memory grows with their number.
     *
     * @return the solutions, the most likely first
     */
    public static Quantity<Atoms> atoms() {
        return new Quantity<>(Kind.ATOMS, (conditions, plan) -> {
            int samplesPerUnit = conditions.settings().sampling().samplesPerUnit();
            Slot<AtomCounts> slot = plan.collect(() -> new AtomCounts(conditions.dimension(), samplesPerUnit));
            return tallies -> {
                AtomCounts pooled = new AtomCounts(conditions.dimension(), samplesPerUnit);
                tallies.forEach(tally -> pooled.merge(tally.get(slot)));
                return Atoms.of(
                        pooled.solutions(),
                        Replicates.pool(tallies, tally -> tally.get(slot).shares(pooled)));
            };
        });
    }

    /**
     * The solutions of all samples in their order, for comparisons sample by sample; memory grows with M.
     *
     * @return the solutions, M of them; none if the samples of a replicate (of all M, if there is only one) have about
     *     2^31 coordinates or more. The caller owns them
     */
    public static Quantity<List<Vertex>> solutions() {
        return new Quantity<>("solutions()", (conditions, plan) -> {
            Slot<Recording> slot = plan.collect(() -> new Recording(conditions.dimension(), Integer.MAX_VALUE));
            return tallies -> tallies.stream()
                    .map(tally -> tally.get(slot))
                    .flatMap(recording -> IntStream.range(0, recording.samples())
                            .mapToObj(m -> {
                                Vertex solution = new Vertex(conditions.dimension());
                                recording.copyTo(m, solution);
                                return solution;
                            }))
                    .toList();
        });
    }

    /**
     * All solutions in their order, one recording per replicate; a recording is empty if its solutions have more than
     * {@code maxCoordinates} coordinates.
     */
    static Quantity<List<Recording>> recording(long maxCoordinates) {
        return new Quantity<>("recording()", (conditions, plan) -> {
            Slot<Recording> slot = plan.collect(() -> new Recording(conditions.dimension(), maxCoordinates));
            return tallies -> tallies.stream().map(tally -> tally.get(slot)).toList();
        });
    }

    /**
     * An estimate of the gradient in theta of E[r(y)] for a reward r that is centred already: coordinate i is c_i times
     * the sum of r(y) grad nu(z)_i over the samples, divided by M - 1, or by M for a Sobol sequence. The
     * score factor c_i of the perturbation is the number for which d E[r] / d theta_i = c_i E[r grad nu(Z)_i].
     */
    static Quantity<Estimated> uncentred(Reward reward) {
        return new Quantity<>("uncentred(r)", (conditions, plan) -> {
            Slot<RewardCovariance> slot = conditions.collectScoreCovariance(plan, reward);
            return tallies -> Replicates.poolCovariances(
                    tallies, tally -> tally.get(slot).uncentredGradient(conditions.perturbation()));
        });
    }

    /** Creates a square matrix from its entries. */
    static DMatrixRMaj matrix(double[] entries) {
        int dimension = (int) Math.round(Math.sqrt(entries.length));
        return new DMatrixRMaj(dimension, dimension, true, entries);
    }
}
