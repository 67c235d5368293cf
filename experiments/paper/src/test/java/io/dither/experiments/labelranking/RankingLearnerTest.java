package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.learn.Examples;
import io.dither.noise.Noise;
import io.dither.perturbed.Batch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingLearnerTest {
    private static final Examples DATA =
            new NoisyRankings(3, 4, 60, 1).draw(0.5, 1).train();

    /** By the plain formula, sum_i (ranks_eps(theta_i) - ranks_i) x_i + lambda s^2 W, where s is the deviation of a feature. */
    @Test
    void theGradientOfTheFenchelYoungLossIsSmallAtTheEnd() {
        int n = DATA.count();
        for (double lambda : new double[] {10, 0.1}) {
            Ranker model = RankingLearner.fenchelYoung(4, Noise.gumbel(), 0, 0)
                    .fit(DATA, new double[] {100, lambda})
                    .get(1);
            for (int p = 0; p < 12; p++) {
                double gradient = 0;
                double squares = 0;
                double mean = 0;
                double square = 0;
                for (int i = 0; i < n; i++) {
                    double x = DATA.features().get(i, p % 3);
                    double part = (smoothRank(model, i, p / 3) - DATA.targets().get(i, p / 3)) * x;
                    gradient += part;
                    squares += part * part;
                    mean += x / n;
                    square += x * x / n;
                }
                gradient += lambda * (square - mean * mean) * model.parameters()[p + p / 3];
                assertEquals(0, gradient, 0.02 * Math.sqrt(squares), "weight " + p + " at " + lambda);
            }
        }
    }

    private static double smoothRank(Ranker model, int i, int j) {
        double[] scores = model.scores(Batch.row(DATA.features(), i));
        double rank = 0;
        for (int other = 0; other < 4; other++) {
            rank += other == j ? 0 : 1 / (1 + Math.exp(scores[other] - scores[j]));
        }
        return rank;
    }

    /** Without noise in the data the weights grow as the penalty falls. */
    @Test
    void rankingsThatAModelExplainsInFullAreLearntInFull() {
        Examples clean = new NoisyRankings(3, 4, 60, 1).draw(1e-9, 1).train();
        for (double[] penalties : List.of(new double[] {1e-6}, new double[] {1, 1e-3, 1e-6})) {
            List<Ranker> path =
                    RankingLearner.fenchelYoung(4, Noise.gaussian(), 0, 0).fit(clean, penalties);
            Ranker last = path.get(path.size() - 1);
            assertTrue(Arrays.stream(last.parameters()).allMatch(Double::isFinite));
            assertEquals(1, Accuracy.of(last, clean).exact());
        }
    }

    @Test
    void weakerPenaltiesGiveLargerWeightsAndManySamplesGiveNearlyTheExactModel() {
        double[] penalties = {100, 1};
        List<Ranker> exact =
                RankingLearner.fenchelYoung(4, Noise.gaussian(), 0, 5).fit(DATA, penalties);
        List<Ranker> sampled =
                RankingLearner.fenchelYoung(4, Noise.gaussian(), 2000, 5).fit(DATA, penalties);
        assertTrue(norm(exact.get(0).parameters()) < 0.5 * norm(exact.get(1).parameters()));
        for (int g = 0; g < 2; g++) {
            double[] difference = exact.get(g).parameters().clone();
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= sampled.get(g).parameters()[i];
            }
            double distance = norm(difference);
            assertTrue(distance < 0.05 * norm(exact.get(g).parameters()), distance + " at " + g);
        }
    }

    @Test
    void theSquaredLossLearnsToRankAsWell() {
        Ranker model = RankingLearner.squared(4, Noise.gaussian())
                .fit(DATA, new double[] {0.1})
                .get(0);
        assertTrue(
                Accuracy.of(model, DATA).tau() > 0.6, Accuracy.of(model, DATA).toString());
    }

    @Test
    void aPathBeginsWhereTheLastSearchEnded() {
        RankingLearner learner = RankingLearner.fenchelYoung(4, Noise.gaussian(), 0, 0);
        Ranker cold = learner.fit(DATA, new double[] {1}).get(0);
        Ranker warm = learner.fit(DATA, new double[] {1, 1}).get(1);
        assertArrayEquals(cold.parameters(), warm.parameters(), 1e-12);
    }

    @Test
    void withTheBestRateBlackBoxInterpolationLearnsRankingsOfLittleNoise() {
        NoisyRankings.Sample sample = new NoisyRankings(4, 3, 150, 300).draw(0.01, 2);
        double tau = RankingLearner.blackBox(3, 1).fit(sample.train(), Method.BLACK_BOX.grid()).stream()
                .mapToDouble(model -> Accuracy.of(model, sample.test()).tau())
                .max()
                .orElseThrow();
        assertTrue(tau > 0.9, "tau " + tau);
    }

    @Test
    void smallSetsAreSeenAHundredTimesAndLargeOnesForThreeThousandSteps() {
        assertEquals(100, RankingLearner.epochs(200));
        assertEquals(3, RankingLearner.epochs(36_000));
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
