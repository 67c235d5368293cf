package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.LossValue;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
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
        PerturbedOptimizer.Builder builder =
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
            LossValue first = loss.evaluate(theta, target);
            LossValue second = loss.evaluate(moved, target);
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
                    .evaluate(new double[] {1, 0, 2, 5, 3}, new double[] {0, 1, 2, 3, 4})
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
        DMatrixRMaj targets = new DMatrixRMaj(new double[][] {{0, 1, 0}, {1, 0, 0}});
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).samples(40).build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            BatchLoss batch = loss.evaluateBatch(thetas, targets, 7);
            BatchLoss own = loss.evaluateBatch(thetas, targets, 7, List.of(Oracles.argmax(3), Oracles.argmax(3)));
            LossValue second = loss.evaluate(new double[] {0, 0.5, -1}, new double[] {1, 0, 0}, 7, 1);
            assertEquals(second.value(), batch.values()[1]);
            assertEquals((batch.values()[0] + batch.values()[1]) / 2, batch.meanValue());
            assertEquals(second.gradient().values()[2], batch.gradients().get(1, 2));
            assertArrayEquals(batch.values(), own.values());
            assertEquals(
                    second.gradient().standardErrors()[2],
                    batch.gradientStandardErrors().get(1, 2));
            assertTrue(batch.gradientStandardErrors().get(0, 2) > 0);
            assertArrayEquals(batch.gradients().data, own.gradients().data);
        }
    }

    @Example
    void eachExampleMayHaveAnOracleOfItsOwn() {
        DMatrixRMaj thetas = new DMatrixRMaj(new double[][] {{3, 2, 1}, {3, 2, 1}});
        DMatrixRMaj targets = new DMatrixRMaj(2, 3);
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(3))
                .epsilon(1e-6)
                .samples(5)
                .build()) {
            BatchLoss batch = new FenchelYoungLoss(layer)
                    .evaluateBatch(thetas, targets, 0, List.of(Oracles.topK(3, 1), Oracles.topK(3, 2)));
            assertArrayEquals(new double[] {1, 0, 0, 1, 1, 0}, batch.gradients().data);
        }
    }

    @Example
    void anEmptyBatchIsRefused() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            DMatrixRMaj none = new DMatrixRMaj(0, 3);
            InvalidArgumentException refusal =
                    assertThrows(InvalidArgumentException.class, () -> loss.evaluateBatch(none, none, 0));
            assertTrue(String.valueOf(refusal.getMessage()).contains("the batch is empty"));
            assertThrows(InvalidArgumentException.class, () -> loss.evaluateBatch(none, none, 0, List.of()));
        }
    }

    @Example
    void theLossOfAnEstimateHasTheSenseOfItsOwnOracle() {
        double[] theta = {3, 2, 1};
        double[] target = {0, 1, 0};
        LinearOracle costs = Oracles.negate(Oracles.argmax(3));
        try (PerturbedOptimizer scores =
                        PerturbedOptimizer.builder(Oracles.argmax(3)).build();
                PerturbedOptimizer minimiser = PerturbedOptimizer.builder(costs).build()) {
            LossValue own = new FenchelYoungLoss(minimiser).evaluate(theta, target);
            LossValue borrowed = new FenchelYoungLoss(scores).of(minimiser.estimate(theta), theta, target);
            assertEquals(own.value(), borrowed.value());
            assertArrayEquals(own.gradient().values(), borrowed.gradient().values());
        }
    }

    @Example
    void badShapesAreNamed() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            InvalidArgumentException refusal = assertThrows(
                    InvalidArgumentException.class, () -> loss.evaluate(new double[3], new double[] {1, 0}));
            assertTrue(
                    String.valueOf(refusal.getMessage()).startsWith("target has length 2, not 3. Maybe"),
                    String.valueOf(refusal.getMessage()));
            assertThrows(
                    InvalidArgumentException.class,
                    () -> loss.evaluateBatch(new DMatrixRMaj(2, 3), new DMatrixRMaj(3, 2), 0));
        }
    }
}
