package io.dither.benchmarks;

import io.dither.experiments.run.JsonLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures in separate JVMs, which run {@code dither bench --forks 0 --json}; if {@code forks} is 0, in this JVM. A measurement has {@code turns}
 * parts: in each turn, one JVM after the other measures one part, while the others wait.
 */
record BenchForks(Stopwatch stopwatch, int forks, int turns, boolean isQuick, Optional<Path> inputs) {
    Measurement measure(Workload workload, Variant variant, int threads) {
        if (forks == 0) {
            return stopwatch.measure(workload, variant, threads);
        }
        List<String> arguments = new ArrayList<>(List.of("bench", "--forks", "0", "--json", "--rows", workload.name()));
        arguments.addAll(List.of("--seconds", String.valueOf(stopwatch.seconds()), "--turns", String.valueOf(turns)));
        arguments.addAll(List.of("--variants", variant.label(), "--threads", String.valueOf(threads)));
        if (isQuick) {
            arguments.add("--quick");
        }
        inputs.ifPresent(folder ->
                arguments.addAll(List.of("--inputs", folder.toAbsolutePath().toString())));
        List<Fork> running = new ArrayList<>();
        try {
            for (int fork = 0; fork < forks; fork++) {
                running.add(Fork.start(arguments));
            }
            for (int turn = 0; turn < turns; turn++) {
                running.forEach(Fork::turn);
            }
            // each JVM measures one number and prints it in one line
            return Measurement.join(running.stream()
                    .map(fork -> JsonLines.parse(fork.finish().get(0), Measurement.class))
                    .toList());
        } finally {
            running.forEach(Fork::close);
        }
    }
}
