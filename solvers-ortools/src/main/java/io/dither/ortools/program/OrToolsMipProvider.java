package io.dither.ortools.program;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.ortools.internal.Bound;
import io.dither.ortools.internal.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;

/** Offers {@code ortools-mip}: a mixed-integer linear program from an MPS file. */
public final class OrToolsMipProvider implements OracleProvider {
    private final LastRead<LinearProgram> programs = new LastRead<>(OrToolsMip::read);

    /** Does nothing: the native library loads when the first oracle is created. */
    public OrToolsMipProvider() {}

    @Override
    public String id() {
        return "ortools-mip";
    }

    @Override
    public String description() {
        return "mixed-integer linear program from an MPS file, solved by SCIP or CP-SAT; theta replaces the file's objective";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                OrToolsLpProvider.FILE,
                OrToolsLpProvider.SENSE,
                Parameter.optional(
                        "prefix",
                        Parameter.Type.TEXT,
                        null,
                        "theta weighs the columns whose names begin so; the others keep the file's costs"),
                Bound.PARAMETER,
                Parameter.optional(
                        "zero-one",
                        Parameter.Type.FLAG,
                        "false",
                        "promises that the coordinates are 0/1 at every vertex, so that real ones are rounded"),
                Parameter.choice("solver", "scip, or sat (CP-SAT, whole numbers only)", "scip", "sat"),
                Parameter.optional("gap", Parameter.Type.REAL, "0", "relative gap at which a solve may end"),
                Parameter.optional(
                        "seconds", Parameter.Type.REAL, null, "limit of time a solve; no limit where left out"),
                Parameter.optional(
                        "nodes",
                        Parameter.Type.INTEGER,
                        null,
                        "limit of SCIP's nodes a solve, at least 1, the same on every machine; no limit where left out"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        LinearProgram program = OrToolsLpProvider.chosen(programs.of(parameters.file("file")), parameters);
        OrToolsMip mip = OrToolsMip.of(program).gap(parameters.real("gap"));
        if (parameters.has("prefix")) {
            mip = mip.coordinates(named(program, parameters.text("prefix")));
        }
        if (parameters.has("seconds")) {
            mip = mip.seconds(parameters.real("seconds"));
        }
        if (parameters.has("nodes")) {
            mip = mip.nodes(parameters.integer("nodes", 1));
        }
        return (parameters.text("solver").equals("sat") ? mip.sat() : mip).oracle();
    }

    private static int[] named(LinearProgram program, String prefix) {
        int[] columns = program.variables(prefix);
        Arguments.require(
                columns.length > 0,
                "prefix = '" + prefix + "' is the beginning of no column's name",
                "Maybe a typing error, or leave it out for all columns");
        return columns;
    }
}
