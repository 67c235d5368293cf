package io.dither.perturbed;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A query for estimates at a theta. F_eps and y_eps are always estimated, and all added quantities in the same pass.
 * Not thread-safe.
 */
public final class Query {
    private final Runner runner;
    private Input input;
    private final List<Quantity<?>> quantities = new ArrayList<>();

    Query(Runner runner, Input input) {
        this.runner = runner;
        this.input = input;
    }

    /**
     * Sets the step of the training, which is part of the key of the noise. Default: the step of the input; 0 if the
     * query began with a theta.
     *
     * @param index the step
     * @return this query
     */
    public Query step(long index) {
        return key(new NoiseKey(index, input.key().example()));
    }

    /**
     * Sets the example, which is part of the key of the noise. Default: the example of the input; 0 if the query began
     * with a theta.
     *
     * @param index the example
     * @return this query
     */
    public Query example(long index) {
        return key(new NoiseKey(input.key().step(), index));
    }

    private Query key(NoiseKey key) {
        input = new Input(input.theta(), key, input.oracle());
        return this;
    }

    /**
     * Adds a quantity.
     *
     * @param quantity the quantity to estimate
     * @return this query
     */
    public Query with(Quantity<?> quantity) {
        quantities.add(Objects.requireNonNull(quantity, "quantity"));
        return this;
    }

    /**
     * Adds {@link Quantity#vjp}.
     *
     * @param v the cotangent, length d; not copied before {@code estimate()}
     * @return this query
     */
    public Query vjp(double[] v) {
        return with(Quantity.vjp(v));
    }

    /**
     * Adds {@link Quantity#jacobian}.
     *
     * @return this query
     */
    public Query jacobian() {
        return with(Quantity.jacobian());
    }

    /**
     * Adds {@link Quantity#jvp}.
     *
     * @param u the direction, length d; not copied before {@code estimate()}
     * @return this query
     */
    public Query jvp(double[] u) {
        return with(Quantity.jvp(u));
    }

    /**
     * Adds {@link Quantity#valueOnlyGradient}.
     *
     * @return this query
     */
    public Query valueOnlyGradient() {
        return with(Quantity.valueOnlyGradient());
    }

    /**
     * Adds {@link Quantity#pushforward} and {@link Quantity#pushforwardGradient}.
     *
     * @param f the function
     * @return this query
     */
    public Query pushforward(ToDoubleFunction<Vertex> f) {
        return with(Quantity.pushforward(f)).with(Quantity.pushforwardGradient(f));
    }

    /**
     * Adds {@link Quantity#atoms}.
     *
     * @return this query
     */
    public Query atoms() {
        return with(Quantity.atoms());
    }

    /**
     * Draws, solves and estimates.
     *
     * @return the estimate
     * @throws InvalidArgumentException if a quantity cannot be estimated with this layer
     * @throws OracleException if theta is not finite or (unless it is clamped) outside the domain, or if a solve fails;
     *     the message of a failed solve names the sample
     */
    public Estimate estimate() {
        Input copy = new Input(input.theta().clone(), input.key(), input.oracle());
        return runner.run(List.of(new Measurement(runner.settings(), copy, List.copyOf(quantities))))
                .get(0);
    }
}
