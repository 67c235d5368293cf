package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.KFold;
import io.dither.experiments.learn.KendallTau;
import io.dither.experiments.learn.LeastSquares;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.learn.Standardizer;
import io.dither.experiments.learn.Trainer;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** One fold: both models learn from its training examples, and both are tested on the others. */
final class FoldRun {
    private static final long NOISE_STREAM = -2;

    private final RankingSettings settings;
    private final Examples train;
    private final Examples test;
    private final long noiseSeed;

    FoldRun(RankingSettings settings, Examples examples, KFold.Fold fold, int number) {
        this.settings = settings;
        Examples raw = examples.select(fold.train());
        Standardizer standardizer = Standardizer.fit(raw.features());
        train = new Examples(standardizer.apply(raw.features()), raw.targets());
        Examples held = examples.select(fold.test());
        test = new Examples(standardizer.apply(held.features()), held.targets());
        noiseSeed = noiseSeed(settings.seed(), number);
    }

    FoldResult run(Runnable afterEpoch) {
        int labels = train.targets().numCols;
        int epochs = settings.plan().epochs();
        double[] losses = new double[epochs];
        double[] taus = new double[epochs];
        LinearModel model = new LinearModel(train.features().numCols, labels);
        try (PerturbedOptimizer layer = layer(labels)) {
            new Trainer(settings.plan()).train(model, train, settings.loss().on(layer), (epoch, loss, trained) -> {
                losses[epoch - 1] = loss;
                taus[epoch - 1] = meanTau(trained, test);
                afterEpoch.run();
            });
        }
        return new FoldResult(losses, taus, meanTau(LeastSquares.fit(train), test));
    }

    /** The folds already share the processor: within one, the layer stays on its thread. */
    private PerturbedOptimizer layer(int labels) {
        return PerturbedOptimizer.builder(Oracles.ranking(labels))
                .noise(settings.noise().noise())
                .epsilon(settings.epsilon())
                .samples(settings.samples())
                .seed(noiseSeed)
                .build();
    }

    static double meanTau(LinearModel model, Examples examples) {
        DMatrixRMaj thetas = model.forward(examples.features());
        int k = thetas.numCols;
        double sum = 0;
        for (int i = 0; i < thetas.numRows; i++) {
            double[] scores = Arrays.copyOfRange(thetas.data, i * k, (i + 1) * k);
            double[] ranks = Arrays.copyOfRange(examples.targets().data, i * k, (i + 1) * k);
            sum += KendallTau.between(scores, ranks);
        }
        return sum / thetas.numRows;
    }

    private static long noiseSeed(long seed, int fold) {
        KeyedRandom random = new KeyedRandom(seed);
        random.key(seed, fold, NOISE_STREAM);
        random.sample(0);
        return random.nextLong();
    }
}
