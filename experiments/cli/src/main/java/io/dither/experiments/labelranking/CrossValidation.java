package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import io.dither.experiments.learn.KFold;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the folds of all data sets side by side; each is a function of its seed, so threads change nothing. */
final class CrossValidation {
    private final RankingSettings settings;
    private final int threads;

    CrossValidation(RankingSettings settings, int threads) {
        this.settings = settings;
        this.threads = Arguments.atLeast("threads", threads, 1);
    }

    List<DataSetResult> run(List<RankingData> sets, Runnable afterEpoch) {
        List<List<KFold.Fold>> splits = new ArrayList<>();
        for (RankingData data : sets) {
            splits.add(KFold.split(data.examples().count(), settings.folds(), settings.seed()));
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<List<Future<FoldResult>>> futures = new ArrayList<>();
            for (int s = 0; s < sets.size(); s++) {
                futures.add(submit(sets.get(s), splits.get(s), afterEpoch, executor));
            }
            List<DataSetResult> results = new ArrayList<>();
            for (int s = 0; s < sets.size(); s++) {
                results.add(new DataSetResult(
                        sets.get(s),
                        futures.get(s).stream().map(CrossValidation::await).toList()));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private List<Future<FoldResult>> submit(
            RankingData data, List<KFold.Fold> folds, Runnable afterEpoch, ExecutorService executor) {
        List<Future<FoldResult>> futures = new ArrayList<>();
        for (int k = 0; k < folds.size(); k++) {
            KFold.Fold fold = folds.get(k);
            int number = k;
            futures.add(executor.submit(() -> new FoldRun(settings, data.examples(), fold, number).run(afterEpoch)));
        }
        return futures;
    }

    private static FoldResult await(Future<FoldResult> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
