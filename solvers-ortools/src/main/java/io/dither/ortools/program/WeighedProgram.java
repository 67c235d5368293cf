package io.dither.ortools.program;

import io.dither.oracle.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A program with the variables that theta weighs; the others keep their costs, which make up h(y).
 *
 * @param program the program
 * @param coordinates the variables that theta weighs, in the order of theta; never changed
 * @param keptCosts the costs of all variables, 0 for those that theta weighs; never changed
 * @param keepsCosts whether any of these is not 0
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this package, compared by nobody
record WeighedProgram(LinearProgram program, int[] coordinates, double[] keptCosts, boolean keepsCosts) {
    static WeighedProgram of(LinearProgram program, int[] coordinates) {
        double[] keptCosts = program.objective();
        for (int variable : coordinates) {
            keptCosts[variable] = 0;
        }
        return new WeighedProgram(
                program, coordinates, keptCosts, Arrays.stream(keptCosts).anyMatch(cost -> cost != 0));
    }

    /** The same program after some weighed variables were fixed: they cost nothing, and the other variables keep their costs. */
    WeighedProgram with(LinearProgram changed, int[] fewer) {
        return new WeighedProgram(changed, fewer, keptCosts, keepsCosts);
    }

    int dimension() {
        return coordinates.length;
    }

    /** What was promised, and what the bounds of the weighed variables tell. */
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
