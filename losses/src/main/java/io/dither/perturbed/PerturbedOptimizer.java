package io.dither.perturbed;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.layer.Contribution;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.Pullback;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.internal.engine.Recording;
import io.dither.perturbed.internal.engine.Workspaces;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Any oracle, made differentiable by noise: y_eps(theta) = E y*(theta + eps Z), estimated from M samples with standard
 * errors (Berthet et al. 2020, sections 2 and 3).
 *
 * <p>For a minimiser theta is a cost and X = theta - eps Z; results keep the sign convention of the oracle: a cost
 * stays a cost. Thread-safe; the same seed, step and example give the same bits on any number of threads. Close it to
 * free its sessions and threads.
 */
public final class PerturbedOptimizer implements SmoothedOptimizer {
    private final LinearOracle oracle;
    private final Settings settings;
    private final Workspaces workspaces;
    private final Runner runner;

    PerturbedOptimizer(LinearOracle oracle, Settings settings, Workspaces workspaces) {
        this.oracle = oracle;
        this.settings = settings;
        this.workspaces = workspaces;
        runner = new Runner(settings, workspaces);
    }

    /**
     * Starts to build a layer.
     *
     * @param oracle the oracle
     * @return a builder with Gaussian noise, epsilon 1, 100 samples, seed 0 and one thread
     */
    public static PerturbedOptimizerBuilder builder(LinearOracle oracle) {
        return new PerturbedOptimizerBuilder(oracle);
    }

    @Override
    public LinearOracle oracle() {
        return oracle;
    }

    /** {@return the noise} */
    public Noise noise() {
        return settings.noise();
    }

    @Override
    public double epsilon() {
        return settings.epsilon();
    }

    /**
     * Returns the number of samples per estimate.
     *
     * @return M; the largest number if a rule may stop early
     */
    public int samples() {
        return settings.samples();
    }

    /**
     * Returns whether the noise multiplies theta.
     *
     * @return whether X = theta exp(eps Z - eps^2 / 2)
     */
    public boolean isMultiplicative() {
        return settings.multiplicative();
    }

    /** {@return what the layer does if noise could move theta out of the oracle's domain} */
    public DomainPolicy domainPolicy() {
        return settings.domainPolicy();
    }

    /**
     * Returns whether a stopping rule may end an estimate before {@link #samples()} are drawn.
     *
     * @return whether there is a stopping rule
     */
    public boolean stopsEarly() {
        return settings.stopping() != null;
    }

    /** {@return the scheme of sampling} */
    public Sampling sampling() {
        return settings.sampling();
    }

    /**
     * Estimates F_eps and y_eps at a theta, with step 0 and example 0.
     *
     * @param theta the parameters, length d; read only
     * @return the estimate
     * @throws OracleException if a solve fails; its message names the sample
     */
    public Estimate estimate(double[] theta) {
        return at(theta).estimate();
    }

    /**
     * Starts a query at a theta: add quantities, then call {@link Query#estimate()}.
     *
     * @param theta the parameters, length d; not copied before {@code estimate()}
     * @return the query
     * @throws io.dither.error.InvalidArgumentException if theta has another length or is not finite
     */
    public Query at(double[] theta) {
        return at(new Input(Arguments.finite("theta", theta, oracle.dimension()), NoiseKey.ZERO, oracle));
    }

    /**
     * Starts a query at an input: add quantities, then call {@link Query#estimate()}.
     *
     * @param input theta, the key of the noise and the oracle; not copied before {@code estimate()}
     * @return the query
     */
    public Query at(Input input) {
        return new Query(runner, requireNonNull(input, "input"));
    }

    /**
     * Starts a query at many inputs, which may differ in oracle and dimension; it runs on all threads of the layer.
     *
     * @param inputs the inputs; neither the list nor the thetas are copied, and they must not change while the query or
     *     its estimates are in use
     * @return the query
     */
    public BatchQuery batch(List<Input> inputs) {
        return BatchQuery.of(runner, inputs);
    }

