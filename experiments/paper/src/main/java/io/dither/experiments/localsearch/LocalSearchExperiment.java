package io.dither.experiments.localsearch;

import io.dither.error.Arguments;
import io.dither.experiments.plannerroutes.PlannedDay;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither run local-search}: chains of a local search against perturbed solves. */
@Command(
        name = "local-search",
        footer = {"dither run local-search --seconds 1 --seeds 3"},
        description = {
            "Learn through the moves of a local search in place of solves.",
            "Shows what chains and perturbed solves learn in equal time, from routes of planners, rosters and others."
        },
        sortOptions = false)
public final class LocalSearchExperiment implements Experiment {
    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Run only problems whose names contain this, such as 'routes' or 'roster'. Default: all.")
    private String only = "";

    @Option(
            names = "--seconds",
            paramLabel = "T",
            description = "Let each method compute for this many seconds. Default: ${DEFAULT-VALUE}.")
    private double seconds = 0.5;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Compare on this many histories, at least 2, and choose settings on a quarter as many others. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int seeds = 8;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Learn from this many decisions, and predict half as many others. Default: ${DEFAULT-VALUE}.")
    private int days = 12;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Read the planners' routes in this folder. Default: planner-routes in the folder that the variable DITHER_DATA names;"
                            + " without it, these routes are left out.")
    private Optional<Path> folder = Optional.ofNullable(System.getenv("DITHER_DATA"))
            .map(data -> Path.of(data).resolve("planner-routes"));

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(0);
    }

    @Override
    public Result run(Run run) {
        Arguments.positive("seconds", seconds);
        Arguments.atLeast("seeds", seeds, 2);
        Arguments.atLeast("days", days, 2);
        List<Race> races = races(Roster.write(run.folder().path().resolve("roster.mps")));
        Progress progress = run.progress((long) races.size() * (1 + seeds));
        Metrics metrics =
                run.metrics("problem", "decider", "method", "settings", "seed", "seconds", "steps", "missed", "regret");
        for (Race race : races) {
            race.choose(run.seed(), seeds);
            progress.step();
            for (int s = 0; s < seeds; s++) {
                race.run(run.seed() + s, metrics);
                progress.step();
            }
        }
        LocalSearchReport report = new LocalSearchReport(races);
        for (int k = 0; k < races.size(); k++) {
            run.folder().writePlot("race-" + (k + 1), LocalSearchReport.chart(races.get(k)));
        }
        return Result.of(Map.of("races", report.figures()), report.table(), report.about())
                .verdict(report.verdict());
    }

    private List<Race> races(Path roster) {
        List<Race> races = new ArrayList<>();
        folder.ifPresent(data -> {
            List<PlannedDay> planned = PlannedDay.read(data);
            int half = planned.size() / 2; // settings are chosen on other days than those that are measured
            races.add(new Race(
                    "planners' routes",
                    "planners",
                    seconds,
                    seed -> History.planned(
                            seed < Race.FIRST_TUNING_SEED
                                    ? planned.subList(half, planned.size())
                                    : planned.subList(0, half),
                            days,
                            seed)));
        });
        for (Kind kind : Kind.values()) {
            races.add(new Race(
                    kind.title, "the Gibbs law", seconds, seed -> History.simulated(kind, true, days, roster, seed)));
            races.add(new Race(
                    kind.title,
                    "a solver at noisy costs",
                    seconds,
                    seed -> History.simulated(kind, false, days, roster, seed)));
        }
        races.removeIf(race -> !race.kind().contains(only));
        Arguments.require(!races.isEmpty(), "--only '" + only + "' matches no problem", "Maybe use routes");
        return races;
    }
}
