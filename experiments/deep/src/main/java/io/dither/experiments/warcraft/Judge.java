package io.dither.experiments.warcraft;

import io.dither.experiments.deep.DeepListener;
import io.dither.experiments.deep.Network;
import io.dither.oracle.LinearOracle;
import java.util.Optional;

/** Measures a network on the test maps after each epoch, and keeps how each map turned out the last time. */
final class Judge implements DeepListener {
    private final LinearOracle oracle;
    private final WarcraftData test;
    private final Gallery gallery;
    private final TerrainLoss kind;
    private final Network network;
    private final Training.Listener listener;
    private Optional<Outcomes> last = Optional.empty();

    Judge(
            LinearOracle oracle,
            WarcraftData test,
            Gallery gallery,
            TerrainLoss kind,
            Network network,
            Training.Listener listener) {
        this.oracle = oracle;
        this.test = test;
        this.gallery = gallery;
        this.kind = kind;
        this.network = network;
        this.listener = listener;
    }

    @Override
    public double[] measure(int epoch, double trainLoss) {
        double[][] costs = Predictor.costs(network, test);
        gallery.write(kind, epoch, costs);
        Outcomes outcomes = Outcomes.of(oracle, test, costs);
        last = Optional.of(outcomes);
        Scores scores = Scores.of(outcomes);
        return new double[] {trainLoss, scores.perfect(), scores.exact(), scores.costRatio(), scores.cellAccuracy()};
    }

    @Override
    public void measured(int epoch, double[] numbers) {
        listener.afterEpoch(epoch, numbers[0], new Scores(numbers[1], numbers[2], numbers[3], numbers[4]));
    }

    /** Returns how each map turns out now; measured anew where training was over before it was resumed. */
    Outcomes outcomes() {
        return last.orElseGet(() -> Outcomes.of(oracle, test, Predictor.costs(network, test)));
    }
}