    /**
     * Starts a query at many thetas of the layer's own oracle: row i has the key (step, i).
     *
     * @param thetas the parameters, one row per example, d columns; not copied before {@code estimate()}
     * @param step the step of the training
     * @return the query
     */
    public BatchQuery batch(DMatrixRMaj thetas, long step) {
        return BatchQuery.of(runner, this, thetas, step);
    }

    /**
     * Starts a query at many thetas in arrays, which are copied: row i has the key (step, i).
     *
     * @param thetas the parameters, one row per example, d columns
     * @param step the step of the training
     * @return the query
     */
    public BatchQuery batch(double[][] thetas, long step) {
        DMatrixRMaj rows = new DMatrixRMaj(thetas.length, oracle.dimension());
        for (int i = 0; i < thetas.length; i++) {
            double[] theta = Arguments.length("thetas[" + i + "]", thetas[i], oracle.dimension());
            System.arraycopy(theta, 0, rows.data, i * theta.length, theta.length);
        }
        return batch(rows, step);
    }

    @Override
    public ValueAndGradient smoothed(Input input) {
        return at(input).estimate().smoothed();
    }

    @Override
    public List<ValueAndGradient> smoothed(List<Input> inputs) {
        return batch(inputs).estimate(Estimate::smoothed);
    }

    /**
     * Estimates F_eps, and its gradient (or y_eps) mapped to the parameters of cost models. Only sums per parameter are
     * kept, so that neither time nor memory grows with d if solutions are sparse and sessions read few coordinates
     * ({@link io.dither.oracle.capability.OnDemandSession}).
     *
     * @param inputs the inputs; sharing a theta array saves time, because an array is not checked again if the last
     *     input with it had the same dimension and domain
     * @param pullbacks the pullback from the theta of each input to the parameters
     * @param ofSolution whether to pull back y_eps instead of the gradient of F_eps; the two differ under
     *     multiplicative or clamped noise
     * @return F_eps and the gradient in the parameters, one per input
     */
    public List<Contribution> contributions(
            List<Input> inputs, List<? extends Pullback> pullbacks, boolean ofSolution) {
        Arguments.require(
                settings.stopping() == null,
                "contributions to a cost model cannot use a stopping rule",
                "Maybe choose a number of samples");
        return runner.contributions(inputs, pullbacks, ofSolution);
    }

    @Override
    public Pass forward(Input input) {
        return forward(List.of(input)).get(0);
    }

    /**
     * Evaluates the layer at many inputs on all threads. Together the passes record at most {@value
     * EstimatedPass#MAX_COORDINATES} coordinates of solutions (d of a dense solution), an equal part each. If the
     * solutions of a pass have more, its products, vjps and distances call the solver again. The thetas are not copied:
     * they must not change while a pass is in use.
     */
    @Override
    public List<Pass> forward(List<Input> inputs) {
        Quantity<List<Recording>> recording = EstimatedPass.recording(inputs.size(), settings);
        return batch(inputs).with(recording).estimate().stream()
                .<Pass>map(estimate -> new EstimatedPass(runner, estimate, estimate.get(recording)))
                .toList();
    }

    /**
     * {@return this layer with another amplitude and the same noise: it shares the sessions and threads, and closing
     * one closes both}
     *
     * @param amplitude epsilon, above 0
     */
    public PerturbedOptimizer withEpsilon(double amplitude) {
        return new PerturbedOptimizer(
                oracle, settings.withEpsilon(Arguments.positive("epsilon", amplitude)), workspaces);
    }

    /**
     * Closes the idle sessions and the threads that this layer owns; a shared executor stays open. Running calls in
     * other threads fail with CLOSED. Solves of a {@link io.dither.oracle.LimitedSession} are asked to stop. A solve
     * that does not stop is abandoned if a helper thread runs it; a call whose own thread runs the solve returns only
     * when the solve ends.
     */
    @Override
    public void close() {
        try {
            workspaces.close();
        } finally {
            settings.workers().close();
        }
    }
}
