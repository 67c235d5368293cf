package io.dither.experiments.labelranking;

import io.dither.error.Arguments;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.run.Parallel;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Nested cross-validation: fits and tests all methods on the same outer folds of each data set. Each fit is a function of
 * its seed, so the results do not depend on the number of threads.
 */
final class CrossValidation {
    /**
     * Stands in a key of {@link KeyedRandom} where noise has the index of an example. Indices are not negative, so
     * the derived seeds are independent of the noise.
     */
    private static final long SEED_STREAM = -2;

    private final RankingSettings settings;
    private final int threads;

    CrossValidation(RankingSettings settings, int threads) {
        this.settings = settings;
        this.threads = Arguments.threads("threads", threads);
    }

    /** Returns the number of fits of a run, tuning included in each; {@link #run} reports each fit. */
    long fitCount(List<RankingData> sets) {
        return (long) settings.outer().repeats()
                * settings.methods().size()
                * sets.stream().mapToInt(this::folds).sum();
    }

    /** Runs one data set after the other, each on all threads, so that results appear during a long run. */
    List<DataSetResult> run(List<RankingData> sets, Runnable afterFit, Consumer<DataSetResult> afterSet) {
        List<DataSetResult> results = new ArrayList<>();
        for (RankingData data : sets) {
            DataSetResult result = new DataSetResult(data, folds(data), Parallel.run(fits(data), threads, afterFit));
            afterSet.accept(result);
            results.add(result);
        }
        return results;
    }

    private int folds(RankingData data) {
        return settings.foldsOf(data.examples().count());
    }

    /** Returns a fit for each repeat, fold and method. The seed plus the index of the repeat draws the folds of the repeat. */
    private List<Callable<FoldResult>> fits(RankingData data) {
        List<Callable<FoldResult>> fits = new ArrayList<>();
        for (int repeat = 0; repeat < settings.outer().repeats(); repeat++) {
            List<KFold.Fold> folds = KFold.split(data.examples().count(), folds(data), settings.seed() + repeat);
            for (int k = 0; k < folds.size(); k++) {
                for (Method method : settings.methods()) {
                    KFold.Fold fold = folds.get(k);
                    int foldIndex = k;
                    int repeatIndex = repeat;
                    fits.add(() -> fit(method, data.examples(), fold, repeatIndex, foldIndex));
                }
            }
        }
        return fits;
    }

    private FoldResult fit(Method method, Examples examples, KFold.Fold fold, int repeat, int foldIndex) {
        // the same seed for all methods, so that they also share the inner folds
        long seed = seed(settings.seed() + repeat, foldIndex);
        TunedFit fit = TunedFit.of(method, settings, examples.select(fold.train()), seed);
        Accuracy test = fit.test(examples.select(fold.test()));
        return new FoldResult(repeat, foldIndex, method, fit.choice(), test);
    }

    /** Derives the seed of the fits of a fold, or of a synthetic data set, from a common seed and its index. */
    static long seed(long seed, int index) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, index, SEED_STREAM);
        random.startSample(0);
        return random.nextLong();
    }
}
