package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.Batch;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ejml.data.DMatrixRMaj;

/** With fixed noise the loss is convex and piecewise linear: its slope lies between the gradients at both ends. */
class FenchelYoungProperties {
    private static final List<LinearOracle> ORACLES = List.of(
            Oracles.argmax(4),
            Oracles.topK(4, 2),
            Oracles.ranking(4),
            Oracles.descendingRanking(4),
            Oracles.sign(4),
            Oracles.hypercube(4),
            Oracles.nearestNeighbours(4, 2),
            Oracles.negate(Oracles.ranking(4)),
            Oracles.affine(Oracles.ranking(4), new double[] {2, -1, 1, 0.5}, new double[] {0, 1, -1, 3}),
            Oracles.product(List.of(Oracles.argmax(2), Oracles.sign(2))));

    @Property(tries = 300, seed = "11")
    void slopesLieBetweenTheGradientsAtBothEnds(
            @ForAll @IntRange(max = 9) int which,
            @ForAll @Size(4) List<@DoubleRange(min = -3, max = 3) Double> start,
            @ForAll @Size(4) List<@DoubleRange(min = -1, max = 1) Double> direction,
            @ForAll boolean gumbel,
            @ForAll boolean multiplicative,
            @ForAll long seed) {
        LinearOracle oracle = ORACLES.get(which);
        PerturbedOptimizerBuilder builder =
                PerturbedOptimizer.builder(oracle).epsilon(0.7).samples(20).seed(seed);
        if (multiplicative) {
            builder.multiplicative();
        } else if (gumbel) {
            builder.noise(Noise.gumbel());
        }
        double[] theta = array(start);
        double[] step = array(direction);
        double[] moved = new double[4];
        java.util.Arrays.setAll(moved, i -> theta[i] + step[i]);
        double[] target = oracle.solve(new double[] {0.3, -0.1, 0.2, 0.5});
        try (PerturbedOptimizer layer = builder.build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            ValueAndGradient first = loss.evaluate(theta, Decision.mean(target));
            ValueAndGradient second = loss.evaluate(moved, Decision.mean(target));
            double slope = second.value() - first.value();
            double slack = 1e-9 * (1 + Math.abs(first.value()) + Math.abs(second.value()));
            assertTrue(dot(first.gradient().values(), step) <= slope + slack, "the loss is below its tangent");
            assertTrue(slope <= dot(second.gradient().values(), step) + slack, "the loss is below its tangent");
        }
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Property(tries = 50, seed = "12")
    void gradientsOfRanksSumToZero(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int samples) {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.ranking(5))
                .samples(samples)
                .seed(seed)
                .build()) {
            double sum = 0;
            for (double g : new FenchelYoungLoss(layer)
                    .evaluate(new double[] {1, 0, 2, 5, 3}, Decision.of(0, 1, 2, 3, 4))
                    .gradient()
                    .values()) {
                sum += g;
            }
            assertEquals(0, sum, 1e-12);
        }
    }

    @Example
    void batchRowsAreSingleLosses() {
        DMatrixRMaj thetas = new DMatrixRMaj(new double[][] {{1, 2, 3}, {0, 0.5, -1}});
        List<Decision> targets = List.of(Decision.of(0, 1, 0), Decision.of(1, 0, 0));
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).samples(40).build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            List<ValueAndGradient> batch = loss.evaluateBatch(Batch.examples(thetas, targets, 7, loss.oracle()));
            List<ValueAndGradient> own = loss.evaluateBatch(Batch.examples(thetas, targets, 7, Oracles.argmax(3)));
            ValueAndGradient second = loss.evaluate(new double[] {0, 0.5, -1}, targets.get(1), new NoiseKey(7, 1));
            assertEquals(second.value(), batch.get(1).value());
            assertEquals(second.value(), own.get(1).value());
            assertEquals(batch.get(0).value() + batch.get(1).value(), Batch.sum(batch));
            assertArrayEquals(
                    second.gradient().values(), batch.get(1).gradient().values());
            assertArrayEquals(
                    second.gradient().standardErrors(), batch.get(1).gradient().standardErrors());
            assertArrayEquals(Batch.gradients(batch).data, Batch.gradients(own).data);
        }
    }

    /** Of three sizes that are cut into other blocks each. */
    @Example
    void examplesOfABatchMayDifferInOracleAndDimension() {
        List<io.dither.layer.Example<Decision>> examples = new ArrayList<>();
        for (int n : new int[] {3, 40, 5, 40, 200}) {
            double[] theta = new double[n];
            Arrays.setAll(theta, i -> Math.sin(i + n));
            LinearOracle oracle = Oracles.topK(n, n / 3);
            examples.add(new io.dither.layer.Example<>(
                    theta, Decision.of(oracle.solve(new double[n])), new NoiseKey(2, 10L * n), oracle));
        }
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(3))
                .samples(300)
                .threads(2)
                .build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            List<ValueAndGradient> batch = loss.evaluateBatch(examples);
            for (int i = 0; i < batch.size(); i++) {
                ValueAndGradient single = loss.evaluate(examples.get(i));
                assertEquals(single.value(), batch.get(i).value());
                assertArrayEquals(
                        single.gradient().values(), batch.get(i).gradient().values());
            }
        }
    }

    @Example
    void infeasibleDecisionsAreRefused() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            InvalidArgumentException refusal = assertThrows(
                    InvalidArgumentException.class, () -> loss.evaluate(new double[3], Decision.of(0.3, 2.5, 1)));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("the decision is not feasible"));
            loss.evaluate(new double[3], Decision.mean(0.5, 0.25, 0.25));
        }
    }

    @Example
    void theLossOfAnEstimateHasTheSenseOfItsOwnOracle() {
        double[] theta = {3, 2, 1};
        double[] target = {0, 1, 0};
        LinearOracle costs = Oracles.negate(Oracles.argmax(3));
        try (PerturbedOptimizer minimiser = PerturbedOptimizer.builder(costs).build()) {
            ValueAndGradient own = new FenchelYoungLoss(minimiser).evaluate(theta, Decision.mean(target));
            ValueAndGradient borrowed = FenchelYoungLoss.of(
                    minimiser.estimate(theta).smoothed(),
                    new io.dither.layer.Example<>(theta, Decision.of(target), NoiseKey.ZERO, costs));
            assertEquals(own.value(), borrowed.value());
            assertArrayEquals(own.gradient().values(), borrowed.gradient().values());
        }
    }

    @Example
    void badShapesAreNamed() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            InvalidArgumentException refusal =
                    assertThrows(InvalidArgumentException.class, () -> loss.evaluate(new double[3], Decision.of(1, 0)));
            assertTrue(
                    String.valueOf(refusal.getMessage()).startsWith("target has length 2, not 3. Maybe"),
                    String.valueOf(refusal.getMessage()));
            assertThrows(
                    InvalidArgumentException.class,
                    () -> Batch.examples(new DMatrixRMaj(2, 3), List.of(Decision.of(1, 0, 0)), 0, loss.oracle()));
        }
    }
}
