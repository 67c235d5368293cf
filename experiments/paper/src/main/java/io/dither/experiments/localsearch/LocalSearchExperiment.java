package io.dither.experiments.localsearch;

import io.dither.error.Arguments;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither run local-search}: chains of a local search against sums over all points, then against perturbed solves. */
@Command(
        name = "local-search",
        footer = {"", "For example: dither run local-search --seconds 1 --seeds 3"},
        description = {
            "Learn through the moves of a local search in place of solves.",
            "Shows how often errors of chains cover the exact mean on five small sets, what short chains keep of a gradient, and what is"
                    + " learnt in equal time by chains and by perturbed solves."
        },
        sortOptions = false)
public final class LocalSearchExperiment implements Experiment {
    @Option(
            names = "--seconds",
            paramLabel = "T",
            description = "Let each method compute for so many seconds. Default: ${DEFAULT-VALUE}.")
    private double seconds = 1;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Repeat the races with so many histories, at least 2. Default: ${DEFAULT-VALUE}.")
    private int seeds = 4;

    @Option(
            names = "--chains",
            paramLabel = "N",
            description =
                    "Repeat chains on small sets with so many seeds, and short ones twice as often. Default: ${DEFAULT-VALUE}.")
    private int chains = 200;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Learn from so many decisions, and decide half as many others. Default: ${DEFAULT-VALUE}.")
    private int days = 12;

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(0);
    }

    @Override
    public Result run(Run run) {
        Arguments.positive("seconds", seconds);
        Arguments.atLeast("seeds", seeds, 2);
        Arguments.atLeast("chains", chains, 1);
        Arguments.atLeast("days", days, 2);
        Problem.Kind[] kinds = Problem.Kind.values();
        Problem.Decider[] deciders = Problem.Decider.values();
        Progress progress = run.progress(2L * SmallSet.FIVE.size() + (long) kinds.length * deciders.length * seeds);
        List<Exactness.Coverage> coverage = new ArrayList<>();
        List<Exactness.Bias> biases = new ArrayList<>();
        for (String text : SmallSet.FIVE) {
            SmallSet set = SmallSet.of(text);
            coverage.add(Exactness.coverage(set, chains));
            progress.step();
            biases.addAll(Exactness.biases(set, 2 * chains, run.seed()));
            progress.step();
        }
        Metrics metrics = run.metrics("problem", "decider", "method", "seed", "seconds", "steps", "angle", "regret");
        Races races = new Races(seconds);
        for (Problem.Kind kind : kinds) {
            for (Problem.Decider decider : deciders) {
                for (int s = 0; s < seeds; s++) {
                    races.run(kind, decider, days, run.seed() + s, metrics);
                    progress.step();
                }
            }
        }
        LocalSearchReport report = new LocalSearchReport(coverage, biases, races, chains);
        run.folder().writePlot("angles", report.chart(Problem.Kind.ROUTES_30));
        run.folder().writePlot("angles-100", report.chart(Problem.Kind.ROUTES_100));
        return Result.of(
                        report.figures(),
                        report.coverageTable(),
                        report.aboutCoverage(),
                        report.biasTable(),
                        report.aboutBias(),
                        report.raceTable(),
                        report.aboutRaces())
                .verdict(report.verdict());
    }
}
