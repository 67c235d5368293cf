package io.dither.experiments.command;

import io.dither.error.OracleException;
import io.dither.experiments.run.JsonOutput;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import io.dither.testing.ThetaSampler;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        footer = {"", "For example: dither check ranking:n=4"},
        description = {
            "Checks an oracle against the rules of its contract: one line a rule.",
            "The exit code is 0 where no rule fails and 1 otherwise; 4 where there is nothing to solve."
        },
        sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
    private static final int TRIES = 8;

    private static final Set<OracleException.Code> UNSOLVABLE = Set.of(
            OracleException.Code.INFEASIBLE, OracleException.Code.UNBOUNDED, OracleException.Code.NATIVE_MISSING);

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
        PluginCatalogue catalogue = plugins.catalogue();
        LinearOracle created = catalogue.create(OracleProvider.class, oracle);
        requireSolvable(created);
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

    /** A problem without a solution is not a fault of the oracle that every rule should tell of. */
    private void requireSolvable(LinearOracle created) {
        ThetaSampler thetas = ThetaSampler.of(created, seed);
        for (int i = 0; i < TRIES; i++) {
            try {
                created.solve(thetas.theta(i));
            } catch (OracleException failure) {
                if (UNSOLVABLE.contains(failure.code())) {
                    throw failure;
                }
                return;
            } catch (RuntimeException | LinkageError fault) {
                return; // for the rules to tell
            }
        }
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
