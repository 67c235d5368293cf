package io.dither.oracles.internal.combine;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An oracle that answers as another one does, and says more, or less, of its set. */
public interface Delegating extends LinearOracle {
    /** Who answers. */
    LinearOracle of();

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

    /** Adds what another oracle over the same set can say of it: its polytope, who belongs to it, what its coordinates stand for. */
    static LinearOracle saying(LinearOracle of, LinearOracle other) {
        if (other instanceof StructuredOracle structured) {
            return new Structured(of, structured.polytope());
        }
        if (other instanceof Membership set) {
            return other instanceof NamedCoordinates named
                    ? new MembersWithNames(of, set, named.coordinates())
                    : new Members(of, set);
        }
        return other instanceof NamedCoordinates named ? new Names(of, named.coordinates()) : of;
    }

    /** A set that has a name. */
    record Structured(LinearOracle of, Polytope polytope) implements Delegating, StructuredOracle {}

    /** A set whose points are known. */
    record Members(LinearOracle of, Membership set) implements Delegating, Membership {
        @Override
        public Optional<String> violation(double[] y) {
            return set.violation(y);
        }

        @Override
        public Optional<String> violation(Vertex y) {
            return set.violation(y);
        }
    }

    /** Coordinates that stand for something. */
    record Names(LinearOracle of, List<?> coordinates) implements Delegating, NamedCoordinates {}

    /** Both. */
    record MembersWithNames(LinearOracle of, Membership set, List<?> coordinates)
            implements Delegating, Membership, NamedCoordinates {
        @Override
        public Optional<String> violation(double[] y) {
            return set.violation(y);
        }

        @Override
        public Optional<String> violation(Vertex y) {
            return set.violation(y);
        }
    }
}
