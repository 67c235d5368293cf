package io.dither.perturbed;

import io.dither.perturbed.PerturbedOptimizer.Settings;
import java.util.List;

/** What is wanted at one theta; F_eps and y_eps always come along, in the same pass. Not thread-safe. */
public final class Query {
    private final Settings settings;
    private final Workspaces workspaces;
    private final double[] theta;
    private long step;
    private long example;
    private final Request request = new Request();

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
     * Asks for the gradient of &lt;v, y_eps(theta)&gt; in theta. A zero coordinate of theta stays zero under
     * multiplication; its derivative is not estimated and is 0, with the standard error NaN.
     *
     * @param v the cotangent, length d; read when estimated
     * @return this query
     */
    public Query vjp(double[] v) {
        request.cotangent = v;
        return this;
    }

    /**
     * Asks for the Jacobian of y_eps, for d up to 1024. A zero coordinate of theta stays zero under multiplication; its
     * column is not estimated and is 0, with the standard errors NaN.
     *
     * @return this query
     */
    public Query jacobian() {
        request.jacobian = true;
        return this;
    }

    /**
     * Asks for the derivative of y_eps along a direction. A zero coordinate of theta stays zero under multiplication; its part
     * is not estimated and is left out, and the standard errors are NaN where the direction has one.
     *
     * @param u the direction, length d; read when estimated
     * @return this query
     */
    public Query jvp(double[] u) {
        request.direction = u;
        return this;
    }

    /**
     * Asks for the gradient of F_eps made of values alone.
     *
     * @return this query
     */
    public Query valueOnlyGradient() {
        request.valueOnlyGradient = true;
        return this;
    }

    /**
     * Asks for the Hessian of F_eps made of values alone, for d up to 1024.
     *
     * @return this query
     */
    public Query hessian() {
        request.hessian = true;
        return this;
    }

    /**
     * Asks for dF_eps/d eps.
     *
     * @return this query
     */
    public Query epsilonDerivative() {
        request.epsilonDerivative = true;
        return this;
    }

    /**
     * Asks for the expectation of a function of y*(X), such as a true cost, and for its gradient in theta.
     *
     * @param f the function; where it throws or gives no finite number, the estimate fails with a message that says so
     * @return this query
     */
    public Query pushforward(VertexFunction f) {
        request.pushforward = f;
        return this;
    }

    /**
     * Asks for the distribution over distinct solutions; memory grows with their number.
     *
     * @return this query
     */
    public Query atoms() {
        request.atoms = true;
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
        Wanted wanted = new Wanted(settings, workspaces, theta.clone(), request);
        return new Runner(settings, step).run(List.of(wanted), example).get(0);
    }
}
