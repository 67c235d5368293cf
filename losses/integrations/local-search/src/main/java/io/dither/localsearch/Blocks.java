package io.dither.localsearch;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracle.capability.Walk;
import java.util.Optional;
import java.util.Set;

/**
 * An oracle of 0/1 points with a walk that draws a block of coordinates anew in each step, given all other coordinates.
 *
 * @param inner the oracle of the points
 * @param size the number of coordinates of a block
 * @param members the test whether a point is feasible
 */
public record Blocks(LinearOracle inner, int size, Membership members) implements LinearOracle, Neighbourhood {
    /** The capabilities that depend on the feasible set only, not on how it is solved. */
    private static final Set<Class<?>> SET_CAPABILITIES =
            Set.of(StructuredOracle.class, Membership.class, NamedCoordinates.class, Exchangeable.class);

    /** The size of the largest block whose points are listed. */
    static final int MAX_LISTED = 12;

    /**
     * {@return an oracle with the same points, and with a walk that draws a block of coordinates anew in each step}
     *
     * @param oracle an oracle of 0/1 points that is a {@link Membership}, without constants h(y) ({@link Trait#OFFSET})
     * @param size the number of coordinates of a block, at least 2; up to 12, all points of a block are tried; larger
     *     blocks are solved, and the walk is approximate
     */
    public static LinearOracle of(LinearOracle oracle, int size) {
        Arguments.require(
                oracle.traits().contains(Trait.ZERO_ONE) && !oracle.traits().contains(Trait.OFFSET),
                "blocks need points of zeros and ones without constants, which this oracle does not promise",
                "Maybe add zero-one=true");
        Arguments.between("size", size, 2, oracle.dimension());
        Membership members = oracle.as(Membership.class)
                .orElseThrow(() -> new InvalidArgumentException(
                        "this oracle does not say which points are feasible: it is not a Membership",
                        "Maybe choose an oracle that is a program, such as ortools-mip"));
        // Gumbel noise makes thetas of any sign, so the domain must be all of R^d
        boolean canSolve =
                oracle.as(Fixable.class).isPresent() && oracle.domain().isEverywhere();
        Arguments.require(
                size <= MAX_LISTED || canSolve,
                "size = " + size + " is more than " + MAX_LISTED
                        + ": larger blocks are solved, which needs an oracle whose coordinates can be fixed at 1",
                "Maybe choose 8");
        return new Blocks(oracle, size, members);
    }

    @Override
    public Walk walk() {
        return new BlockWalk(inner, size, members);
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return SET_CAPABILITIES.contains(capability) ? inner.as(capability) : LinearOracle.super.as(capability);
    }

    @Override
    public int dimension() {
        return inner.dimension();
    }

    @Override
    public Sense sense() {
        return inner.sense();
    }

    @Override
    public Domain domain() {
        return inner.domain();
    }

    @Override
    public Set<Trait> traits() {
        return inner.traits();
    }

    @Override
    public OracleSession openSession() {
        return inner.openSession();
    }
}
