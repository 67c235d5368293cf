package io.dither.ortools.program;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.ortools.internal.Bound;
import io.dither.ortools.internal.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;
import java.util.Locale;

/** Offers {@code ortools-lp}: a linear program from an MPS file. */
public final class OrToolsLpProvider implements OracleProvider {
    static final Parameter FILE =
            Parameter.required("file", Parameter.Type.FILE, "the MPS file; its columns are the coordinates");

    static final Parameter SENSE = new Parameter(
            "sense",
            Parameter.Type.CHOICE,
            "whether theta is a score or a cost; where left out, the file's OBJSENSE, else minimize",
            null,
            false,
            List.of("minimize", "maximize"));

    private final LastRead<LinearProgram> programs = new LastRead<>(OrToolsLp::read);

    /** Does nothing: the native library loads when the first oracle is created. */
    public OrToolsLpProvider() {}

    @Override
    public String id() {
        return "ortools-lp";
    }

    @Override
    public String description() {
        return "linear program from an MPS file, solved by OR-Tools GLOP; theta replaces the file's objective";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                FILE,
                SENSE,
                Bound.PARAMETER,
                Parameter.optional(
                        "zero-one",
                        Parameter.Type.FLAG,
                        "false",
                        "promises that every vertex is 0/1, so that answers are rounded"),
                Parameter.optional(
                        "iterations",
                        Parameter.Type.INTEGER,
                        null,
                        "limit of simplex iterations a solve, at least 1; no limit where left out"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        LinearProgram program = chosen(programs.of(parameters.file("file")), parameters);
        return parameters.has("iterations")
                ? OrToolsLp.oracle(program, parameters.integer("iterations", 1))
                : OrToolsLp.oracle(program);
    }

    /** Gives a program of a file the sense, the bounds and the promise that were chosen. */
    static LinearProgram chosen(LinearProgram read, Parameters parameters) {
        LinearProgram program = parameters.has("sense")
                ? read.with(Sense.valueOf(parameters.text("sense").toUpperCase(Locale.ROOT)))
                : read;
        for (Bound bound : Bound.all(parameters.text("bounds"))) {
            program = program.with(bound);
        }
        return parameters.flag("zero-one") ? program.with(Trait.ZERO_ONE) : program;
    }
}
