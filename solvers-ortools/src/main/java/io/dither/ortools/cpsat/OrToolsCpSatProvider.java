package io.dither.ortools.cpsat;

import com.google.ortools.sat.CpModelProto;
import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.ortools.internal.Bound;
import io.dither.ortools.internal.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import java.util.List;
import java.util.Locale;

/** Offers {@code ortools-cp-sat}: a constraint model from a file that OR-Tools wrote. */
public final class OrToolsCpSatProvider implements OracleProvider {
    private final LastRead<CpModelProto> models = new LastRead<>(CpSatFile::read);

    /** Does nothing: the native library loads when the first oracle is created. */
    public OrToolsCpSatProvider() {}

    @Override
    public String id() {
        return "ortools-cp-sat";
    }

    @Override
    public String description() {
        return "constraint model from a file of OR-Tools CP-SAT; theta weighs its variables, or those with a common prefix";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "file",
                        Parameter.Type.FILE,
                        "the model as CpModel.exportToFile writes it: text where the name ends in txt or proto, else binary"),
                new Parameter(
                        "sense",
                        Parameter.Type.CHOICE,
                        "whether theta is a score or a cost; where left out, as the model's objective, else minimize",
                        null,
                        false,
                        List.of("minimize", "maximize")),
                Parameter.optional(
                        "prefix",
                        Parameter.Type.TEXT,
                        "",
                        "theta weighs the variables whose names begin so; the others keep the model's costs"),
                Bound.PARAMETER,
                Parameter.optional("gap", Parameter.Type.REAL, "0", "relative gap at which a solve may end"),
                Parameter.optional(
                        "seconds", Parameter.Type.REAL, null, "limit of time a solve; no limit where left out"),
                Parameter.optional(
                        "work",
                        Parameter.Type.REAL,
                        null,
                        "limit of CP-SAT's deterministic time a solve, the same each time; no limit where left out"),
                Parameter.optional(
                        "presolve",
                        Parameter.Type.FLAG,
                        "false",
                        "prepares each solve, for models that are not small"));
    }

    @Override
    public LinearOracle create(Parameters parameters) {
        CpModelProto model = models.of(parameters.file("file"));
        String prefix = parameters.text("prefix");
        int[] variables = OrToolsCpSat.named(model, prefix);
        Arguments.require(
                variables.length > 0,
                "prefix = '" + prefix + "' is the beginning of no variable's name",
                "Maybe a typing error, or leave it out for all variables");
        Sense sense = parameters.has("sense")
                ? Sense.valueOf(parameters.text("sense").toUpperCase(Locale.ROOT))
                : CpProgram.senseOf(model);
        OrToolsCpSat settings = OrToolsCpSat.of(model, sense, variables).gap(parameters.real("gap"));
        for (Bound bound : Bound.all(parameters.text("bounds"))) {
            settings = settings.with(settings.program().with(bound));
        }
        if (parameters.has("seconds")) {
            settings = settings.seconds(parameters.real("seconds"));
        }
        if (parameters.has("work")) {
            settings = settings.work(parameters.real("work"));
        }
        return (parameters.flag("presolve") ? settings.presolve() : settings).oracle();
    }
}
