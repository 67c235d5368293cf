package io.dither.oracle;

import io.dither.error.OracleException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A feasible set Y in R^d with a solver: for any theta it finds a y in Y that maximises (or minimises, see {@link
 * #sense()}) &lt;theta, y&gt; + h(y). Here h(y) depends on y, not on theta; it is 0 for most sets.
 *
 * <p>If your solutions x are not vectors, but the objective is &lt;theta, g(x)&gt; + h(x), return y = g(x) with the
 * constant h(x), and declare the trait {@link Trait#OFFSET}.
 *
 * <p>Immutable and thread-safe: it describes the set, and sessions solve. An oracle that is not a record should be
 * {@link Described}. Berthet et al. 2020, section 2.
 */
public interface LinearOracle {
    /** {@return d, the length of theta and y} */
    int dimension();

    /**
     * Opens a session for one thread; the caller closes it.
     *
     * @return a new session
     */
    OracleSession openSession();

    /**
     * Returns whether the oracle maximises, so that theta is a score, or minimises, so that theta is a cost (but see
     * {@link Trait#SCORED}).
     *
     * @return the sense, MAXIMIZE unless overridden
     */
    default Sense sense() {
        return Sense.MAXIMIZE;
    }

    /**
     * Returns the thetas for which the answers are right.
     *
     * @return the domain, everywhere unless overridden
     */
    default Domain domain() {
        return Domain.everywhere();
    }

    /**
     * Returns the known properties of the set.
     *
     * @return the traits, none unless overridden
     */
    default Set<Trait> traits() {
        return Set.of();
    }

    /**
     * Returns this oracle with a capability, a type of {@link io.dither.oracle.capability}. Use this method, not {@code
     * instanceof}: a wrapper passes the request to the oracle inside it.
     *
     * @param capability the type
     * @param <C> the type
     * @return an object with the capability for the same set, to be used for this capability only; empty if there is
     *     none
     */
    default <C> Optional<C> as(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    /**
     * Solves once in a new session; for many solves open a session. If the solver may stop before a proof of
     * optimality, use {@link #answer}, which also gives the gap.
     *
     * @param theta the scores or costs, length d; read only
     * @return an optimal y, or the best that the solver found, length d; the caller owns it
     * @throws OracleException if there is no answer
     */
    default double[] solve(double[] theta) {
        return answer(theta).toArray();
    }

    /**
     * Solves once in a new session.
     *
     * @param theta the scores or costs, length d; read only
     * @return the answer: y with its constant h(y) and its gap; the caller owns it
     * @throws OracleException if there is no answer
     */
    default Vertex answer(double[] theta) {
        Thetas.check(theta, dimension());
        Vertex vertex = new Vertex(dimension());
        try (OracleSession session = OracleSession.openGuarded(this)) {
            session.solve(theta, vertex);
        }
        return vertex;
    }

    /**
     * Creates a maximising oracle from a function.
     *
     * @param dimension d
     * @param argmax maps theta (a copy that it may change) to a maximiser of length d; called by many threads
     * @return the oracle
     */
    static LinearOracle of(int dimension, UnaryOperator<double[]> argmax) {
        return of(dimension, Sense.MAXIMIZE, argmax);
    }

    /**
     * Creates an oracle from a function.
     *
     * @param dimension d, from 1 to 100,000,000
     * @param sense whether the function maximises or minimises
     * @param solver maps theta (a copy that it may change) to an optimal y of length d; called by many threads
     * @return the oracle
     */
    static LinearOracle of(int dimension, Sense sense, UnaryOperator<double[]> solver) {
        return new FunctionOracle(dimension, sense, solver);
    }
}
