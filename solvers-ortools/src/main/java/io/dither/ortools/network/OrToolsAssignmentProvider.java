package io.dither.ortools.network;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;
import java.util.Locale;

/** Offers {@code ortools-assignment}: n x n or rows x cols. */
public final class OrToolsAssignmentProvider implements OracleProvider {
    /** Does nothing: the native library loads when the first session opens. */
    public OrToolsAssignmentProvider() {}

    @Override
    public String id() {
        return "ortools-assignment";
    }

    @Override
    public String description() {
        return "assignment of rows to columns as a 0/1 matrix row by row, solved by OR-Tools LinearSumAssignment";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional("n", Parameter.Type.INTEGER, null, "rows and columns of a square problem"),
                Parameter.optional("rows", Parameter.Type.INTEGER, null, "rows, together with cols and without n"),
                Parameter.optional("cols", Parameter.Type.INTEGER, null, "columns, together with rows and without n"),
                Parameter.choice("sense", "whether theta is a cost or a score", "minimize", "maximize"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        boolean square = parameters.has("n");
        if (square
                ? parameters.has("rows") || parameters.has("cols")
                : !parameters.has("rows") || !parameters.has("cols")) {
            throw new InvalidArgumentException(
                    "oracle 'ortools-assignment' needs either n, or both rows and cols",
                    "Maybe ortools-assignment:n=5 or ortools-assignment:rows=3,cols=5");
        }
        int rows = parameters.integer(square ? "n" : "rows", 1);
        int columns = parameters.integer(square ? "n" : "cols", 1);
        return OrToolsAssignment.oracle(
                rows, columns, Sense.valueOf(parameters.text("sense").toUpperCase(Locale.ROOT)));
    }
}
