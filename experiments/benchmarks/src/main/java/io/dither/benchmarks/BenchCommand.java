package io.dither.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.error.Arguments;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.JsonLines;
import io.dither.experiments.run.Progress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither bench}: measures how fast a {@code PerturbedOptimizer}, the layer, solves. */
@Command(
        name = "bench",
        description = {
            "Measure the time per solve on the rows of the benchmark.",
            "Noise and statistics are included; each number is the median over several JVMs.",
            "Rows: ranking-10, ranking-100, ranking-1000, argmax-10, argmax-1000, top-10-of-1000, assignment-32, "
                    + "assignment-128, grid-path-12, grid-path-30, grid-arcs-5, spanning-tree-50."
        },
        footer = {
            "dither bench --quick",
            "dither bench --quick --rows ranking-100,argmax-10",
            "dither bench --rows assignment-128 --variants fy --threads 1,4 --out times.csv"
        },
        sortOptions = false)
public final class BenchCommand implements Subcommand {
    /** A longer measurement of one number is refused. */
    private static final double MOST_SECONDS = 3600;

    private static final int DEFAULT_TURNS = 5;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "Measure these rows, separated by commas. Default: all.")
    private List<String> rows = new ArrayList<>();

    @Option(
            names = "--variants",
            split = ",",
            paramLabel = "VARIANT",
            description = "Time these: forward (y_eps), fy (Fenchel-Young loss and gradient), fwd+vjp. Default: all.")
    private List<String> variants = new ArrayList<>();

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "T",
            defaultValue = "1,2",
            description = "Measure with these numbers of threads. Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads = new ArrayList<>();

    @Option(names = "--quick", description = "Use one JVM and 0.2 seconds per number.")
    private boolean isQuick;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Measure each number in this many JVMs; 0 measures in this one. Default: 3, with --quick 1.")
    private Optional<Integer> forks = Optional.empty();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = {
                "Measure for this many seconds in each JVM. Default: 1, with --quick 0.2.",
                "A warm-up comes first: at least as many seconds per thread, then until the JIT compiler is idle."
            })
    private Optional<Double> seconds = Optional.empty();

    @Option(
            names = "--turns",
            paramLabel = "N",
            description = {
                "Split the measurement into this many parts: the JVMs take turns, so that all measure in the same minutes."
                        + " Default: 5, or 1 with --forks 0.",
                "If given with --forks 0, this JVM prints 'ready' before each part and after the last, and awaits a line."
            })
    private Optional<Integer> turns = Optional.empty();

    @Option(
            names = "--inputs",
            paramLabel = "DIR",
            description = "Read the inputs from this folder of raw arrays with a manifest.json. Default: draw them.")
    private Optional<Path> inputs = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the measurements to this file, as lines of JSON.")
    private Optional<Path> out = Optional.empty();

    @Override
    public int run(Context context) {
        Arguments.atLeast("--forks", forks(), 0);
        turns.ifPresent(count -> Arguments.atLeast("--turns", count, 1));
        Arguments.require(
                Arguments.positive("--seconds", seconds()) <= MOST_SECONDS,
                "--seconds = " + seconds() + " is above " + MOST_SECONDS + " for one number",
                "Maybe it is meant in milliseconds");
        threads.forEach(count -> Arguments.threads("--threads", count));
        List<Measurement> measurements = measure(context);
        if (!context.isJson()) {
            context.out().print(BenchTables.speed(measurements));
        }
        return 0;
    }

    private int forks() {
        return forks.orElse(isQuick ? 1 : 3);
    }

    private double seconds() {
        return seconds.orElse(isQuick ? 0.2 : 1.0);
    }

    /**
     * Returns turns that begin on request if {@code --forks 0 --turns} are given: with these options another JVM (or
     * another program) starts this one. Otherwise returns a single turn.
     */
    private Turns turnsOfThisJvm(PrintWriter writer) {
        return forks() == 0 && turns.isPresent()
                ? Turns.onRequest(turns.get(), new BufferedReader(new InputStreamReader(System.in, UTF_8)), writer)
                : Turns.single();
    }

    private List<Measurement> measure(Context context) {
        // with --quick, each number needs at least 2 timed calls, otherwise at least 3
        Stopwatch stopwatch =
                new Stopwatch(seconds(), isQuick ? 2 : 3, inputs.map(InputFolder::open), turnsOfThisJvm(context.out()));
        List<Workload> chosen = rows.isEmpty()
                ? Catalogue.all()
                : rows.stream().map(Catalogue::named).toList();
        List<Variant> selected = variants.isEmpty()
                ? List.of(Variant.values())
                : variants.stream().map(Variant::labelled).toList();
        chosen.forEach(stopwatch::inputs); // so that a bad folder is refused at once
        BenchForks benchForks = new BenchForks(stopwatch, forks(), turns.orElse(DEFAULT_TURNS), isQuick, inputs);
        List<Measurement> measurements = new ArrayList<>();
        // without --json, the console gets a table at the end instead of lines of JSON
        Optional<PrintWriter> console = Optional.of(context.out()).filter(writer -> context.isJson());
        try (JsonLines lines = new JsonLines(out, console);
                Progress progress =
                        context.progress("measuring", (long) chosen.size() * selected.size() * threads.size())) {
            for (Workload workload : chosen) {
                for (Variant variant : selected) {
                    for (int count : threads) {
                        measurements.add(benchForks.measure(workload, variant, count));
                        lines.print(measurements.get(measurements.size() - 1));
                        progress.step();
                    }
                }
            }
        }
        return measurements;
    }
}
