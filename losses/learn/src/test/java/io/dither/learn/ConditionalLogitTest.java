package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exact argmax with Gumbel noise is the conditional logit, and Gumbel ranking that of all pairs. */
class ConditionalLogitTest {
    private static final double[] TRUTH = {1, -0.5, 0.3};

    private static double gumbel(KeyedRandom random) {
        double[] z = new double[1];
        Noise.gumbel().sample(random, z);
        return z[0];
    }

    @Test
    void argmaxOfDifferentSizesHasTheEstimatesAndErrorsOfMaximumLikelihood() {
        KeyedRandom random = new KeyedRandom(5);
        List<ConditionalLogit.Choice> choices = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double[][] rows = rows(random, 2 + i % 5);
            double[] utility = utilities(random, rows);
            int best = 0;
            for (int j = 1; j < rows.length; j++) {
                best = utility[j] > utility[best] ? j : best;
            }
            choices.add(new ConditionalLogit.Choice(rows, best, "group" + i / 3));
            double[] y = new double[rows.length];
            y[best] = 1;
            observations.add(Observation.of("day " + i, Features.of(rows), Oracles.argmax(rows.length), Decision.of(y))
                    .withCluster("group" + i / 3));
        }
        compare(ConditionalLogit.fit(choices), observations, 1);
        compare(ConditionalLogit.fit(choices), observations, 2.5);
    }

    @Test
    void rankingIsTheLogitOnAllPairsClusteredByRanking() {
        KeyedRandom random = new KeyedRandom(6);
        List<ConditionalLogit.Choice> choices = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double[][] rows = rows(random, 3 + i % 3);
            double[] utility = utilities(random, rows);
            double[] ranks = Oracles.ranking(rows.length).solve(utility);
            for (int a = 0; a < rows.length; a++) {
                for (int b = 0; b < a; b++) {
                    int chosen = ranks[a] > ranks[b] ? 0 : 1;
                    choices.add(new ConditionalLogit.Choice(new double[][] {rows[a], rows[b]}, chosen, "r" + i));
                }
            }
            observations.add(Observation.of("r" + i, Features.of(rows), Oracles.ranking(rows.length), ranks));
        }
        ConditionalLogit likelihood = ConditionalLogit.fit(choices);
        Fitted robust = learner(1).fit(observations);
        for (int k = 0; k < TRUTH.length; k++) {
            Weight weight = robust.weights().get(k);
            assertEquals(likelihood.weights().get(k, 0), weight.estimate(), 1e-6 * Math.abs(weight.estimate()));
            double n = observations.size();
            double error = Math.sqrt(likelihood.robust().get(k, k) * n / (n - 1));
            assertEquals(error, weight.standardError(), 1e-6 * error);
        }
    }

    private static Learner learner(double epsilon) {
        return Learner.of(SharedLinearModel.of("a", "b", "c"))
                .noise("gumbel")
                .epsilon(epsilon)
                .threads(2);
    }

    private static void compare(ConditionalLogit likelihood, List<Observation> observations, double epsilon) {
        Fitted robust = learner(epsilon).fit(observations);
        Fitted model = learner(epsilon).errors(FitSettings.Errors.MODEL).fit(observations);
        assertEquals(Fitted.Status.CONVERGED, robust.status());
        for (int k = 0; k < TRUTH.length; k++) {
            double expected = epsilon * likelihood.weights().get(k, 0);
            assertEquals(expected, robust.weights().get(k).estimate(), 1e-6 * Math.abs(expected));
            double classical = epsilon * Math.sqrt(likelihood.classical().get(k, k));
            assertEquals(classical, model.weights().get(k).standardError(), 1e-6 * classical);
            double n =
                    observations.stream().map(Observation::cluster).distinct().count();
            double sandwich = epsilon * Math.sqrt(likelihood.robust().get(k, k) * n / (n - 1));
            assertEquals(sandwich, robust.weights().get(k).standardError(), 1e-6 * sandwich);
        }
    }

    private static double[][] rows(KeyedRandom random, int size) {
        double[][] rows = new double[size][TRUTH.length];
        for (double[] row : rows) {
            Arrays.setAll(row, k -> random.nextGaussian() * (k + 1));
        }
        return rows;
    }

    private static double[] utilities(KeyedRandom random, double[][] rows) {
        double[] utility = new double[rows.length];
        Arrays.setAll(utility, j -> Vectors.dot(TRUTH, rows[j]) + gumbel(random));
        return utility;
    }
}
