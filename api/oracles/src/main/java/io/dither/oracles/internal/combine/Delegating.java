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
import io.dither.oracle.capability.NormalCone;
import io.dither.oracle.capability.StructuredOracle;
import java.util.Optional;
import java.util.Set;

/** An oracle that answers as another one does, over a set that is known by one. */
interface Delegating extends LinearOracle {
    /** What only the set decides, and not how it is solved. */
    Set<Class<?>> OF_THE_SET = Set.of(
            StructuredOracle.class,
            Membership.class,
            NormalCone.class,
            NamedCoordinates.class,
            Exchangeable.class,
            Neighbourhood.class);

    /** Who answers. */
    LinearOracle of();

    /** Who knows the set: its polytope, who belongs to it, what its coordinates stand for. */
    default LinearOracle set() {
        return of();
    }

    @Override
    default <C> Optional<C> as(Class<C> capability) {
        return OF_THE_SET.contains(capability) ? set().as(capability) : LinearOracle.super.as(capability);
    }

    @Override
    default int dimension() {
        return of().dimension();
    }

    @Override
    default Sense sense() {
        return of().sense();
    }

    @Override
    default Domain domain() {
        return of().domain();
    }

    @Override
    default Set<Trait> traits() {
        return of().traits();
    }

    @Override
    default OracleSession openSession() {
        return of().openSession();
    }
}
