package io.dither.experiments.plannerroutes;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither run planner-routes}: decides each test day of a paper by models learnt from the days before it. */
@Command(
        name = "planner-routes",
        footer = {"dither run planner-routes --data planners", "The folder of --data holds plans.csv and distances.csv."
        },
        description = {
            "Predict the routes that planners of a company drew up by hand, from their habits of the days before.",
            "Shows the arcs missed on the 49 test days of Mandi, Canoy, Bucarey and Guns (CP 2021) beside the published figures, errors over"
                    + " days, and the weights of habits."
        },
        sortOptions = false)
public final class PlannerRoutesExperiment implements Experiment {
    /** The decays of habits to choose from. */
    private static final List<Double> DECAYS = List.of(0.1, 0.3, 0.5, 0.7, 0.9);
    /**
     * The first day of validation. To choose the decay, weights are learnt from the days before this day, and decide the days from it until
     * the first test day.
     */
    private static final int FIRST_VALIDATION_DAY = 100;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Read plans.csv and distances.csv in this folder. Default: planner-routes in the folder that the variable"
                            + " DITHER_DATA names.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "N",
            description =
                    "Learn weights anew every N test days; habits are counted each day. Default: ${DEFAULT-VALUE}.")
    private int every = 7;

    @Option(names = "--samples", paramLabel = "M", description = "Draw this many samples per day. Default: 3.")
    private int samples = 3;

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(0)
                .threads(Runtime.getRuntime().availableProcessors(), "Use this many threads; it changes no result.");
    }

    private Path folder() {
        String dataFolder = System.getenv("DITHER_DATA");
        if (folder.isEmpty() && dataFolder == null) {
            throw new InvalidArgumentException(
                    "--data is missing, and DITHER_DATA names no folder", "Maybe --data planner-routes");
        }
        return folder.orElseGet(() -> Path.of(String.valueOf(dataFolder)).resolve("planner-routes"));
    }

    @Override
    public Result run(Run run) {
        Arguments.atLeast("every", every, 1);
        Arguments.atLeast("samples", samples, 1);
        PlannerData data = PlannerData.read(folder());
        run.data(data.checksums());
        int[] tests = IntStream.range(0, data.days().size())
                .filter(day -> data.days().get(day).isTest())
                .toArray();
        Arguments.require(
                tests.length > 1 && tests[0] > FIRST_VALIDATION_DAY,
                "there are " + tests.length + " test days after day " + FIRST_VALIDATION_DAY,
                "Maybe this is not the file of 201 days");
        Progress progress = run.progress(DECAYS.size() + tests.length + 1L);
        Map<Double, double[]> missedByDecay = new TreeMap<>();
        for (double decay : DECAYS) {
            Study study = study(data, decay, run);
            missedByDecay.put(
                    decay,
                    IntStream.of(ArcFeatures.HABITS, ArcFeatures.NAMES.size())
                            .mapToDouble(count -> study.missed(
                                    FIRST_VALIDATION_DAY, tests[0], study.learntCosts(FIRST_VALIDATION_DAY, count)))
                            .toArray());
            progress.step();
        }
        // the decay with the least share of arcs missed by habits and distance, the second number
        double decay = missedByDecay.entrySet().stream()
                .min((first, second) -> Double.compare(first.getValue()[1], second.getValue()[1]))
                .orElseThrow()
                .getKey();
        Study study = study(data, decay, run);
        Metrics metrics = run.metrics("day", "decider", "missed", "moved", "km");
        List<MethodResults> rows = decideTestDays(study, tests, metrics, progress);
        PlannerRoutesReport report = new PlannerRoutesReport(study, rows, study.fitted(), missedByDecay, decay);
        progress.step();
        run.folder().writePlot("days", report.overDays());
        run.folder().writePlot("weights", report.weights());
        run.folder().writePlot("differences", report.differences());
        return Result.of(report.figures(), report.table(), report.notes(), report.decayTable())
                .verdict(report.verdict());
    }

    private Study study(PlannerData data, double decay, Run run) {
        return new Study(data, ArcFeatures.of(data, decay), samples, run.seed(), run.threads());
    }

    private List<MethodResults> decideTestDays(Study study, int[] tests, Metrics metrics, Progress progress) {
        PlannerData data = study.data();
        OracleRegistry oracles = new OracleRegistry(PluginCatalogue.discover());
        List<MethodResults> rows = List.of(
                new MethodResults("one habit: the usual next stop on that weekday", data),
                new MethodResults("habits alone, with equal weights", data),
                new MethodResults("habits learnt", data),
                new MethodResults("habits and distance learnt", data),
                new MethodResults("habits and distance learnt, as routes", data));
        // the first two habits have weight 0, the third has weight 1, the others are left out
        IntFunction<double[]> weekdayHabit = study.costs(0, 0, 1);
        IntFunction<double[]> equalWeights = study.costs(1, 1, 1, 1);
        IntFunction<double[]> costsOfHabits = equalWeights; // learnt costs replace these two before the first day
        IntFunction<double[]> costsOfAll = equalWeights;
        for (int i = 0; i < tests.length; i++) {
            int day = tests[i];
            if (i % every == 0) {
                costsOfHabits = study.learntCosts(day, ArcFeatures.HABITS);
                costsOfAll = study.learntCosts(day, ArcFeatures.NAMES.size());
            }
            List<Plan> plans = List.of(
                    study.assigned(day, weekdayHabit),
                    study.assigned(day, equalWeights),
                    study.assigned(day, costsOfHabits),
                    study.assigned(day, costsOfAll),
                    study.routed(day, costsOfAll, oracles));
            for (int k = 0; k < plans.size(); k++) {
                Plan plan = plans.get(k);
                rows.get(k).add(day, plan);
                metrics.row(
                        day,
                        rows.get(k).name(),
                        study.planned(day).missedBy(plan),
                        study.planned(day).movedBy(plan),
                        data.kilometres(plan.arcs()));
            }
            progress.step();
        }
        return rows;
    }
}
