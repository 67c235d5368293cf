package io.dither.experiments.research;

import io.dither.error.OracleException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.SeedOption;
import io.dither.experiments.launch.Subcommand;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import io.dither.testing.ThetaSampler;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither check}: checks an oracle by the rules of its contract. */
@Command(
        name = "check",
        description = {
            "Check an oracle against the rules of its contract: one line per rule.",
            "The exit code is 1 if a rule fails, and 4 if the problem has no solution."
        },
        footer = {
            "dither check ranking:n=4",
            "dither check --plugins plugins my-oracle:n=5",
            "dither check ortools-mip:file=plan.mps --feasible plans.csv"
        },
        sortOptions = false)
public final class CheckCommand implements Subcommand {
    /** The number of thetas that are solved before the rules are checked, to find out whether there is a solution. */
    private static final int TRIES = 8;

    /** With these failures no rule can be checked. */
    private static final Set<OracleException.Code> UNSOLVABLE = Set.of(
            OracleException.Code.INFEASIBLE, OracleException.Code.UNBOUNDED, OracleException.Code.NATIVE_MISSING);

    @Parameters(
            paramLabel = "SPEC",
            description = "Check this oracle, such as ranking:n=5; 'dither oracles' lists them.")
    private String oracle = "";

    @Option(
            names = "--feasible",
            paramLabel = "FILE",
            description = {
                "Require that no answer is worse than one of the feasible decisions in this file.",
                "The file is CSV: a decision per line, a number per coordinate."
            })
    private @Nullable Path feasible;

    @Mixin
    private final SeedOption seed = new SeedOption(1);

    @Override
    public int run(Context context) {
        LinearOracle created = context.plugins().create(OracleProvider.class, oracle);
        requireSolvable(created);
        OracleContract contract = OracleContract.of(created).seed(seed.value());
        if (feasible != null) {
            int d = created.dimension();
            DMatrixRMaj decisions = Observations.read(feasible, d, 1);
            double[][] points = IntStream.range(0, decisions.numRows)
                    .mapToObj(i -> Arrays.copyOfRange(decisions.data, i * d, (i + 1) * d))
                    .toArray(double[][]::new);
            // answers are compared with the best of these decisions
            contract = contract.points(BruteForceOracle.of(created.sense(), points));
        }
        List<RuleResult> results = contract.verifyAll();
        List<String> notes = contract.notes();
        boolean passed = results.stream().noneMatch(RuleResult::isFailure);
        context.print(
                () -> new Report(
                        oracle,
                        seed.value(),
                        passed,
                        results.stream().map(Line::of).toList(),
                        notes),
                () -> Lines.onePerResult(results) + "\n"
                        + notes.stream().map(note -> "note: " + note + "\n").collect(Collectors.joining())
                        + verdict(results));
        return passed ? 0 : 1;
    }

    /** Returns the counts, and what the rules do not check. */
    private String verdict(List<RuleResult> results) {
        long failed = count(results, RuleResult.Status.FAILED);
        return (failed > 0 ? failed + " rules failed, " : "") + count(results, RuleResult.Status.PASSED) + " passed, "
                + count(results, RuleResult.Status.SKIPPED) + " skipped. "
                + (feasible == null
                        ? "Not checked: whether there are better answers (--feasible), and"
                        : "Not checked:")
                + " whether a constraint was forgotten. To check this as well, test with a list of all vertices\n";
    }

    private static long count(List<RuleResult> results, RuleResult.Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** Throws if there is no solution or no solver, so that this is reported once and not for each rule. */
    private void requireSolvable(LinearOracle created) {
        ThetaSampler thetas = ThetaSampler.of(created, seed.value());
        for (int i = 0; i < TRIES; i++) {
            try {
                created.solve(thetas.theta(i));
            } catch (OracleException failure) {
                if (UNSOLVABLE.contains(failure.code())) {
                    throw failure;
                }
                return; // the rules report this failure
            }
        }
    }

    /** What {@code --json} prints. */
    record Report(String oracle, long seed, boolean passed, List<Line> rules, List<String> notes) {}

    /** One rule of the report. */
    record Line(String rule, String title, String status, String message) {
        static Line of(RuleResult result) {
            String status = result.status().name().toLowerCase(Locale.ROOT);
            return new Line(result.rule().label(), result.rule().title(), status, result.message());
        }
    }
}
