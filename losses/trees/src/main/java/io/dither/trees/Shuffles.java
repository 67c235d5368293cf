package io.dither.trees;

import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures permutation importance: shuffles a feature among the rows of held-out examples, and compares the loss of
 * each example with its loss before the shuffle, under the same noise.
 *
 * @param fit the settings, with the seed of the shuffles
 * @param model the model of trees
 * @param fitted the fit of this model
 */
record Shuffles(Fit fit, BoostedModel model, Fitted fitted) {
    /** The rise without held-out examples: NaN, over 0 examples. */
    private static final Metric UNKNOWN = Metric.of("rise of the loss", Interval.of(Double.NaN, Double.NaN), 0);

    /** Returns the gain of each feature and, if there are held-out examples, the rise of the loss by its shuffle. */
    List<Importance> importance(List<Observation> heldOut) {
        List<Importance> importances = new ArrayList<>();
        double[] gains = model.gains();
        if (heldOut.isEmpty()) {
            for (int k = 0; k < gains.length; k++) {
                importances.add(Importance.of(model.features().get(k), gains[k], UNKNOWN));
            }
            return importances;
        }
        Criterion criterion = fit.criterionOn(heldOut.get(0).oracle());
        try (RowGradient rowGradient = new RowGradient(fit, criterion, heldOut, fitted.epsilon())) {
            double[] before = rowGradient.evaluate(new Rows(heldOut, model)).losses();
            for (int k = 0; k < gains.length; k++) {
                Metric rise = rise(rowGradient, heldOut, k, before);
                importances.add(Importance.of(model.features().get(k), gains[k], rise));
            }
        }
        return importances;
    }

    private Metric rise(RowGradient rowGradient, List<Observation> heldOut, int column, double[] lossesBefore) {
        Rows rows = new Rows(heldOut, model);
        rows.permute(column, permutation(rows.count(), column));
        double[] rises = rowGradient.evaluate(rows).losses(); // the loop turns these losses into weighted rises
        double[] weights = new double[rises.length];
        for (int i = 0; i < rises.length; i++) {
            weights[i] = rows.examples().get(i).weight();
            rises[i] = weights[i] * (rises[i] - lossesBefore[i]);
        }
        List<String> clusters =
                rows.examples().stream().map(Observation::cluster).toList();
        // if weights are frequencies, an example counts as many times as it occurred in the standard error
        return Metric.ratio(
                "rise of the loss",
                rises,
                weights,
                clusters,
                fit.settings().weighting().copies(weights));
    }

    /** Returns the numbers of the rows in random order, which depends on the seed of the fit and on the column. */
    private int[] permutation(int size, int column) {
        long seed = fit.settings().seed();
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, 0, column);
        random.startSample(0);
        int[] order = new int[size];
        Arrays.setAll(order, row -> row);
        for (int last = size - 1; last > 0; last--) {
            int swap = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[swap];
            order[swap] = swapped;
        }
        return order;
    }
}
