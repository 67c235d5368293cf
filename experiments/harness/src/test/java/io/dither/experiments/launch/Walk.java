package io.dither.experiments.launch;

import io.dither.experiments.run.Checkpoint;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A walk of random steps, with a row and a checkpoint after each; in the middle something may happen to the folder. */
@Command(name = "walk", description = "Walks.")
final class Walk implements Experiment {
    /** Told of each step. */
    private final IntConsumer said;

    Walk(IntConsumer said) {
        this.said = said;
    }

    @Option(names = "--steps")
    private int steps = 3;

    @Option(names = "--then")
    private String then = "";

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(3).resumable();
    }

    @Override
    public Result run(Run run) {
        Path file = run.folder().path().resolve("checkpoints").resolve("walk");
        Optional<Checkpoint> last = run.isResumed() ? Checkpoint.resume(file, "walk") : Optional.empty();
        ByteBuffer kept =
                ByteBuffer.wrap(last.map(one -> one.parts().get("place")).orElse(new byte[16]));
        int step = kept.getInt();
        long rows = kept.getInt();
        double place = kept.getDouble();
        Metrics metrics = last.isPresent() ? run.metricsFrom(rows, "step", "place") : run.metrics("step", "place");
        Progress progress = run.progress(steps - step);
        while (step < steps) {
            place += new KeyedRandom(run.seed() + step).nextGaussian();
            step++;
            metrics.row(step, place);
            byte[] bytes = ByteBuffer.allocate(16)
                    .putInt(step)
                    .putInt((int) metrics.rows())
                    .putDouble(place)
                    .array();
            new Checkpoint("walk", Map.of("place", bytes)).write(file);
            progress.step();
            said.accept(step);
            if (step == steps / 2) {
                happen(run.folder().path());
            }
        }
        return Result.of(Map.of("place", place), place + "\n");
    }

    private void happen(Path folder) {
        try {
            switch (then) {
                case "delete" -> delete(folder, List.of());
                case "empty" -> delete(folder, List.of(folder, folder.resolve(".lock")));
                case "replace" -> {
                    Files.move(folder, folder.resolveSibling("elsewhere"));
                    Files.createDirectories(folder.resolve("checkpoints"));
                }
                default -> {}
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder, List<Path> kept) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!kept.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
