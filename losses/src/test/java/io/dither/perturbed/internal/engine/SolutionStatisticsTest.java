package io.dither.perturbed.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.layer.Pullback;
import io.dither.perturbed.internal.statistic.AtomCounts;
import io.dither.perturbed.internal.statistic.DistanceReward;
import io.dither.perturbed.internal.statistic.PulledBack;
import io.dither.perturbed.internal.statistic.Pushforward;
import io.dither.perturbed.internal.statistic.ScalarMoments;
import io.dither.perturbed.internal.statistic.VectorMoments;
import org.junit.jupiter.api.Test;

/** Statistics of few solutions, by numbers worked out by hand. */
class SolutionStatisticsTest {
    private static Sample sparse(double... indicesAndValues) {
        Sample sample = new Sample(3);
        sample.vertex.clear();
        for (int k = 0; k < indicesAndValues.length; k += 2) {
            sample.vertex.add((int) indicesAndValues[k], indicesAndValues[k + 1]);
        }
        return sample;
    }

    private static Sample dense(double... y) {
        Sample sample = new Sample(3);
        System.arraycopy(y, 0, sample.vertex.dense(), 0, 3);
        return sample;
    }

    @Test
    void theSameSolutionInAnotherOrderOrWithZerosIsTheSame() {
        AtomCounts counts = new AtomCounts(3, 1);
        counts.add(sparse(2, 5, 0, 1));
        counts.add(sparse(0, 1, 2, 5));
        counts.add(dense(1, 0, 5));
        counts.add(sparse(0, 1, 1, 0, 2, 5));
        counts.add(sparse(0, 5, 2, 1));
        assertEquals(2, counts.solutions().size());
        assertArrayEquals(new double[] {1, 0, 5}, counts.solutions().get(0));
        assertArrayEquals(new double[] {0.8, 0.2}, counts.shares(counts).values());
        // five numbers of which one differs from the others by 1: variance 0.2
        double error = Math.sqrt(0.2 / 5);
        assertArrayEquals(new double[] {error, error}, counts.shares(counts).standardErrors(), 1e-15);
    }

    /** The pairs aa, ba, ab and bb: a has the shares 1, 1/2, 1/2 and 0. */
    @Test
    void aPairIsOneObservation() {
        AtomCounts counts = new AtomCounts(3, 2);
        for (int index : new int[] {0, 0, 1, 0, 0, 1, 1, 1}) {
            counts.add(sparse(index, 1));
        }
        double error = Math.sqrt(0.5 / 3 / 4);
        assertArrayEquals(new double[] {0.5, 0.5}, counts.shares(counts).values());
        assertArrayEquals(new double[] {error, error}, counts.shares(counts).standardErrors(), 1e-15);
        assertEquals(3, counts.shares(counts).degreesOfFreedom());
    }

    @Test
    void meansOfPairsOfWhichOneOrBothAreDense() {
        VectorMoments moments = new VectorMoments(3, 2, false);
        moments.add(dense(1, 2, 3));
        moments.add(sparse(1, 6));
        moments.add(sparse(2, 4));
        moments.add(dense(5, 0, 0));
        moments.add(dense(0, 0, 8));
        moments.add(dense(1, 1, 0));
        moments.add(sparse(0, 2));
        moments.add(sparse(0, 4));
        moments.seal();
        // the pairs have the means (0.5, 4, 1.5), (2.5, 0, 2), (0.5, 0.5, 4) and (3, 0, 0)
        assertArrayEquals(new double[] {6.5 / 4, 4.5 / 4, 7.5 / 4}, moments.mean(), 1e-15);
        double squares = 0.25 + 6.25 + 0.25 + 9 - 6.5 * 6.5 / 4;
        assertEquals(Math.sqrt(squares / 3 / 4), moments.estimated().standardErrors()[0], 1e-14);
    }

    /** Two parameters: coordinates 0 and 1 go to the first, twice and once, coordinate 2 to the second. */
    private static final Pullback PULLBACK = new Pullback() {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public void add(int i, double weight, double[] sum) {
            if (weight == 0) {
                throw new IllegalArgumentException("a weight of 0 takes nothing back");
            }
            sum[i / 2] += (i == 0 ? 2 : 1) * weight;
        }
    };

    @Test
    void solutionsAreTakenBackToTheParameters() {
        assertPulledBack(false, new double[] {(2 * 3 + 4 + 2 * 1) / 3.0, 6 / 3.0});
        assertPulledBack(true, new double[] {(2 * 3 * 0.5 + 4 * 10 + 2 * 1 * 0.5) / 3, 6 * 7 / 3.0});
    }

    private static void assertPulledBack(boolean sloped, double[] expected) {
        PulledBack first = new PulledBack(PULLBACK, sloped);
        first.add(valued(99, sparse(0, 1, 2, 1)));
        first.reset();
        first.add(valued(5, sparse(0, 3, 1, 4)));
        first.add(valued(6, sparse(1, 0, 2, 6)));
        PulledBack later = new PulledBack(PULLBACK, sloped);
        later.add(valued(1, sparse(0, 1)));
        first.merge(later);
        assertArrayEquals(expected, first.mean(), 1e-15);
        assertEquals(4, first.value());
        assertEquals(4, first.sizeInDoubles());
    }

    private static Sample valued(double value, Sample sample) {
        sample.value = value;
        sample.slope[0] = 0.5;
        sample.slope[1] = 10;
        sample.slope[2] = 7;
        return sample;
    }

    /** <v, y - c> - share |y - c|^2. */
    @Test
    void theRewardOfADistanceIsExpandedRightly() {
        DistanceReward reward = DistanceReward.from(new double[] {1, -2, 0.5}, new double[] {3, 4, -1}, 0.25);
        // y - c = (1, 2, 4.5)
        assertEquals(3 + 8 - 4.5 - 0.25 * (1 + 4 + 20.25), reward.of(sparse(0, 2, 2, 5)), 1e-14);
        // y - c = (-1, 5, -0.5)
        assertEquals(-3 + 20 + 0.5 - 0.25 * (1 + 25 + 0.25), reward.of(dense(0, 3, 0)), 1e-14);
    }

    @Test
    void aWeightedScoreAndAFunctionOfTheSolution() {
        Sample sample = sparse(0, 2, 2, 5);
        System.arraycopy(new double[] {1, 2, 3}, 0, sample.score, 0, 3);
        assertEquals(8, sample.scoreAlong(new double[] {4, -1, 2}));
        assertEquals(7, new Pushforward(y -> y.dot(new double[] {1, 9, 1})).of(sample));
    }

    @Test
    void aRewardThatReadsNoSolutionAsksForNone() {
        Reward blind = new Reward() {
            @Override
            public double of(Sample sample) {
                return sample.value;
            }

            @Override
            public boolean readsVertex() {
                return false;
            }
        };
        assertFalse(new ScalarMoments(1, blind).readsVertex());
    }
}
