package io.dither.ortools.program;

import io.dither.oracle.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A program and its coordinates, the variables that theta weighs. All other variables keep the costs of the program;
 * the sum of these costs is h(y).
 *
 * @param program the program
 * @param coordinates the variables of the coordinates, in their order; read only
 * @param keptCosts the costs of all variables, 0 for coordinates; read only
 * @param keepsCosts whether any of these costs is not 0
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record WeighedProgram(LinearProgram program, int[] coordinates, double[] keptCosts, boolean keepsCosts) {
    static WeighedProgram of(LinearProgram program, int[] coordinates) {
        double[] keptCosts = program.objective();
        for (int variable : coordinates) {
            keptCosts[variable] = 0;
        }
        return new WeighedProgram(
                program, coordinates, keptCosts, Arrays.stream(keptCosts).anyMatch(cost -> cost != 0));
    }

    /** Returns the program after some coordinates were fixed; other variables keep their costs. */
    WeighedProgram with(LinearProgram fixedProgram, int[] remaining) {
        return new WeighedProgram(fixedProgram, remaining, keptCosts, keepsCosts);
    }

    int dimension() {
        return coordinates.length;
    }

    /**
     * Returns the promised traits, and the traits that follow from the bounds of the coordinates and the kept costs.
     */
    Set<Trait> traits() {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(program.traits());
        if (IntStream.of(coordinates).allMatch(this::isBinary)) {
            traits.add(Trait.ZERO_ONE);
        }
        if (keepsCosts) {
            traits.add(Trait.OFFSET);
        }
        return Set.copyOf(traits);
    }

    private boolean isBinary(int variable) {
        return program.isInteger(variable) && program.lower(variable) >= 0 && program.upper(variable) <= 1;
    }
}
