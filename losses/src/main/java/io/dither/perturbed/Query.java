package io.dither.perturbed;

import io.dither.perturbed.PerturbedOptimizer.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wanted at one theta; F_eps and y_eps always come along, in the same pass. Not thread-safe. */
public final class Query {
    private final Settings settings;
    private final Workspaces workspaces;
    private final double[] theta;
    private long step;
    private long example;
    private double @Nullable [] cotangent;
    private boolean jacobian;

    Query(Settings settings, Workspaces workspaces, double[] theta) {
        this.settings = settings;
        this.workspaces = workspaces;
        this.theta = theta;
    }

    /**
     * Chooses the step of the training that keys the noise, 0 unless chosen.
     *
     * @param index the step
     * @return this query
     */
    public Query step(long index) {
        step = index;
        return this;
    }

    /**
     * Chooses the example that keys the noise, 0 unless chosen.
     *
     * @param index the example
     * @return this query
     */
    public Query example(long index) {
        example = index;
        return this;
    }

    /**
     * Asks for the gradient of &lt;v, y_eps(theta)&gt; in theta.
     *
     * @param v the cotangent, length d; read when estimated
     * @return this query
     */
    public Query vjp(double[] v) {
        cotangent = v;
        return this;
    }

    /**
     * Asks for the Jacobian of y_eps, for d up to 1024.
     *
     * @return this query
     */
    public Query jacobian() {
        jacobian = true;
        return this;
    }

    /**
     * Draws, solves and estimates.
     *
     * @return the estimate
     * @throws io.dither.error.InvalidArgumentException where something wanted cannot be had
     * @throws io.dither.error.OracleException where a solve fails, naming the sample
     */
    public Estimate estimate() {
        Wanted wanted = new Wanted(settings, workspaces, theta, step, example, cotangent, jacobian);
        MonteCarlo loop = new MonteCarlo(settings.workers(), settings.samples());
        return wanted.estimate(loop.run(List.of(wanted.problem())).get(0));
    }
}
