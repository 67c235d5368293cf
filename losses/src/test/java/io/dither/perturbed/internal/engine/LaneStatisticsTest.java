package io.dither.perturbed.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.layer.Estimated;
import io.dither.perturbed.internal.statistic.InnerProduct;
import io.dither.perturbed.internal.statistic.JacobianSums;
import io.dither.perturbed.internal.statistic.RewardCovariance;
import io.dither.perturbed.internal.statistic.ScalarMoments;
import io.dither.perturbed.internal.statistic.VectorMoments;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Samples taken from the middle of lanes, as where two problems share them, against the same ones by one. */
class LaneStatisticsTest {
    private static final int D = 3;
    private static final int LANES = 6;

    /** What holds the solutions. */
    private enum Form {
        DENSE,
        ZERO_ONE,
        ONES
    }

    private static SampleLanes lanes(Form form, int seed) {
        SampleLanes lanes = new SampleLanes(D, LANES, null);
        if (form == Form.ONES) {
            // two ones a lane, in any order
            Arrays.setAll(lanes.vertices.ones(2), at -> (at % LANES * seed + at / LANES) % D);
        } else {
            double[] block = form == Form.ZERO_ONE ? lanes.vertices.zeroOne() : lanes.vertices.dense();
            Arrays.setAll(block, at -> form == Form.ZERO_ONE ? (at * seed) % 5 % 2 : 5 + Math.sin(at * seed));
        }
        for (int at = 0; at < lanes.score.length; at++) {
            lanes.score[at] = Math.cos(seed + 2 * at);
            lanes.slope[at] = 1 + at;
        }
        return lanes;
    }

    /** Adds lanes 1 to 3 of a first block, then 2 to 5 of another. */
    private static <S extends Statistic<S>> void assertSame(Supplier<S> maker, Function<S, Estimated> read) {
        for (Form form : Form.values()) {
            S together = maker.get();
            S alone = maker.get();
            for (int from = 1; from <= 2; from++) {
                int to = 2 + 2 * from;
                together.addLanes(lanes(form, from + 6), from, to);
                SampleLanes again = lanes(form, from + 6);
                again.vertices.unpack();
                for (int lane = from; lane < to; lane++) {
                    alone.add(again.samples[lane]);
                }
            }
            together.seal();
            alone.seal();
            Estimated expected = read.apply(alone);
            Estimated actual = read.apply(together);
            assertArrayEquals(expected.values(), actual.values());
            assertArrayEquals(expected.standardErrors(), actual.standardErrors());
            assertEquals(expected.degreesOfFreedom(), actual.degreesOfFreedom());
        }
    }

    @Test
    void momentsOfSolutions() {
        assertSame(() -> new VectorMoments(D, 1, false), s -> s.estimated());
        assertSame(() -> new VectorMoments(D, 1, true), s -> s.estimated());
        assertSame(() -> new VectorMoments(D, 2, false), s -> s.estimated());
    }

    @Test
    void momentsOfAReward() {
        double[] v = {1, -2, 0.5};
        assertSame(() -> new ScalarMoments(1, new InnerProduct(v)), s -> s.estimated());
        assertSame(() -> new JacobianSums(D, D, Sample::copyScore), s -> s.estimated(j -> 1, j -> 1));
    }

    @Test
    void anInnerProductOfSomeLanes() {
        double[] v = {1, -2, 0.5};
        for (Form form : Form.values()) {
            SampleLanes lanes = lanes(form, 7);
            double[] rewards = new double[LANES];
            new InnerProduct(v).fillLanes(lanes, 1, 4, rewards);
            lanes.vertices.unpack();
            for (int lane = 1; lane < 4; lane++) {
                assertEquals(lanes.samples[lane].vertex.dot(v), rewards[lane]);
            }
        }
    }

    @Test
    void covariancesOfRewardsWithWeights() {
        RewardCovariance together = new RewardCovariance(D, Reward.VALUE);
        RewardCovariance alone = new RewardCovariance(D, Reward.VALUE);
        for (int from = 1; from <= 2; from++) {
            int to = 2 + 2 * from;
            double[] rewards = {3, 1, 4, 1.5, 9, 2.6};
            SampleLanes lanes = lanes(Form.ZERO_ONE, from);
            for (int lane = from; lane < to; lane++) {
                double[] w = new double[D];
                lanes.samples[lane].copyScore(w);
                alone.add(rewards[lane], w);
            }
            together.addLanes(rewards, lanes.score, from, to);
        }
        assertArrayEquals(alone.covariances(), together.covariances());
        assertArrayEquals(alone.standardErrors(), together.standardErrors());
    }

    /** Near 1e8 the squares of y have no digit left for how the samples differ: only what is relative to an origin has. */
    @Test
    void aCoordinateFarFromZeroLosesNoDigits() {
        double mean = 0;
        for (int m = 0; m < 39; m++) {
            mean += m * 3 % 7 / 39.0;
        }
        double sum = 0;
        double squares = 0;
        for (int m = 0; m < 39; m++) {
            double term = (m * 3 % 7 - mean) * Math.cos(3 * m);
            sum += term;
            squares += term * term;
        }
        for (double distance : new double[] {0, 1e8}) {
            Estimated actual = covariance(distance);
            assertEquals(sum / 38, actual.values()[0], 1e-12);
            assertEquals(Math.sqrt((squares - sum * sum / 39) * 39 / 38) / 38, actual.standardErrors()[0], 1e-12);
        }
    }

    /** Of three blocks with an origin each, merged into one that held something else before. */
    private static Estimated covariance(double distance) {
        JacobianSums sums = new JacobianSums(1, 1, Sample::copyScore);
        sums.add(sample(distance + 1000, 3));
        sums.reset();
        for (int block = 0; block < 3; block++) {
            JacobianSums next = block == 0 ? sums : new JacobianSums(1, 1, Sample::copyScore);
            for (int m = 13 * block; m < 13 * block + 13; m++) {
                next.add(sample(distance + m * 3 % 7, Math.cos(3 * m)));
            }
            if (block > 0) {
                sums.merge(next);
            }
        }
        return sums.estimated(j -> 1, j -> 1);
    }

    private static Sample sample(double y, double score) {
        Sample sample = new Sample(1);
        sample.score[0] = score;
        sample.vertex.clear();
        sample.vertex.add(0, y);
        return sample;
    }
}
