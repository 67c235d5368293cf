package io.dither.experiments.command;

import io.dither.experiments.run.JsonOutput;
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
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither loss}: any loss at one theta. */
@Command(
        name = "loss",
        description =
                "Evaluates a loss, or an estimating equation, at one theta against an observed decision or true costs.",
        footer = {
            "",
            "For example: dither loss --loss fenchel-young:noise=gumbel --epsilon 0.5 --oracle argmax:n=3"
                    + " --theta 0.2,0.9,-0.4 --target 0,1,0",
            "--noise, --epsilon and --samples fill what the text of the loss, or of its layer, leaves out."
        },
        sortOptions = false)
public final class LossCommand implements Callable<Integer> {
    @Option(
            names = "--loss",
            required = true,
            paramLabel = "SPEC",
            description = "The loss, such as spo-plus; 'dither losses' lists them.")
    private String loss = "";

    @Option(names = "--oracle", required = true, paramLabel = "SPEC", description = "The oracle, such as ranking:n=5.")
    private String oracle = "";

    @Option(names = "--theta", required = true, paramLabel = "VECTOR", description = "The scores or costs.")
    private String theta = "";

    @Option(
            names = "--target",
            required = true,
            paramLabel = "VECTOR",
            description = "The observed decision, or the true costs, as the loss learns from them.")
    private String target = "";

    @Option(names = "--noise", paramLabel = "SPEC", description = "The noise, or lognormal.")
    private Optional<String> noise = Optional.empty();

    @Option(names = "--epsilon", paramLabel = "E", description = "The amplitude of the noise.")
    private Optional<String> epsilon = Optional.empty();

    @Option(names = "--samples", paramLabel = "M", description = "The number of samples.")
    private Optional<String> samples = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final Threads threads = new Threads();

    @Mixin
    private final GuardOption guard = new GuardOption();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public LossCommand() {}

    @Override
    public Integer call() {
        PluginCatalogue catalogue = plugins.catalogue();
        LinearOracle created = catalogue.create(OracleProvider.class, oracle);
        Map<String, String> more = new LinkedHashMap<>();
        noise.ifPresent(text -> more.put("noise", text));
        epsilon.ifPresent(text -> more.put("epsilon", text));
        samples.ifPresent(text -> more.put("samples", text));
        String filled =
                LossText.withMissing(LossText.with(loss, more, catalogue), Map.of("guard", guard.text()), catalogue);
        try (EstimatingEquation<?> equation =
                catalogue.create(LossProvider.class, filled).on(created, seed, threads.number())) {
            double[] y = Vectors.parse("target", target, created.dimension());
            print(
                    equation.name(),
                    equation.targetType() == Costs.class
                            ? evaluate(equation.learningFrom(Costs.class), Costs.of(y))
                            : evaluate(equation.learningFrom(Decision.class), Decision.of(y)));
        }
        return 0;
    }

    /** Evaluates the loss; an equation without a value has NaN. */
    private <T extends Target> ValueAndGradient evaluate(EstimatingEquation<T> equation, T observed) {
        double[] at = Vectors.parse("theta", theta, equation.oracle().dimension());
        Example<T> example = new Example<>(at, observed, NoiseKey.ZERO, equation.oracle());
        return equation instanceof Loss<T> valued
                ? valued.evaluate(example)
                : new ValueAndGradient(Double.NaN, Double.NaN, equation.moment(example));
    }

    private void print(String name, ValueAndGradient result) {
        PrintWriter out = spec.commandLine().getOut();
        boolean valued = !Double.isNaN(result.value());
        if (json.wanted()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("loss", name);
            fields.put("value", valued ? result.value() : null);
            fields.put("valueStandardError", valued ? result.standardError() : null);
            fields.put("gradient", result.gradient().values());
            fields.put("gradientStandardError", result.gradient().standardErrors());
            out.println(JsonOutput.text(fields));
            return;
        }
        Lines lines = new Lines();
        lines.add("loss", name);
        lines.add(
                "value",
                valued
                        ? Vectors.show(result.value()) + " +- " + Vectors.show(result.standardError())
                        : "none: it is an equation, whose root is wanted");
        lines.add("gradient", result.gradient());
        out.print(lines);
    }
}
