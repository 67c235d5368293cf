package io.dither.ortools.cpsat;

import static io.dither.plugin.Parameter.Type.FILE;
import static io.dither.plugin.Parameter.Type.FLAG;
import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.TEXT;

import com.google.ortools.sat.CpModelProto;
import com.google.ortools.sat.SatParameters;
import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.ortools.internal.Bound;
import io.dither.plugin.LastRead;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import java.util.List;

/**
 * Makes oracles of constraint models from oracle texts, such as {@code ortools-cp-sat:file=roster.pb}. Oracles with the
 * same file share its model.
 */
public final class CpSatProviders implements PluginModule {
    @Override
    public List<OracleProvider> plugins() {
        return List.of(constraintModels());
    }

    private static OracleProvider constraintModels() {
        LastRead<CpModelProto> models = new LastRead<>();
        return OracleProvider.of(
                "ortools-cp-sat",
                "constraint model from a file of OR-Tools CP-SAT; theta: costs or scores of its variables, or of those with a prefix",
                p -> cpSat(models, p),
                Parameter.of(
                        "file",
                        FILE,
                        "the model as CpModel.exportToFile writes it: text if the name ends in txt or textproto, else binary"),
                Parameter.choice(
                                "sense",
                                "whether theta is a score or a cost; as in the model's objective if left out, or minimize if it has none",
                                "minimize",
                                "maximize")
                        .optional(),
                Parameter.of(
                                "prefix",
                                TEXT,
                                "the beginning of the names of the coordinates; other variables keep the model's costs")
                        .withDefault(""),
                Bound.PARAMETER,
                Parameter.of("gap", REAL, "the relative gap at which a solve may end")
                        .withDefault("0"),
                Parameter.of("seconds", REAL, "the time limit of a solve; unlimited if left out")
                        .optional(),
                Parameter.of(
                                "work",
                                REAL,
                                "the limit of a solve in CP-SAT's deterministic time, for repeatable answers; unlimited if left out")
                        .optional(),
                Parameter.of(
                                "presolve",
                                FLAG,
                                "whether CP-SAT simplifies the model before each solve, for models that are not small")
                        .withDefault("false"),
                Parameter.of(
                                "linearization",
                                INTEGER,
                                "CP-SAT's use of linear relaxations, from 0 to 2; 2 if left out, 1 with presolve")
                        .optional());
    }

    private static LinearOracle cpSat(LastRead<CpModelProto> models, Parameters parameters) {
        // the variant is always empty, because a file is read in only one way
        CpModelProto model = models.read(parameters.file("file"), "", CpSatFile::read);
        String prefix = parameters.text("prefix");
        int[] variables = OrToolsCpSat.variablesWithPrefix(model, prefix);
        Arguments.require(
                variables.length > 0,
                "prefix = '" + prefix + "' is not the beginning of any variable's name",
                "Maybe a typing error, or leave it out for all variables");
        Sense sense = parameters.has("sense") ? parameters.choice("sense", Sense.class) : CpProgram.senseOf(model);
        OrToolsCpSat settings = OrToolsCpSat.of(model, sense, variables).gap(parameters.real("gap"));
        for (Bound bound : Bound.all(parameters.text("bounds"))) {
            settings = settings.with(settings.program().with(bound)); // replaces only the program
        }
        if (parameters.has("seconds")) {
            settings = settings.seconds(parameters.real("seconds"));
        }
        if (parameters.has("work")) {
            settings = settings.work(parameters.real("work"));
        }
        settings = parameters.flag("presolve") ? settings.presolve() : settings;
        if (parameters.has("linearization")) {
            int level = parameters.integer("linearization", 0);
            Arguments.require(level <= 2, "linearization = " + level + " is above 2", "Maybe choose 1");
            settings = settings.parameters(
                    SatParameters.newBuilder().setLinearizationLevel(level).build());
        }
        return settings.oracle();
    }
}
