package io.dither.experiments.command;

import io.dither.experiments.run.JsonOutput;
import io.dither.oracle.LinearOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dither check}: the contract rules on any oracle. */
@Command(
        name = "check",
        description = {
            "Checks an oracle against the rules of its contract: one line a rule.",
            "The exit code is 0 where no rule fails and 1 otherwise."
        },
        sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPEC", description = "The oracle, such as ranking:n=5; 'dither oracles' lists them.")
    private String oracle = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The seed of the thetas that are tried. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public CheckCommand() {}

    @Override
    public Integer call() {
        LinearOracle created = plugins.registry().create(oracle);
        List<RuleResult> results = OracleContract.of(created).seed(seed).verifyAll();
        boolean passed = results.stream().noneMatch(RuleResult::isFailure);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            List<Line> lines = results.stream().map(Line::of).toList();
            out.println(JsonOutput.text(new Report(oracle, seed, passed, lines)));
        } else {
            results.forEach(out::println);
        }
        return passed ? 0 : 1;
    }

    /** What {@code --json} prints. */
    record Report(String oracle, long seed, boolean passed, List<Line> rules) {}

    /** One rule of the report. */
    record Line(String rule, String title, String status, String message) {
        static Line of(RuleResult result) {
            String status = result.status().name().toLowerCase(Locale.ROOT);
            return new Line(result.rule().label(), result.rule().title(), status, result.message());
        }
    }
}
