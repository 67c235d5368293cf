package io.dither.ortools.cpsat;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.ortools.internal.Natives;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The oracle of a constraint model.
 *
 * @param program the model and its coordinates
 * @param settings the settings of solves
 * @param traits the traits that follow from the model, and the promised traits
 */
record CpSatOracle(CpProgram program, CpSatSettings settings, Set<Trait> traits) implements Fixable, NamedCoordinates {
    /** The largest distance of a coordinate from a whole number at which {@link #violation} accepts it. */
    private static final double ROUNDING = 1e-6;

    @Override
    public int dimension() {
        return program.dimension();
    }

    @Override
    public List<String> coordinates() {
        return program.names();
    }

    /** Offers {@link NamedCoordinates} only if the names of the coordinates are all different and none is empty. */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability == NamedCoordinates.class && !isNamed() ? Optional.empty() : Fixable.super.as(capability);
    }

    private boolean isNamed() {
        Set<String> names = new HashSet<>(coordinates());
        return names.size() == dimension() && !names.contains("");
    }

    @Override
    public Sense sense() {
        return program.sense();
    }

    @Override
    public LinearOracle fixing(int[] ones, int... free) {
        Fixable.require(dimension(), ones, free);
        // coordinates that are not free are fixed: at 1 if they are in ones, otherwise at 0
        int[] fixed = IntStream.range(0, dimension())
                .filter(i -> Arrays.binarySearch(free, i) < 0)
                .toArray();
        long[] values = IntStream.of(fixed)
                .mapToLong(i -> Arrays.binarySearch(ones, i) < 0 ? 0 : 1)
                .toArray();
        Natives.load();
        return new CpSatOracle(program.fixing(fixed, values, free), settings, traits);
    }

    /** Solves with all coordinates fixed at y. If the solve ends without a result, y counts as feasible. */
    @Override
    public Optional<String> violation(double[] y) {
        if (y.length != dimension()) {
            return Optional.of("it has " + y.length + " coordinates, not " + dimension());
        }
        long[] values = new long[y.length];
        for (int i = 0; i < y.length; i++) {
            values[i] = Math.round(y[i]);
            if (Math.abs(y[i] - values[i]) > ROUNDING) {
                return Optional.of("coordinate " + i + " is " + y[i] + ", which is not a whole number");
            }
        }
        // all coordinates are fixed at y, and all remain coordinates, because there must be at least one
        int[] coordinates = IntStream.range(0, y.length).toArray();
        Natives.load();
        try {
            new CpSatOracle(program.withoutCosts().fixing(coordinates, values, coordinates), settings, traits)
                    .solve(new double[y.length]);
            return Optional.empty();
        } catch (OracleException failure) {
            return failure.code() == OracleException.Code.INFEASIBLE
                    ? Optional.of("no point of the constraint model has these coordinates")
                    : Optional.empty();
        }
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new CpSatSession(this);
    }
}
