package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.layer.Loss;
import io.dither.layer.LossValue;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.SmoothedOptimizer;
import io.dither.perturbed.SmoothedOptimizer.Smoothed;
import java.util.List;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * The Fenchel-Young loss of a perturbed optimizer, without Omega: F_eps(theta) - &lt;theta, y&gt; for scores, &lt;theta, y&gt;
 * - F_eps(theta) for costs (Berthet et al. 2020, section 4).
 *
 * <p>It is convex in theta. Its gradient is y_eps(theta) - y for scores and y - y_eps(theta) for costs (with
 * multiplicative noise the gradient of F_eps takes the place of y_eps). Omega_eps(y), which makes the least value 0, does
 * not depend on theta and is left out: compare values only between thetas for the same targets. Thread-safe.
 *
 * <p><b>Multiplicative noise</b> makes it homogeneous, L(k theta) = k L(theta), and at least 0: theta = 0 is its minimum
 * whatever the data are, so that costs which are free to shrink sink to 0. It can train what cannot shrink, such as a network
 * with a scale of its own. One-sided gamma noise keeps costs at least 0 and the loss convex; simulated moments are right under
 * multiplicative noise too.
 *
 * <p><b>Clamped noise</b> is refused, see {@link #acceptClamping}.
 */
public final class FenchelYoungLoss implements Loss {
    /** The name under which reports show the value. */
    public static final String NAME = "Fenchel-Young without Omega";

    /** Why multiplicative noise is no noise to fit by. */
    public static final String HOMOGENEOUS =
            "under multiplicative noise the Fenchel-Young loss is homogeneous, L(k theta) ="
                    + " k L(theta) >= 0: theta = 0 minimises it whatever the data";

    /** What to do about noise that is multiplicative or clamped. */
    public static final String REMEDY =
            "Maybe use one-sided gamma noise, which keeps costs >= 0 and the loss convex, or"
                    + " simulated moments under multiplicative noise";

    private final SmoothedOptimizer layer;
    private final boolean clampingAccepted;

    /**
     * Puts the loss on a layer.
     *
     * @param layer the perturbed optimizer, estimated or exact; not closed by the loss
     * @throws io.dither.error.InvalidArgumentException where the layer clamps noise to the domain of its oracle
     */
    public FenchelYoungLoss(SmoothedOptimizer layer) {
        this(layer, false);
        requireUnclamped(layer, layer.oracle());
    }

    private FenchelYoungLoss(SmoothedOptimizer layer, boolean clampingAccepted) {
        this.layer = layer;
        this.clampingAccepted = clampingAccepted;
    }

    /**
     * Puts the loss on a layer that may clamp noise to the domain of its oracle. Where much is clamped the loss is not convex and
     * not bounded below, for F_eps no longer follows theta while &lt;theta, y&gt; does; it serves networks whose output stays
     * so far inside that hardly anything is clamped ({@link Estimate#clampedShare()}).
     *
     * @param layer the perturbed optimizer, not closed by the loss
     * @return the loss
     */
    public static FenchelYoungLoss acceptClamping(SmoothedOptimizer layer) {
        return new FenchelYoungLoss(layer, true);
    }

    static void requireUnclamped(SmoothedOptimizer layer, LinearOracle oracle) {
        boolean clamps = layer instanceof PerturbedOptimizer perturbed
                && perturbed.domainPolicy() == DomainPolicy.CLAMP
                && !oracle.domain().isEverywhere();
        Arguments.require(
                !clamps,
                "domainPolicy = CLAMP on the domain " + oracle.domain()
                        + " leaves the Fenchel-Young loss unbounded below:"
                        + " outside, F_eps no longer follows theta while <theta, y> does",
                REMEDY);
    }

    @Override
    public LossValue evaluate(double[] theta, double[] target) {
        return evaluate(theta, target, 0, 0);
    }

    /**
     * Evaluates the loss with noise of its own for each step and example.
     *
     * @param theta the parameters, length d; read only
     * @param target the observed solution y, or a mean of solutions, length d; read only
     * @param step the step of the training
     * @param example the index of the example
     * @return the value and the gradient, with standard errors
     */
    public LossValue evaluate(double[] theta, double[] target, long step, long example) {
        return of(layer.smoothed(theta, step, example), layer.oracle().sense(), theta, target);
    }

    /**
     * Makes the loss of an estimate at theta that is already there, with no further solve.
     *
     * @param estimate an estimate at theta, of this loss's layer or of one with an oracle of its own; its oracle says the
     *     sense
     * @param theta the parameters, length d; read only
     * @param target the observed solution y, length d; read only
     * @return the value and the gradient, with standard errors
     */
    public LossValue of(Estimate estimate, double[] theta, double[] target) {
        return of(estimate.smoothed(), estimate.oracle().sense(), theta, target);
    }

    private static LossValue of(Smoothed smoothed, Sense sense, double[] theta, double[] target) {
        int dimension = theta.length;
        Arguments.finite("target", target, dimension);
        double[] slope = smoothed.gradient().values();
        double inner = 0;
        double[] difference = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            inner += theta[i] * target[i];
            difference[i] = sense.sign() * (slope[i] - target[i]);
        }
        return new LossValue(
                sense.sign() * (smoothed.value() - inner),
                smoothed.standardError(),
                new Estimated(difference, smoothed.gradient().standardErrors()));
    }

    /**
     * Evaluates the loss of a batch in one pass over all threads.
     *
     * @param thetas the parameters, one row an example, d columns; read only
     * @param targets the observed solutions, of the same shape; read only
     * @param step the step of the training, which keys the noise together with the row
     * @return the values and gradients, one row an example
     */
    public BatchLoss evaluateBatch(DMatrixRMaj thetas, DMatrixRMaj targets, long step) {
        requireSameShape(thetas, targets);
        Sense sense = layer.oracle().sense();
        return collect(layer.smoothed(thetas, step), row -> sense, thetas, targets);
    }

    /**
     * Evaluates the loss of a batch with an oracle of its own for each example.
     *
     * @param thetas the parameters, one row an example, d columns; read only
     * @param targets the observed solutions, of the same shape; read only
     * @param step the step of the training, which keys the noise together with the row
     * @param oracles one oracle a row
     * @return the values and gradients, one row an example
     */
    public BatchLoss evaluateBatch(
            DMatrixRMaj thetas, DMatrixRMaj targets, long step, List<? extends LinearOracle> oracles) {
        requireSameShape(thetas, targets);
        if (!clampingAccepted) {
            oracles.forEach(oracle -> requireUnclamped(layer, oracle));
        }
        return collect(
                layer.smoothed(thetas, step, oracles), row -> oracles.get(row).sense(), thetas, targets);
    }

    private static BatchLoss collect(
            List<Smoothed> rows, IntFunction<Sense> senses, DMatrixRMaj thetas, DMatrixRMaj targets) {
        int dimension = thetas.numCols;
        BatchLoss batch = BatchLoss.ofSize(thetas.numRows, dimension);
        for (int i = 0; i < thetas.numRows; i++) {
            LossValue loss = of(rows.get(i), senses.apply(i), row(thetas, i), row(targets, i));
            batch.values()[i] = loss.value();
            batch.standardErrors()[i] = loss.standardError();
            System.arraycopy(loss.gradient().values(), 0, batch.gradients().data, i * dimension, dimension);
            double[] errors = loss.gradient().standardErrors();
            System.arraycopy(errors, 0, batch.gradientStandardErrors().data, i * dimension, dimension);
        }
        return batch;
    }

    static double[] row(DMatrixRMaj matrix, int row) {
        return java.util.Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }

    private static void requireSameShape(DMatrixRMaj thetas, DMatrixRMaj targets) {
        Arguments.require(thetas.numRows > 0, "thetas have 0 rows: the batch is empty", "Maybe skip it");
        Arguments.require(
                thetas.numRows == targets.numRows && thetas.numCols == targets.numCols,
                "targets are " + targets.numRows + " x " + targets.numCols + ", the thetas " + thetas.numRows + " x "
                        + thetas.numCols,
                "Maybe transpose them: rows are examples");
    }
}
