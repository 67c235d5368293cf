package io.dither.oracles.internal.combine;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.StructuredOracle;
import java.util.Optional;
import java.util.Set;

/**
 * An oracle that delegates to an inner oracle. The capabilities of its feasible set may come from another oracle,
 * {@link #set()}.
 */
interface Delegating extends LinearOracle {
    /** The capabilities that depend on the feasible set only, not on how it is solved. */
    Set<Class<?>> SET_CAPABILITIES = Set.of(
            StructuredOracle.class, Membership.class, NamedCoordinates.class, Exchangeable.class, Neighbourhood.class);

    /** The oracle that solves. */
    LinearOracle inner();

    /**
     * The oracle that has the capabilities of the set, such as its polytope, membership, and the names of its
     * coordinates.
     */
    default LinearOracle set() {
        return inner();
    }

    @Override
    default <C> Optional<C> as(Class<C> capability) {
        return SET_CAPABILITIES.contains(capability) ? set().as(capability) : LinearOracle.super.as(capability);
    }

    @Override
    default int dimension() {
        return inner().dimension();
    }

    @Override
    default Sense sense() {
        return inner().sense();
    }

    @Override
    default Domain domain() {
        return inner().domain();
    }

    @Override
    default Set<Trait> traits() {
        return inner().traits();
    }

    @Override
    default OracleSession openSession() {
        return inner().openSession();
    }
}
