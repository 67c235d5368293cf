package io.dither.spark;

import io.dither.layer.Decision;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Vertex;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Times a fit with an effect for each of some 100,000 roads beside ten features, on Spark in this process, on two cores: short trips
 * through a square of streets. {@code EffectsYardstick [trips [side]]}.
 */
final class EffectsYardstick {
    private static final int FEATURES = 10;
    private static final int BLOCKS = 3;
    private static final int STEPS = 2;

    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private EffectsYardstick() {}

    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int side = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 159;
        Path file = Files.createTempFile("streets", ".csv");
        StringBuilder text = new StringBuilder("source,target\n");
        for (int v = 0; v < side * side; v++) {
            for (int next : new int[] {v % side + 1 < side ? v + 1 : -1, v + side < side * side ? v + side : -1}) {
                text.append(next < 0 ? "" : v + "," + next + "\n" + next + "," + v + "\n");
            }
        }
        Files.writeString(file, text);
        try (SparkSession spark = Clusters.open("local[2]", Map.of())) {
            measure(spark, "jgrapht-shortest-path:file=" + file + ",format=csv", side, count);
        } finally {
            Files.delete(file);
        }
    }

    private static void measure(SparkSession spark, String graph, int side, int count) {
        Random random = new Random(5);
        OracleRegistry registry = OracleRegistry.discover();
        Function<Observation, String> oracles = one -> graph + ",source="
                + one.id().split(" ")[1] + ",target=" + one.id().split(" ")[2];
        LinearOracle first = registry.create(graph + ",source=0,target=1");
        int roads = first.dimension();
        String[] groups =
                IntStream.range(0, roads).mapToObj(road -> "road " + road).toArray(String[]::new);
        Features features = Features.of(random.doubles((long) roads * FEATURES).toArray(), FEATURES)
                .withGroups(groups);
        double[] costs = new double[roads];
        Arrays.setAll(
                costs,
                at -> IntStream.range(0, FEATURES)
                                .mapToDouble(k -> features.get(at, k))
                                .sum()
                        + Math.abs(random.nextGaussian()));
        int[][] ahead = new int[side * side][2]; // the roads to the next vertex, right and down
        int road = 0;
        for (int v = 0; v < side * side; v++) {
            for (int way = 0; way < 2; way++) {
                if (way == 0 ? v % side + 1 < side : v + side < side * side) {
                    ahead[v][way] = road;
                    road += 2;
                }
            }
        }
        List<Observation> trips = new ArrayList<>();
        int[] origins = random.ints(5000, 0, (side - BLOCKS) * (side - BLOCKS))
                .map(place -> place / (side - BLOCKS) * side + place % (side - BLOCKS))
                .toArray();
        Map<Integer, LinearOracle> known = new HashMap<>();
        double start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int from = origins[i % origins.length];
            int to = from + BLOCKS * side + BLOCKS;
            LinearOracle oracle =
                    known.computeIfAbsent(from, any -> registry.create(graph + ",source=" + from + ",target=" + to));
            Vertex path = new Vertex(roads);
            int v = from;
            int right = BLOCKS;
            int down = BLOCKS;
            while (v != to) { // each decider takes the road ahead that looks cheaper
                boolean goesRight =
                        down == 0 || right > 0 && costs[ahead[v][0]] + random.nextGaussian() < costs[ahead[v][1]];
                path.add(ahead[v][goesRight ? 0 : 1], 1);
                right -= goesRight ? 1 : 0;
                down -= goesRight ? 0 : 1;
                v += goesRight ? 1 : side;
            }
            trips.add(Observation.of(i + " " + from + " " + to, features, oracle, Decision.of(path)));
        }
        System.out.printf("%d trips over %d roads made in %.0f s%n", count, roads, (System.nanoTime() - start) * 1e-9);
        SharedLinearModel plain = SharedLinearModel.of(
                IntStream.range(0, FEATURES).mapToObj(k -> "x" + k).toArray(String[]::new));
        start = System.nanoTime();
        try (SparkHistory history = SparkHistory.of(spark, trips, oracles, 0)) {
            System.out.printf("sent in %.0f s%n", (System.nanoTime() - start) * 1e-9);
            for (SharedLinearModel model : List.of(plain, plain.withEffects(List.of(groups), true))) {
                start = System.nanoTime();
                long used = PROCESS.getProcessCpuTime();
                Fitted fitted = history.fit(
                        Learner.of(model).samples(1).iterations(STEPS).withoutIntervals());
                System.gc();
                System.out.printf(
                        "%d effects: %d passes, %.1f s each (%.1f s of processors), heap afterwards %d MB, loss %.4f%n",
                        model.effects().size(),
                        fitted.evaluations(),
                        (System.nanoTime() - start) * 1e-9 / fitted.evaluations(),
                        (PROCESS.getProcessCpuTime() - used) * 1e-9 / fitted.evaluations(),
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                        fitted.loss());
            }
        }
    }
}
