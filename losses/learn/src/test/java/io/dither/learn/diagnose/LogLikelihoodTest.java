package io.dither.learn.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.Simulations;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The figures that choice models are judged by, against their closed forms. */
class LogLikelihoodTest {
    /** With one alternative each, the likelihood is 1 without a model. */
    @Test
    void decisionsWithoutAlternativesHaveNoRhoSquared() {
        LogLikelihood sure = new LogLikelihood(4, false, 1, 0, 0, 0);
        assertTrue(Double.isNaN(sure.rhoSquared()) && Double.isNaN(sure.adjustedRhoSquared()));
        assertFalse(sure.toString().contains("rho squared"), sure.toString());
        assertFalse(sure.byName().containsKey("rho squared"));
    }

    static final SharedLinearModel MODEL = SharedLinearModel.of("price", "speed");
    private static final List<String> NAMES = List.of("car", "rail", "bus");

    /** Logit choices among car, rail and, in two of three examples, the bus. */
    static List<Observation> choices(int count, boolean always) {
        KeyedRandom random = new KeyedRandom(5);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int d = always || i % 3 > 0 ? 3 : 2;
            double[][] rows = new double[d][2];
            double[] y = new double[d];
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < d; j++) {
                rows[j] = new double[] {random.nextDouble(), random.nextDouble()};
                double gumbel = -Math.log(-Math.log(random.nextDouble()));
                double score = 2 * rows[j][1] - 3 * rows[j][0] - 0.5 * j + gumbel;
                best = score > most ? j : best;
                most = Math.max(most, score);
            }
            y[best] = 1;
            all.add(Observation.of("e" + i, Features.of(rows), Oracles.argmax(d), y));
        }
        return all;
    }

    static final Function<Observation, List<String>> NAMED =
            one -> NAMES.subList(0, one.oracle().dimension());

    private static LogLikelihood of(Fitted fitted, List<Observation> choices) {
        return LogLikelihood.of(fitted, choices, true, NAMED).orElseThrow();
    }

    /** Epsilon is learnt in the unit of a fixed weight: the same model in another unit. */
    @Test
    void aUnitDoesNotChangeThem() {
        List<Observation> choices = choices(100, true);
        Learner learner = Learner.of(MODEL).loss("likelihood");
        Fitted free = learner.fit(choices);
        Fitted inUnits = learner.fix("price", -10).fit(choices);
        assertEquals(-10 / free.weight("price").estimate(), inUnits.epsilon(), 1e-3);
        LogLikelihood found = of(inUnits, choices);
        assertEquals(of(free, choices).logLikelihood(), found.logLikelihood(), 1e-6);
        assertEquals(2, found.parameters(), "a weight and epsilon");
        Fitted withoutIntervals = learner.fix("price", -10).withoutIntervals().fit(choices);
        assertEquals(2, of(withoutIntervals, choices).parameters(), "a learnt epsilon counts without a standard error");
    }

    /** The loss of a fit gives the log likelihood without another pass; it must be that of the single decisions. */
    @Test
    void theLossAndTheSingleDecisionsGiveTheSameLogLikelihood() {
        List<Observation> weighted = choices(90, false).stream()
                .map(choice -> choice.withWeight(choice.id().endsWith("7") ? 3 : 1)
                        .withFeatures(choice.features()
                                .withOffsets(Arrays.copyOf(
                                        new double[] {0.3, 0, 0.7},
                                        choice.features().rows()))))
                .toList();
        Learner learner = Learner.of(MODEL).noise("gumbel");
        for (Learner variant : List.of(
                learner,
                learner.epsilon(0.3),
                learner.fix("price", -2),
                learner.l2(0.1),
                learner.with("weighting", "frequency"),
                learner.pooled())) {
            Fitted fitted = variant.fit(weighted);
            double[] logs = Outcome.all(weighted, fitted).stream()
                    .mapToDouble(Outcome::logProbability)
                    .toArray();
            double expected = LogLikelihood.of(fitted, weighted, logs, 2, NAMED)
                    .orElseThrow()
                    .logLikelihood();
            assertEquals(expected, of(fitted, weighted).logLikelihood(), 1e-10 * Math.abs(expected), fitted::toString);
        }
        Fitted elsewhere = learner.fit(weighted).withParameters(new double[] {1, 1});
        assertTrue(of(elsewhere, weighted).logLikelihood()
                < of(learner.fit(weighted), weighted).logLikelihood());
    }

    @Test
    void theyAreThoseOfTheLogit() {
        List<Observation> choices = choices(300, true);
        for (Learner learner :
                List.of(Learner.of(MODEL).loss("likelihood"), Learner.of(MODEL).noise("gumbel"))) {
            Fitted fitted = learner.fit(choices);
            LogLikelihood found = of(fitted, choices);
            boolean likelihood = fitted.settings().loss().equals("likelihood");
            double mean = likelihood ? 0 : Noise.gumbel().mean(0); // in the Fenchel-Young loss
            assertEquals(-300 * (fitted.loss() - mean), found.logLikelihood(), 1e-9);
            assertEquals(-300 * Math.log(3), found.nullModel(), 1e-9);
            double shares = 0;
            for (int j = 0; j < 3; j++) {
                int at = j;
                double n = choices.stream()
                        .mapToDouble(one -> one.target().values()[at])
                        .sum();
                shares += n * Math.log(n / 300);
            }
            assertEquals(shares, found.constants(), 1e-9);
            assertEquals(1 - found.logLikelihood() / found.nullModel(), found.rhoSquared(), 1e-15);
            assertEquals(1 - (found.logLikelihood() - 2) / found.nullModel(), found.adjustedRhoSquared(), 1e-15);
            assertEquals(4 - 2 * found.logLikelihood(), found.aic(), 1e-12);
            assertEquals(2 * Math.log(300) - 2 * found.logLikelihood(), found.bic(), 1e-12);
            List<Outcome> outcomes = Outcome.all(choices, fitted);
            Metric score = Metrics.named(outcomes, "log score");
            assertEquals(found.logLikelihood() / 300, score.value(), 1e-12);
            assertTrue(score.standardError() > 0.01 && score.standardError() < 0.1, score.toString());
            assertTrue(Metrics.of(outcomes).stream().noneMatch(one -> one.name().contains("ratio")), "of scores");
            assertFalse(Simulations.drawsSamples(fitted.settings(), choices, PluginCatalogue.discover()));
        }
        Fitted probit = Learner.of(MODEL).noise("gaussian").withoutIntervals().fit(choices);
        assertTrue(Simulations.drawsSamples(
                FitSettings.USUAL.with("loss", FitSettings.MOMENTS), choices, PluginCatalogue.discover()));
        assertTrue(Outcome.all(choices, probit).stream().noneMatch(one -> one.logProbability() > 0));
    }

    /** Between two, the difference of two normal errors decides: Phi((u - v) / sqrt 2). Least Fenchel-Young is not most likely. */
    @Test
    void choicesUnderGaussianNoiseHaveALogLikelihoodWithoutCriteria() {
        List<Observation> choices = choices(120, false);
        Fitted probit = Learner.of(MODEL).noise("gaussian").withoutIntervals().fit(choices);
        Fitted known = probit.withParameters(new double[] {-3, 2});
        Observation two = choices.get(0);
        double[] y = ((Decision) two.target()).feasibleFor(two.oracle()).toArray();
        int first = y[0] > 0 ? 0 : 1;
        double[] scores;
        try (Predictor predictor = Predictor.of(known)) {
            scores = predictor.costs(two.features(), two.oracle());
        }
        double lead = scores[first] - scores[1 - first];
        double expected = Math.log(Noise.gaussian().cdf(lead / Math.sqrt(2) / known.epsilon()));
        assertEquals(expected, Outcome.all(List.of(two), known).get(0).logProbability(), 1e-10);
        LogLikelihood found = of(probit, choices);
        assertEquals(40 * Math.log(0.5) + 80 * Math.log(1 / 3.0), found.nullModel(), 1e-9);
        assertTrue(found.logLikelihood() > found.nullModel());
        assertEquals(-1, found.parameters());
        assertTrue(Double.isNaN(found.aic()) && !found.byName().containsKey("BIC"));
        assertTrue(Metrics.of(Outcome.all(choices, probit)).stream()
                .anyMatch(one -> one.name().equals("log score")));
        Fitted sure = probit.withParameters(new double[] {-300, 0});
        assertTrue(Outcome.all(choices, sure).stream().allMatch(one -> Double.isFinite(one.logProbability())));
    }

    /** Constants of the largest likelihood make alternatives as frequent as they are chosen, also where one is not always there. */
    @Test
    void marketSharesAreMet() {
        List<Observation> choices = choices(300, false);
        MarketShares shares = MarketShares.of(choices, NAMED).orElseThrow();
        double[] expected = new double[3];
        double[] chosen = new double[3];
        for (Observation one : choices) {
            int d = one.oracle().dimension();
            for (int j = 0; j < d; j++) {
                double[] y = new double[d];
                y[j] = 1;
                expected[j] += Math.exp(shares.logProbability(Observation.of("x", one.features(), one.oracle(), y)));
                chosen[j] += one.target().values()[j];
            }
            assertEquals("car", NAMES.get(shares.decide(one).predicted().index(0)));
        }
        for (int j = 0; j < 3; j++) {
            assertEquals(chosen[j], expected[j], 1e-8);
        }
        LogLikelihood found = of(Learner.of(MODEL).loss("likelihood").fit(choices), choices);
        assertTrue(
                found.nullModel() < found.constants() && found.constants() < found.logLikelihood(), found.toString());
    }

    /** The scale of importance weights means nothing; frequencies are copies. */
    @Test
    void weightsCount() {
        List<Observation> choices = choices(200, true);
        Learner learner = Learner.of(MODEL).loss("likelihood");
        LogLikelihood plain = of(learner.fit(choices), choices);
        List<Observation> twice = choices.stream().map(one -> one.withWeight(2)).toList();
        LogLikelihood importance = of(learner.fit(twice), twice);
        assertEquals(plain.bic(), importance.bic(), 1e-6);
        assertFalse(importance.byName().containsKey("effective number")
                || importance.toString().contains("Kish"));
        List<Observation> unlike = IntStream.range(0, 200)
                .mapToObj(i -> choices.get(i).withWeight(1 + 2 * (i % 2)))
                .toList();
        LogLikelihood scaled = of(learner.fit(unlike), unlike);
        assertEquals(400 * 400 / 1000.0, scaled.byName().getOrDefault("effective number", 0.0), 1e-9);
        assertTrue(scaled.toString().contains("weights scaled to an effective number of 160.00 (Kish)"));
        Learner copies = learner.with("weighting", FitSettings.Weighting.FREQUENCY);
        LogLikelihood frequency = of(copies.fit(twice), twice);
        assertFalse(frequency.byName().containsKey("effective number"));
        assertEquals(2 * plain.logLikelihood(), frequency.logLikelihood(), 1e-6);
        assertEquals(2 * Math.log(400) - 4 * plain.logLikelihood(), frequency.bic(), 1e-6);
    }

    /** Scores rise or fall with a feature as decisions do: nobody takes the dearest offer. */
    @Test
    void baselinesOfScoresAreTurnedRight() {
        List<Observation> choices = choices(300, true);
        var baselines = Baselines.of(MODEL, choices, choices, NAMED);
        assertEquals(List.of(Baselines.MARKET_SHARES), List.copyOf(baselines.keySet()));
        Function<Observation, List<String>> own = choice -> // too many alternatives for shares
                IntStream.range(0, choice.oracle().dimension())
                        .mapToObj(i -> choice.id() + "-" + i)
                        .toList();
        var others = Baselines.of(MODEL, choices, choices, own);
        assertEquals(List.of("price alone", Baselines.EQUAL_WEIGHTS), List.copyOf(others.keySet()));
        Stream.concat(baselines.values().stream(), others.values().stream())
                .forEach(outcomes -> assertTrue(Metrics.exactMatch(outcomes).value() > 0.4, outcomes.toString()));
        assertEquals(
                MarketShares.of(choices, NAMED).orElseThrow().logProbability(choices.get(0)),
                baselines
                        .getOrDefault(Baselines.MARKET_SHARES, List.of())
                        .get(0)
                        .logProbability(),
                0);
    }
}
