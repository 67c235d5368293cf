package io.dither.experiments.unsupervised;

import io.dither.error.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Fits data sets side by side; the results do not depend on the number of threads. */
final class Trials implements AutoCloseable {
    private final ExecutorService executor;
    private final long seed;
    private final Runnable step;

    Trials(int threads, long seed, Runnable step) {
        executor = Executors.newFixedThreadPool(Arguments.threads("threads", threads));
        this.seed = seed;
        this.step = step;
    }

    Size run(Model model, int observations, int dataSets) {
        List<CompletableFuture<Trial>> running = new ArrayList<>();
        for (int index = 0; index < dataSets; index++) {
            int own = index;
            running.add(CompletableFuture.supplyAsync(
                    () -> {
                        Trial trial = Trial.run(model, observations, seed, own);
                        step.run();
                        return trial;
                    },
                    executor));
        }
        return Size.of(
                observations, running.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
