package io.dither.benchmarks;

import io.dither.experiments.run.JsonLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures in JVMs of their own, which take turns, by {@code dither bench --forks 0 --json}, or in this one for no
 * forks.
 */
record BenchForks(Stopwatch stopwatch, int forks, int turns, boolean quick, Optional<Path> inputs) {
    Measurement measure(Workload workload, Variant variant, int threads) {
        if (forks == 0) {
            return stopwatch.measure(workload, variant, threads);
        }
        List<String> arguments = arguments(workload.name(), quick, stopwatch.seconds());
        arguments.addAll(List.of("--variants", variant.label(), "--threads", String.valueOf(threads)));
        inputs.ifPresent(folder ->
                arguments.addAll(List.of("--inputs", folder.toAbsolutePath().toString())));
        arguments.addAll(List.of("--turns", String.valueOf(turns)));
        List<Fork.Running> running = new ArrayList<>();
        try {
            for (int fork = 0; fork < forks; fork++) {
                running.add(new Fork().start(arguments));
            }
            for (int turn = 0; turn < turns; turn++) {
                running.forEach(Fork.Running::turn);
            }
            return Measurement.join(running.stream()
                    .map(fork ->
                            JsonLines.parse(fork.jsonLines(), Measurement.class).get(0))
                    .toList());
        } finally {
            running.forEach(Fork.Running::close);
        }
    }

    private static List<String> arguments(String row, boolean quick, double seconds) {
        List<String> arguments = new ArrayList<>(
                List.of("bench", "--forks", "0", "--json", "--rows", row, "--seconds", String.valueOf(seconds)));
        if (quick) {
            arguments.add("--quick");
        }
        return arguments;
    }
}
