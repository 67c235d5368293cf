package io.dither.ortools.program;

import com.google.ortools.modelbuilder.ModelBuilderHelper;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Sense;
import io.dither.ortools.internal.Natives;
import io.dither.plugin.Lines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads linear programs, perhaps with integer variables, in MPS format by OR-Tools' reader. Names must not have blanks.
 */
final class MpsFile {
    private MpsFile() {}

    static LinearProgram read(Path file, boolean allowsIntegers) {
        // names may have any encoding; this charset decodes every byte
        List<String> lines = Lines.read(file, StandardCharsets.ISO_8859_1, MpsCheck::checkedLines);
        Natives.load();
        ModelBuilderHelper model = new ModelBuilderHelper();
        try {
            if (!model.importFromMpsString(freeFormat(lines))) {
                throw DataException.of(file, "OR-Tools cannot read this file as MPS. Maybe it is damaged.");
            }
            return program(file, model, allowsIntegers);
        } catch (InvalidArgumentException invalid) {
            throw DataException.of(file, String.valueOf(invalid.getMessage()), invalid);
        } finally {
            model.delete();
        }
    }

    /**
     * Rewrites the lines so that OR-Tools reads them in the free format. It tries the fixed format first, which has the
     * row type in characters 2 and 3 of a line. These characters are made blank, so that the first try fails. Words for
     * the sense are shortened, because OR-Tools reads only the short words.
     */
    private static String freeFormat(List<String> lines) {
        return lines.stream()
                .map(line -> Character.isWhitespace(line.charAt(0)) ? " " + line.strip() : line.strip())
                // MAXIMIZE becomes MAX, MINIMISE becomes MIN
                .map(line -> line.replaceFirst("^((OBJSENSE)?\\s+M(AX|IN))IMI[SZ]E$", "$1"))
                .map(line -> line.replaceAll("\\s+", " ").replaceFirst("^ ", "    "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static LinearProgram program(Path file, ModelBuilderHelper model, boolean allowsIntegers) {
        LinearProgramBuilder builder = LinearProgram.builder(model.getMaximize() ? Sense.MAXIMIZE : Sense.MINIMIZE);
        List<String> variableNames = new ArrayList<>();
        double[] objective = new double[model.numVariables()];
        for (int i = 0; i < objective.length; i++) {
            checkVariable(file, model, i, allowsIntegers);
            if (model.getVarIntegrality(i)) {
                builder.integers(1, model.getVarLowerBound(i), model.getVarUpperBound(i));
            } else {
                builder.variable(model.getVarLowerBound(i), model.getVarUpperBound(i));
            }
            variableNames.add(model.getVarName(i));
            objective[i] = model.getVarObjectiveCoefficient(i);
        }
        List<String> rowNames = new ArrayList<>();
        for (int row = 0; row < model.numConstraints(); row++) {
            double lower = model.getConstraintLowerBound(row);
            double upper = model.getConstraintUpperBound(row);
            // a row without bounds is not a constraint, such as a second N row
            if (lower > Double.NEGATIVE_INFINITY || upper < Double.POSITIVE_INFINITY) {
                builder.constraint(
                        lower, model.getConstraintVarIndices(row), model.getConstraintCoefficients(row), upper);
                rowNames.add(model.getConstraintName(row));
            }
        }
        return builder.names(variableNames, rowNames)
                .objective(objective)
                .offset(model.getObjectiveOffset())
                .build();
    }

    private static void checkVariable(Path file, ModelBuilderHelper model, int i, boolean allowsIntegers) {
        String name = "column '" + model.getVarName(i) + "'";
        if (model.getVarIntegrality(i) && !allowsIntegers) {
            throw DataException.of(
                    file,
                    name + " is an integer variable, but this oracle solves linear programs. Maybe use ortools-mip.");
        }
        if (model.getVarLowerBound(i) > model.getVarUpperBound(i)) {
            throw DataException.of(
                    file,
                    name + " has the lower bound " + model.getVarLowerBound(i) + " above its upper bound "
                            + model.getVarUpperBound(i) + ". Maybe it lacks an MI bound before its negative UP bound.");
        }
    }
}
