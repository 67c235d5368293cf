package io.dither.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.SoftPaths;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.learn.Choices;
import io.dither.learn.Learner;
import io.dither.learn.SimulatedRoads;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElasticitiesTest {
    private static final List<Observation> CHOICES = Choices.of(200, 5, 1, -0.5);

    private static Fitted logit() {
        return Learner.of(SharedLinearModel.of("x", "y")).noise("gumbel").fit(CHOICES);
    }

    private static double[] probabilities(double[] weights, Features features) {
        double[] p = new double[features.rows()];
        Arrays.setAll(p, j -> Math.exp(weights[0] * features.get(j, 0) + weights[1] * features.get(j, 1)));
        double sum = Arrays.stream(p).sum();
        Arrays.setAll(p, j -> p[j] / sum);
        return p;
    }

    private static double[] weights(Fitted fitted) {
        return fitted.weights().stream().mapToDouble(Weight::estimate).toArray();
    }

    /** What hangs on a weight without an error has none, unless a person fixed that weight. */
    @Test
    void aWeightWithoutAnErrorLeavesNone() {
        SharedLinearModel model = SharedLinearModel.of("x", "y");
        Fitted bounded = Learner.of(model).noise("gumbel").bound("x", 0, 0.3).fit(CHOICES);
        assertEquals("at its bound", bounded.weight("x").note());
        for (Weight one : Elasticities.of(bounded, 10).own(CHOICES)) {
            assertTrue(Double.isNaN(one.standardError()), one.toString());
            assertEquals("a weight has no error", one.note());
        }
        Fitted fixed =
                Learner.of(model).noise("gumbel").epsilon(1).fix("x", 0.3).fit(CHOICES);
        for (Weight one : Elasticities.of(fixed, 10).own(CHOICES)) {
            assertTrue(one.standardError() > 0, one.toString());
            assertEquals("", one.note());
        }
    }

    /** w x (1 - p), and -w x p of another; errors by the slopes of these in both weights. */
    @Test
    void ofChoicesAreThoseOfTheLogit() {
        Fitted fitted = logit();
        Features features = CHOICES.get(3).features();
        LinearOracle oracle = CHOICES.get(3).oracle();
        double[] w = weights(fitted);
        double[] p = probabilities(w, features);
        Elasticities all = Elasticities.of(fitted, 10);
        Interval own = all.of(features, oracle, 1, 1, "x");
        Interval cross = all.of(features, oracle, 1, 2, "y");
        assertEquals(w[0] * features.get(1, 0) * (1 - p[1]), own.value(), 1e-9);
        assertEquals(-w[1] * features.get(2, 1) * p[2], cross.value(), 1e-9);
        double variance = 0;
        double[] slopes = new double[2];
        for (int k = 0; k < 2; k++) {
            double mean = 0;
            for (int j = 0; j < p.length; j++) {
                mean += p[j] * features.get(j, k);
            }
            slopes[k] = -w[0] * features.get(1, 0) * p[1] * (features.get(1, k) - mean)
                    + (k == 0 ? features.get(1, 0) * (1 - p[1]) : 0);
        }
        for (int k = 0; k < 2; k++) {
            for (int l = 0; l < 2; l++) {
                variance += slopes[k] * slopes[l] * fitted.covariance()[k][l];
            }
        }
        assertEquals(Math.sqrt(variance), own.standardError(), 0.01 * own.standardError());
    }

    @Test
    void theMeanIsWeightedByProbabilities() {
        Fitted fitted = logit();
        double[] w = weights(fitted);
        double sum = 0;
        for (Observation one : CHOICES) {
            double[] p = probabilities(w, one.features());
            for (int j = 0; j < p.length; j++) {
                sum += p[j] * (1 - p[j]) * w[0] * one.features().get(j, 0);
            }
        }
        Weight own = Elasticities.of(fitted, 10).own(CHOICES).get(0);
        assertEquals("x", own.name());
        assertEquals(sum / CHOICES.size(), own.estimate(), 1e-9);
        assertTrue(own.standardError() > 0 && own.low() < own.estimate(), own.toString());
    }

    /** The same decisions by an oracle without a closed form: within the errors of the samples. */
    @Test
    void sampledOnesAgreeWithExactOnes() {
        Fitted fitted = logit();
        PluginCatalogue plugins = PluginCatalogue.discover();
        List<Observation> few = CHOICES.subList(0, 20);
        List<Observation> others = new ArrayList<>();
        for (Observation one : few) {
            String text = "assignment:rows=1,cols=" + one.oracle().dimension() + ",sense=maximize";
            others.add(one.withOracle(plugins.create(OracleProvider.class, text)));
        }
        assertTrue(Elasticities.isExact(fitted, few.get(0).oracle()));
        Weight exact = Elasticities.of(fitted, 2).own(few).get(0);
        Weight drawn = Elasticities.of(fitted, 500).own(others).get(0);
        assertEquals(exact.estimate(), drawn.estimate(), 3 * drawn.standardError());
        assertTrue(drawn.standardError() < 2 * exact.standardError(), drawn + " beside " + exact);
    }

    /** The change of the expected flow of a street, by differences. */
    @Test
    void flowsOfTheRecursiveLogit() {
        SimulatedRoads roads = new SimulatedRoads(5, 3);
        List<Observation> trips = roads.trips(60, Noise.gamma(5), 0.3, false, 4);
        Fitted fitted = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .loss("recursive-logit")
                .fit(trips);
        LinearOracle oracle = trips.get(0).oracle();
        SoftPaths paths = SoftPaths.of(oracle, fitted.epsilon());
        double[] theta = fitted.model().theta(fitted.parameters(), roads.features);
        double[] flows = paths.forward(theta).output().values();
        int street = 0;
        for (int i = 0; i < flows.length; i++) {
            street = Math.abs(flows[i] - 0.5) < Math.abs(flows[street] - 0.5) ? i : street;
        }
        double[] logs = new double[2];
        for (int side = 0; side < 2; side++) {
            double[] moved = theta.clone();
            moved[street] += (side == 0 ? -1e-5 : 1e-5) * weights(fitted)[0] * roads.features.get(street, 0);
            logs[side] = Math.log(paths.forward(new Input(moved, NoiseKey.ZERO, oracle))
                    .output()
                    .values()[street]);
        }
        Interval own = Elasticities.of(fitted, 2).of(roads.features, oracle, street, street, "length");
        assertEquals((logs[1] - logs[0]) / 2e-5, own.value(), 1e-5);
        assertTrue(own.value() < 0 && own.standardError() > 0, own.toString());
        LinearOracle withoutGraph = Oracles.argmax(flows.length);
        assertThrows(
                InvalidArgumentException.class,
                () -> Elasticities.of(fitted, 2).of(roads.features, withoutGraph, 0, 0, "length"));
    }

    @Test
    void whatHasNoElasticitiesIsRefused() {
        Fitted fitted = logit();
        Elasticities all = Elasticities.of(fitted, 2);
        Observation one = CHOICES.get(0);
        assertThrows(InvalidArgumentException.class, () -> all.of(one.features(), one.oracle(), 0, 0, "z"));
        assertThrows(InvalidArgumentException.class, () -> all.of(one.features(), one.oracle(), 9, 0, "x"));
        Fitted bare = Learner.of(SharedLinearModel.of("x", "y"))
                .noise("gumbel")
                .errors(FitSettings.Errors.NONE)
                .fit(CHOICES);
        Interval unknown = Elasticities.of(bare, 2).of(one.features(), one.oracle(), 0, 0, "x");
        assertTrue(Double.isNaN(unknown.standardError()) && Double.isFinite(unknown.value()));
    }
}
