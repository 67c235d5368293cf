package io.dither.spark;

import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Times one fit by this process alone, on two threads, and by Spark in this process, on two cores: five features of each example, a
 * row of weights for each of 40 arcs of a grid, 10 samples. {@code Yardstick [examples [rounds]]}.
 */
final class Yardstick {
    private static final int FEATURES = 5;
    private static final String TEXT = "jgrapht-grid-arcs:rows=5,cols=5";

    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private Yardstick() {}

    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Simulated simulated = history(count);
        Learner learner = Learner.of(LinearModel.of(List.of("a", "b", "c", "d", "e"), 40, Link.IDENTITY))
                .samples(10)
                .threads(2)
                .iterations(8)
                .withoutIntervals();
        double[] alone = new double[rounds];
        double[] onSpark = new double[rounds];
        try (SparkSession spark = Clusters.open("local[2]", Map.of())) {
            long sent = System.nanoTime();
            long used = PROCESS.getProcessCpuTime();
            try (SparkHistory history = SparkHistory.of(spark, simulated.observations, one -> TEXT, 0)) {
                System.out.printf(
                        "sending the examples: %.1f s (%.1f s of processors)%n",
                        (System.nanoTime() - sent) * 1e-9, (PROCESS.getProcessCpuTime() - used) * 1e-9);
                for (int round = 0; round < rounds; round++) {
                    alone[round] = perPass("alone", () -> learner.fit(simulated.observations));
                    onSpark[round] = perPass("on Spark", () -> history.fit(learner));
                }
            }
        }
        Arrays.sort(alone);
        Arrays.sort(onSpark);
        System.out.printf(
                "best: alone %.0f ms a pass, on Spark %.0f ms, ratio %.2f; medians %.0f and %.0f ms, ratio %.2f%n",
                alone[0],
                onSpark[0],
                onSpark[0] / alone[0],
                alone[rounds / 2],
                onSpark[rounds / 2],
                onSpark[rounds / 2] / alone[rounds / 2]);
    }

    private static double perPass(String name, Supplier<Fitted> fit) {
        long start = System.nanoTime();
        long used = PROCESS.getProcessCpuTime();
        Fitted fitted = fit.get();
        double pass = (System.nanoTime() - start) * 1e-6 / fitted.evaluations();
        double work = (PROCESS.getProcessCpuTime() - used) * 1e-6 / fitted.evaluations();
        System.out.printf(
                "%s: %d passes, %.0f ms each (%.0f ms of processors), hash of the parameters %08x%n",
                name, fitted.evaluations(), pass, work, Arrays.hashCode(fitted.parameters()));
        return pass;
    }

    private static Simulated history(int count) {
        Simulated simulated = new Simulated();
        Random random = new Random(5);
        double[] weights = random.doubles(40L * FEATURES, -0.5, 0.5).toArray();
        for (int i = 0; i < count; i++) {
            double[] x = random.doubles(FEATURES, -1, 1).toArray();
            double[] costs = new double[40];
            for (int j = 0; j < costs.length; j++) {
                costs[j] = 2 + 0.5 * random.nextGaussian();
                for (int k = 0; k < FEATURES; k++) {
                    costs[j] += weights[j * FEATURES + k] * x[k];
                }
            }
            simulated.add("way " + i, Features.of(x), TEXT, costs, "all");
        }
        return simulated;
    }
}
