package io.dither.layer;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import org.jspecify.annotations.Nullable;

/**
 * The true theta of an example: costs if its oracle minimises, scores if its oracle maximises. Immutable if its array
 * is not changed.
 */
public final class Costs implements Target {
    private record Solved(LinearOracle oracle, Vertex best) {}

    private final double[] costs;
    private transient volatile @Nullable Solved solved;

    private Costs(double[] costs) {
        this.costs = costs;
    }

    /**
     * Makes a target of true costs.
     *
     * @param costs the costs, length d; not copied, so do not change them
     * @return the target
     */
    public static Costs of(double... costs) {
        return new Costs(requireNonNull(costs, "costs"));
    }

    @Override
    public double[] values() {
        return costs;
    }

    /**
     * Returns the best solution at these costs; it is cached for the last oracle.
     *
     * @param oracle the oracle
     * @return the solution, with its gap; read only
     */
    public Vertex bestOf(LinearOracle oracle) {
        Solved current = solved;
        if (current == null || current.oracle() != oracle) {
            Arguments.finite("target", costs, oracle.dimension());
            current = new Solved(oracle, oracle.answer(costs));
            solved = current;
        }
        return current.best();
    }
}
