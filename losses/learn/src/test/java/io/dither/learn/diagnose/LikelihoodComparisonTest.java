package io.dither.learn.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.layer.NoiseKey;
import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.LikelihoodComparison.Candidate;
import io.dither.learn.diagnose.LikelihoodComparison.Kind;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.persons.Mixture;
import io.dither.noise.Noise;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class LikelihoodComparisonTest {
    private static final List<Observation> CHOICES = LogLikelihoodTest.choices(200, true);

    /** The choices with one of their features, in clusters of two. */
    private static List<Observation> of(int column) {
        return CHOICES.stream()
                .map(choice -> {
                    double[][] rows = new double[choice.features().rows()][1];
                    for (int i = 0; i < rows.length; i++) {
                        rows[i][0] = choice.features().get(i, column);
                    }
                    return Observation.of(
                                    choice.id(),
                                    Features.of(rows),
                                    choice.oracle(),
                                    ((Decision) choice.target()).values())
                            .withCluster(cluster(choice));
                })
                .toList();
    }

    private static String cluster(Observation choice) {
        return "p" + Integer.parseInt(choice.id().substring(1)) / 2;
    }

    private static Candidate candidate(Learner learner, List<Observation> choices) {
        return candidate(learner.fit(choices), choices);
    }

    private static Candidate candidate(Fitted fitted, List<Observation> choices) {
        return new Candidate(fitted, Optional.empty(), Outcome.all(choices, fitted), LogLikelihoodTest.NAMED);
    }

    private static Learner logit(String... features) {
        return Learner.of(SharedLinearModel.of(features)).loss("likelihood");
    }

    private static LikelihoodComparison.Test test(Candidate first, Candidate second) {
        return LikelihoodComparison.of(first, second).orElseThrow().test().orElseThrow();
    }

    @Test
    void aModelWithoutAFeatureHasALikelihoodRatio() {
        Candidate both = candidate(logit("price", "speed"), CHOICES);
        Candidate price = candidate(logit("price"), of(0));
        LikelihoodComparison comparison = LikelihoodComparison.of(price, both).orElseThrow();
        double ratio =
                2 * (comparison.second().logLikelihood() - comparison.first().logLikelihood());
        LikelihoodComparison.Test test = comparison.test().orElseThrow();
        assertFalse(comparison.hasFirstMoreParameters());
        assertEquals(Kind.LIKELIHOOD_RATIO, test.kind());
        assertEquals(ratio, test.statistic(), 1e-9);
        assertEquals(1, test.degreesOfFreedom());
        assertEquals(1 - new ChiSquaredDistribution(1).cumulativeProbability(ratio), test.pValue(), 1e-12);
        assertTrue(ratio > 20 && test.assumesIndependence());
        LikelihoodComparison.Test reversed = test(both, price);
        assertEquals(test.statistic(), reversed.statistic());
        assertFalse(reversed.assumesIndependence(), "its observations have no clusters");
    }

    /** The same column has another unit, so that neither of the models is the other with a weight of 0. */
    @Test
    void namesAloneDoNotMakeAModelHoldAnother() {
        Candidate both = candidate(logit("price", "speed"), CHOICES);
        assertEquals(Kind.VUONG, test(both, candidate(logit("price"), of(1))).kind());
        assertEquals(Kind.VUONG, test(both, candidate(logit("cost"), of(0))).kind());
        Learner positive = Learner.of(SharedLinearModel.of(List.of("price"), Link.SOFTPLUS))
                .loss("likelihood");
        assertEquals(Kind.VUONG, test(both, candidate(positive, of(0))).kind());
    }

    /** A model whose fixed weight the other model estimates does not hold it. */
    @Test
    void fixedWeightsAreNotFreeToBeThoseOfTheOther() {
        Learner fixed = logit("price", "speed").fix("price", -1);
        Candidate small = candidate(logit("price"), of(0));
        Candidate large = candidate(fixed, CHOICES);
        assertEquals(
                2, LikelihoodComparison.of(large, small).orElseThrow().first().parameters(), "speed and epsilon");
        assertEquals(Kind.VUONG, test(large, small).kind());
    }

    /** A model with a given epsilon can take the costs over epsilon of another model only if its weights can be scaled. */
    @Test
    void aGivenEpsilonIsNotFreeToBeThatOfTheOther() {
        Learner both = Learner.of(SharedLinearModel.of("price", "speed")).noise("gumbel");
        Learner price =
                Learner.of(SharedLinearModel.of("price")).noise("gumbel").epsilon(2);
        assertEquals(
                Kind.LIKELIHOOD_RATIO,
                test(candidate(both.epsilon(1), CHOICES), candidate(price, of(0)))
                        .kind());
        Candidate fixed = candidate(both.fix("price", -1).epsilon(1), CHOICES);
        assertEquals(
                Kind.VUONG,
                test(fixed, candidate(price.fix("price", -1), of(0))).kind());
    }

    /** Two decisions of a heavy person make the effective number of decisions smaller than that of persons. */
    @Test
    void bicCountsPersonsEvenIfThereAreEffectivelyFewerDecisions() {
        List<Observation> weighted = CHOICES.stream()
                .map(choice -> List.of("e0", "e1").contains(choice.id())
                        ? choice.withCluster("heavy").withWeight(10)
                        : choice)
                .toList();
        Candidate common = candidate(logit("price", "speed"), weighted);
        double persons = 208.0 * 208 / (100 + 198);
        Candidate withPersons = new Candidate(
                common.fitted(),
                Optional.of(new Persons(common.fitted(), persons)),
                common.outcomes(),
                LogLikelihoodTest.NAMED);
        for (LikelihoodComparison comparison : List.of(
                LikelihoodComparison.of(common, withPersons).orElseThrow(),
                LikelihoodComparison.of(withPersons, common).orElseThrow())) {
            assertEquals(persons, comparison.first().decisions());
            assertEquals(persons, comparison.second().decisions());
        }
    }

    /** Persons with the same weights. */
    private record Persons(Fitted commonFit, double effectivePersons) implements Mixture {
        @Override
        public int parameterCount() {
            return 3;
        }

        @Override
        public Interval logLikelihood() {
            return Interval.of(-100, 0);
        }

        @Override
        public Estimates estimates() {
            return Estimates.of(commonFit.weights(), new double[0][]);
        }

        @Override
        public boolean isDrawn() {
            return false;
        }

        @Override
        public List<PossibleWeights> possibleWeights(double[] x, NoiseKey key, int pairs) {
            return List.of(new PossibleWeights(1, x));
        }
    }

    @Test
    void vuongIsTheMeanDifferenceOverItsErrorByClusters() {
        Candidate price = candidate(logit("price"), of(0));
        Candidate speed = candidate(logit("speed"), of(1));
        LikelihoodComparison.Test test = test(price, speed);
        int n = CHOICES.size() / 2;
        double[] sums = new double[n];
        for (int i = 0; i < CHOICES.size(); i++) {
            sums[i / 2] += price.outcomes().get(i).logProbability()
                    - speed.outcomes().get(i).logProbability();
        }
        double sum = 0;
        double squares = 0;
        for (double each : sums) {
            sum += each;
            squares += each * each;
        }
        double z = sum / Math.sqrt((squares - sum * sum / n) * n / (n - 1));
        assertEquals(z, test.statistic(), 1e-9);
        assertEquals(2 * Noise.gaussian().cdf(-Math.abs(z)), test.pValue(), 1e-12);
        assertEquals(-z, test(speed, price).statistic(), 1e-9);
        assertEquals(0, test(price, price).statistic());
    }

    @Test
    void otherDecisionsAndShrunkenModelsAreNotCompared() {
        Candidate price = candidate(logit("price"), of(0));
        Candidate fewer = candidate(logit("price"), of(0).subList(1, 200));
        Candidate shrunken = candidate(logit("speed").l2(1), of(1));
        List<Observation> doubled =
                of(0).stream().map(choice -> choice.withWeight(2)).toList();
        assertTrue(LikelihoodComparison.of(price, fewer).isEmpty());
        assertTrue(LikelihoodComparison.of(price, shrunken).isEmpty());
        assertTrue(LikelihoodComparison.of(price, candidate(logit("price"), doubled))
                .isEmpty());
    }
}
