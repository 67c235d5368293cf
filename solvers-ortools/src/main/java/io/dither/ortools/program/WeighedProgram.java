package io.dither.ortools.program;

import io.dither.oracle.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A program and its coordinates, the variables that theta weighs. All other variables keep the costs of the program.
 * The offset of a vertex, which is added to &lt;theta, y&gt;, is the offset of the program plus the sum of these costs,
 * each times the value of its variable.
 *
 * @param program the program
 * @param variables for each coordinate, the index of its variable in the program; read only
 * @param programCosts the coefficient of each variable in the program's own objective, 0 for coordinates; read only
 * @param hasProgramCosts whether any of {@code programCosts} is not 0
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record WeighedProgram(LinearProgram program, int[] variables, double[] programCosts, boolean hasProgramCosts) {
    static WeighedProgram of(LinearProgram program, int[] coordinates) {
        double[] programCosts = program.objective();
        for (int variable : coordinates) {
            programCosts[variable] = 0;
        }
        return new WeighedProgram(
                program, coordinates, programCosts, Arrays.stream(programCosts).anyMatch(cost -> cost != 0));
    }

    /**
     * Returns the program after coordinates were fixed by the bounds of {@code fixedProgram}; {@code remaining} has the
     * variables of the coordinates that are not fixed.
     */
    WeighedProgram with(LinearProgram fixedProgram, int[] remaining) {
        return new WeighedProgram(fixedProgram, remaining, programCosts, hasProgramCosts);
    }

    int dimension() {
        return variables.length;
    }

    /**
     * Returns the promised traits, and the traits that follow from the bounds of the coordinates and from the costs of
     * all other variables.
     */
    Set<Trait> traits() {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(program.traits());
        if (IntStream.of(variables).allMatch(this::isBinary)) {
            traits.add(Trait.ZERO_ONE);
        }
        if (hasProgramCosts) {
            traits.add(Trait.OFFSET);
        }
        return Set.copyOf(traits);
    }

    private boolean isBinary(int variable) {
        return program.isInteger(variable) && program.lower(variable) >= 0 && program.upper(variable) <= 1;
    }
}
