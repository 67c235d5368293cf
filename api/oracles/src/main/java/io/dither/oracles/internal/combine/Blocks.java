package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import java.util.Optional;

/** A set of 0/1 points whose walk redraws a block of coordinates, given the other coordinates, in each step. */
public record Blocks(LinearOracle inner, int size, Membership members) implements Delegating, Neighbourhood {
    /** The size of the largest block whose points are listed. */
    static final int MAX_LISTED = 12;

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
        boolean solves = oracle.as(Fixable.class).isPresent() && oracle.domain().isEverywhere();
        Arguments.require(
                size <= MAX_LISTED || solves,
                "size = " + size + " is more than " + MAX_LISTED
                        + ": larger blocks are solved, which needs an oracle whose coordinates can be fixed at 1",
                "Maybe 8");
        return new Blocks(oracle, size, members);
    }

    @Override
    public Walk walk() {
        return new BlockWalk(inner, size, members);
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability == Neighbourhood.class ? Optional.of(capability.cast(this)) : Delegating.super.as(capability);
    }
}
