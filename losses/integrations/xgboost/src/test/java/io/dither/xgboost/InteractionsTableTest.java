package io.dither.xgboost;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Costs;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Link;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.random.KeyedRandom;
import io.dither.trees.BoostedModel;
import io.dither.trees.Boosting;
import io.dither.trees.TreeSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The table of the README. */
@Tag("long")
class InteractionsTableTest {
    private static final List<String> NAMES = List.of(Interactions.NAMES);
    private static final int TRAINING = 1_000;
    private static final int HELD = 2_000;
    private static final double LEVEL = 10;

    private static Boosting boosted(String loss) {
        TreeSettings settings = TreeSettings.USUAL.withRounds(500).withLearningRate(0.2);
        return Boosting.of(
                BoostedModel.of(NAMES, Link.IDENTITY, settings),
                FitSettings.USUAL.loss(loss).noise("gumbel").threads(2).earlyStopping(0.2));
    }

    private static Learner linear() {
        return Learner.of(SharedLinearModel.of(Interactions.NAMES))
                .noise("gumbel")
                .withoutIntervals();
    }

    /** Learns from scores that were seen, plus a level of the day that all options share and no feature tells. */
    private static List<Observation> scores(List<Observation> choices, double level) {
        KeyedRandom random = new KeyedRandom(7);
        return choices.stream()
                .map(one -> {
                    double[] seen = one.costs().clone();
                    double day = level * random.nextGaussian();
                    Arrays.setAll(seen, j -> one.costs()[j] + day);
                    return new Observation(
                            one.id(),
                            one.features(),
                            one.oracle(),
                            Costs.of(seen),
                            new Observation.Attributes(1, one.costs(), one.cluster(), new double[0]));
                })
                .toList();
    }

    private static Metric regret(Fitted fitted) {
        try (Predictor predictor = Predictor.of(fitted)) {
            List<Outcome> outcomes = Interactions.of(HELD, 1, 2).stream()
                    .map(one -> Outcome.of(one, predictor))
                    .toList();
            return Metrics.named(outcomes, "regret");
        }
    }

    @Test
    void regretsOfWhatLearnsFromDecisionsAndFromScores(TestReporter reporter) {
        List<Observation> choices = Interactions.of(TRAINING, 1, 1);
        List<Observation> scores = scores(choices, 0);
        List<Observation> days = scores(choices, LEVEL);
        Map<String, Fitted> fits = new LinkedHashMap<>();
        fits.put("linear, Fenchel-Young", linear().fit(choices));
        fits.put("linear, cost-distance", linear().loss("cost-distance").fit(scores));
        fits.put("boosted, Fenchel-Young", boosted("fenchel-young").fit(choices));
        fits.put("boosted, cost-distance", boosted("cost-distance").fit(scores));
        fits.put("boosted, spo-plus", boosted("spo-plus").fit(scores));
        fits.put("boosted, cost-distance, days", boosted("cost-distance").fit(days));
        fits.put("boosted, spo-plus, days", boosted("spo-plus").fit(days));
        Map<String, Double> regrets = new LinkedHashMap<>();
        fits.forEach((name, fitted) -> {
            Metric regret = regret(fitted);
            regrets.put(name, regret.value());
            int trees =
                    fitted.model() instanceof BoostedModel model ? model.trees().size() : 0;
            reporter.publishEntry(
                    name,
                    String.format(
                            Locale.ROOT, "%.4f +- %.4f, %d trees", regret.value(), regret.standardError(), trees));
        });
        assertTrue(regrets.get("boosted, Fenchel-Young") < 0.3 * regrets.get("linear, Fenchel-Young"));
        assertTrue(regrets.get("boosted, cost-distance") < regrets.get("boosted, Fenchel-Young"));
        assertTrue(regrets.get("boosted, spo-plus, days") < 0.5 * regrets.get("boosted, cost-distance, days"));
    }
}
