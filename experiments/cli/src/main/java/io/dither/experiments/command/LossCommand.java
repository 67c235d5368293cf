package io.dither.experiments.command;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.LossProvider;
import io.dither.layer.NoiseKey;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dither loss}: any loss at one theta. */
@Command(
        name = "loss",
        description = "Evaluate a loss at one theta against an observed decision or true costs.",
        footer = {
            "dither loss --loss fenchel-young:noise=gumbel --epsilon 0.5 --oracle argmax:n=3 \\\n    --theta "
                    + "0.2,0.9,-0.4 --target 0,1,0",
            "dither loss --loss spo-plus --oracle argmax:n=3 --theta 1,2,3 --target 2,1,3",
            "dither loss --loss moments --oracle ranking:n=3 --theta 1,2,3 --target 3,1,2 --samples 100",
            "--noise, --epsilon and --samples complete the text of the loss or of its layer."
        },
        sortOptions = false)
public final class LossCommand implements Subcommand {
    @Option(
            names = "--loss",
            required = true,
            paramLabel = "SPEC",
            description = "Evaluate this loss, such as spo-plus; 'dither losses' lists them.")
    private String loss = "";

    @Mixin
    private final OracleOption oracle = new OracleOption();

    @Option(
            names = "--theta",
            required = true,
            paramLabel = "VECTOR",
            description = "Evaluate it at these scores or costs.")
    private String theta = "";

    @Option(
            names = "--target",
            required = true,
            paramLabel = "VECTOR",
            description =
                    "Compare with this observed decision, or with these true costs, whichever the loss learns from.")
    private String target = "";

    @Option(names = "--noise", paramLabel = "SPEC", description = "Perturb by this noise, or by lognormal.")
    private Optional<String> noise = Optional.empty();

    @Option(names = "--epsilon", paramLabel = "E", description = "Set the amplitude of the noise.")
    private Optional<String> epsilon = Optional.empty();

    @Option(names = "--samples", paramLabel = "M", description = "Draw this many samples.")
    private Optional<String> samples = Optional.empty();

    @Mixin
    private final SeedOption seed = new SeedOption(0);

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final GuardOption guard = new GuardOption();

    @Override
    public int run(Context context) {
        PluginCatalogue plugins = context.plugins();
        LinearOracle created = oracle.create(plugins);
        Map<String, String> parameters = new LinkedHashMap<>();
        noise.ifPresent(text -> parameters.put("noise", text));
        epsilon.ifPresent(text -> parameters.put("epsilon", text));
        samples.ifPresent(text -> parameters.put("samples", text));
        String filled =
                LossText.withMissing(LossText.with(loss, parameters, plugins), Map.of("guard", guard.text()), plugins);
        try (EstimatingEquation<?> equation =
                plugins.create(LossProvider.class, filled).on(created, seed.value(), threads.number)) {
            double[] y = Vectors.parse("target", target, created.dimension());
            ValueAndGradient result = equation.targetType() == Costs.class
                    ? evaluate(equation.learningFrom(Costs.class), Costs.of(y))
                    : evaluate(equation.learningFrom(Decision.class), Decision.of(y));
            context.print(() -> fields(equation.name(), result), () -> lines(equation.name(), result));
        }
        return 0;
    }

    @Override
    public long seed() {
        return seed.value();
    }

    /** Evaluates the loss; an equation without a value has NaN. */
    private <T extends Target> ValueAndGradient evaluate(EstimatingEquation<T> equation, T observed) {
        double[] at = Vectors.parse("theta", theta, equation.oracle().dimension());
        Example<T> example = new Example<>(at, observed, NoiseKey.ZERO, equation.oracle());
        return equation instanceof Loss<T> valued
                ? valued.evaluate(example)
                : new ValueAndGradient(Double.NaN, Double.NaN, equation.moment(example), 0);
    }

    private static Map<String, Object> fields(String name, ValueAndGradient result) {
        boolean valued = !Double.isNaN(result.value());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("loss", name);
        fields.put("value", valued ? result.value() : null);
        fields.put("valueStandardError", valued ? result.standardError() : null);
        fields.put("gradient", result.gradient().values());
        fields.put("gradientStandardError", result.gradient().standardErrors());
        if (result.gap() > 0) {
            fields.put("gap", Double.isFinite(result.gap()) ? result.gap() : "infinity");
        }
        return fields;
    }

    private static Lines lines(String name, ValueAndGradient result) {
        Lines lines = new Lines();
        lines.add("loss", name);
        lines.add(
                "value",
                Double.isNaN(result.value())
                        ? "none: this is an equation, and a fit seeks its root"
                        : Vectors.show(result.value()) + " +- " + Vectors.show(result.standardError()));
        if (result.gap() > 0) {
            lines.add("inexact", "solves without a proof: the value may miss by " + Vectors.atMost(result.gap()));
        }
        lines.add("gradient", result.gradient());
        return lines;
    }
}
