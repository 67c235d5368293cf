package io.dither.ortools.program;

import static io.dither.plugin.Parameter.Type.FILE;
import static io.dither.plugin.Parameter.Type.FLAG;
import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.ortools.internal.Bound;
import io.dither.plugin.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.List;

/**
 * Makes oracles of linear and mixed-integer programs from oracle texts, such as {@code ortools-lp:file=plan.mps}.
 * The programs of the last few files are cached, so that several oracles of one file read it once.
 */
public final class ProgramProviders implements PluginModule {
    private static final Parameter FILE_NAME =
            Parameter.of("file", FILE, "the MPS file; its columns are the coordinates");

    private static final Parameter SENSE = Parameter.choice(
                    "sense",
                    "whether theta is a score or a cost; as OBJSENSE in the file if left out, or minimize if it has none",
                    "minimize",
                    "maximize")
            .optional();

    @Override
    public List<OracleProvider> plugins() {
        LastRead<LinearProgram> programs = new LastRead<>();
        return List.of(
                OracleProvider.of(
                        "ortools-lp",
                        "linear program from an MPS file, solved by OR-Tools GLOP; theta replaces the file's objective",
                        p -> linear(programs, p),
                        FILE_NAME,
                        SENSE,
                        Bound.PARAMETER,
                        Parameter.of("zero-one", FLAG, "promises that every vertex is 0/1, so that answers are rounded")
                                .withDefault("false"),
                        Parameter.of(
                                        "iterations",
                                        INTEGER,
                                        "the limit of simplex iterations of a solve, at least 1; unlimited if left out")
                                .optional()),
                OracleProvider.of(
                        "ortools-mip",
                        "mixed-integer linear program from an MPS file, solved by SCIP or CP-SAT; theta replaces the file's objective",
                        p -> mixed(programs, p),
                        FILE_NAME,
                        SENSE,
                        Parameter.of(
                                        "prefix",
                                        TEXT,
                                        "the beginning of the names of the coordinates; other columns keep the file's costs")
                                .optional(),
                        Bound.PARAMETER,
                        Parameter.of(
                                        "zero-one",
                                        FLAG,
                                        "promises that the coordinates are 0/1 at every vertex, so that continuous ones are rounded")
                                .withDefault("false"),
                        Parameter.choice("solver", "scip, or sat (CP-SAT, whole numbers only)", "scip", "sat"),
                        Parameter.of("gap", REAL, "the relative gap at which a solve may end")
                                .withDefault("0"),
                        Parameter.of("seconds", REAL, "the time limit of a solve; unlimited if left out")
                                .optional(),
                        Parameter.of(
                                        "nodes",
                                        INTEGER,
                                        "the limit of SCIP's nodes in a solve, at least 1, for repeatable answers; unlimited if left out")
                                .optional()));
    }

    private static LinearOracle linear(LastRead<LinearProgram> programs, Parameters parameters) {
        // "lp" is a part of the cache's key: the reader of linear programs refuses integer variables
        LinearProgram program = adapted(programs.read(parameters.file("file"), "lp", OrToolsLp::read), parameters);
        return parameters.has("iterations")
                ? OrToolsLp.oracle(program, parameters.integer("iterations", 1))
                : OrToolsLp.oracle(program);
    }

    /** Returns the program of a file with the chosen sense, bounds and promise. */
    private static LinearProgram adapted(LinearProgram original, Parameters parameters) {
        LinearProgram program =
                parameters.has("sense") ? original.with(parameters.choice("sense", Sense.class)) : original;
        for (Bound bound : Bound.all(parameters.text("bounds"))) {
            program = program.with(bound);
        }
        return parameters.flag("zero-one") ? program.with(Trait.ZERO_ONE) : program;
    }

    private static LinearOracle mixed(LastRead<LinearProgram> programs, Parameters parameters) {
        // "mip" is a part of the cache's key: this reader allows integer variables
        LinearProgram program = adapted(programs.read(parameters.file("file"), "mip", OrToolsMip::read), parameters);
        OrToolsMip mip = OrToolsMip.of(program).gap(parameters.real("gap"));
        if (parameters.has("prefix")) {
            mip = mip.coordinates(columnsWithPrefix(program, parameters.text("prefix")));
        }
        if (parameters.has("seconds")) {
            mip = mip.seconds(parameters.real("seconds"));
        }
        if (parameters.has("nodes")) {
            mip = mip.nodes(parameters.integer("nodes", 1));
        }
        return (parameters.text("solver").equals("sat") ? mip.sat() : mip).oracle();
    }

    private static int[] columnsWithPrefix(LinearProgram program, String prefix) {
        int[] columns = program.variables(prefix);
        Arguments.require(
                columns.length > 0,
                "prefix = '" + prefix + "' is not the beginning of any column's name",
                "Maybe a typing error, or leave it out for all columns");
        return columns;
    }
}
