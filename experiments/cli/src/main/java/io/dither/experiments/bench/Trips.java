package io.dither.experiments.bench;

import io.dither.layer.Contribution;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.learn.model.Features;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.PluginSpec;
import io.dither.random.ExampleKey;
import io.dither.random.KeyedRandom;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the learner asks for: the same trips in the middle of a square of two-way streets of any size, an oracle each, all with one theta
 * of three features; a call contributes a value and a gradient of three numbers a trip, under multiplicative noise.
 */
final class Trips implements AutoCloseable {
    private static final String ID = "trips";
    private static final double[] WEIGHTS = {1, 2, 1.5};
    private static final long SEED = 20_020_867;
    /** Trips begin in a window of so many streets and end so many streets away at most. */
    private static final int WINDOW = 15;

    private static final int REACH = 5;

    private final int side;
    private final List<double[]> rows = new ArrayList<>();
    private final StringBuilder edges = new StringBuilder();
    private final double[] theta;
    private final List<LinearOracle> oracles = new ArrayList<>();
    private final List<Pullback> pullbacks = new ArrayList<>();
    private final PerturbedOptimizer layer;

    private Trips(Workload workload, int threads, OracleRegistry registry) {
        side = Integer.parseInt(
                PluginSpec.parse(workload.oracles().get(0)).arguments().getOrDefault("side", ""));
        for (int v = 0; v < side * side; v++) {
            link(v, 0, 1, v % side + 1 < side);
            link(v, 1, side, v + side < side * side);
        }
        Features features = Features.of(rows.toArray(double[][]::new));
        SharedLinearModel model = SharedLinearModel.of("length", "climb", "light");
        theta = model.theta(WEIGHTS, features);
        draw(workload.batch(), registry);
        for (int i = 0; i < workload.batch(); i++) {
            pullbacks.add(model.pullback(WEIGHTS, features));
        }
        layer = PerturbedOptimizer.builder(oracles.get(0))
                .multiplicative()
                .epsilon(workload.epsilon())
                .samples(workload.samples())
                .threads(threads)
                .build();
    }

    /** A workload of so many trips in a square of so many streets a side. */
    static Workload workload(int side, int trips, int samples) {
        String text = ID + ":side=" + side;
        return new Workload(text, text, text, List.of(text), trips, samples, 0.3, DomainPolicy.REFUSE, Law.ROADS);
    }

    static boolean areMeant(Workload workload) {
        return PluginSpec.parse(workload.oracles().get(0)).id().equals(ID);
    }

    static Trips of(Workload workload, int threads, OracleRegistry registry) {
        return new Trips(workload, threads, registry);
    }

    /** The two edges of a street, whose features tell where it lies from the middle, whatever the size of the square. */
    private void link(int v, int direction, int step, boolean there) {
        if (!there) {
            return;
        }
        for (int back = 0; back < 2; back++) {
            KeyedRandom random = new KeyedRandom(SEED);
            random.key(SEED, v % side - side / 2, v / side - side / 2);
            random.sample(2 * direction + back);
            rows.add(new double[] {
                0.5 + random.nextDouble(), 0.7 * Math.max(0, random.nextGaussian()), random.nextDouble() < 0.3 ? 1 : 0
            });
            edges.append("a ")
                    .append(1 + v + back * step)
                    .append(' ')
                    .append(1 + v + step - back * step)
                    .append(" 1\n");
        }
    }

    private void draw(int trips, OracleRegistry registry) {
        KeyedRandom random = new KeyedRandom(SEED);
        try {
            Path file = Files.createTempFile("streets", ".gr");
            try {
                try (BufferedWriter out = Files.newBufferedWriter(file)) {
                    out.append("p sp " + side * side + " " + rows.size() + "\n").append(edges);
                }
                edges.setLength(0);
                while (oracles.size() < trips) {
                    int x = place(random, WINDOW);
                    int y = place(random, WINDOW);
                    int there = 1 + x + side * y;
                    int to = 1
                            + clip(x + place(random, 2 * REACH + 1) - side / 2)
                            + side * clip(y + place(random, 2 * REACH + 1) - side / 2);
                    if (to != there) {
                        oracles.add(registry.create("jgrapht-shortest-path:file=" + file + ",format=dimacs,source="
                                + there + ",target=" + to));
                    }
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the file of the streets cannot be made", failed);
        }
    }

    private int place(KeyedRandom random, int window) {
        return side / 2 - window / 2 + random.nextInt(window);
    }

    private int clip(int place) {
        return Math.max(side / 2 - WINDOW / 2, Math.min(side / 2 + WINDOW / 2, place));
    }

    int dimension() {
        return theta.length;
    }

    /** Makes one call for all trips and returns the sum of their values. */
    double call(long step) {
        List<Input> inputs = new ArrayList<>(oracles.size());
        for (int i = 0; i < oracles.size(); i++) {
            inputs.add(new Input(theta, new NoiseKey(step, ExampleKey.of("trip " + i)), oracles.get(i)));
        }
        double sum = 0;
        for (Contribution one : layer.contributions(inputs, pullbacks, false)) {
            sum += one.value();
        }
        return sum;
    }

    @Override
    public void close() {
        layer.close();
    }
}
