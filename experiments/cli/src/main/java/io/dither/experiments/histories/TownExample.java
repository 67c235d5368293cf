package io.dither.experiments.histories;

import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small town and a history of its couriers: streets with a length, a climb and lights, and trips along the paths that seemed
 * cheapest, 1 a minute of way, 2 a metre of climb and 1.5 a light, to couriers who each saw the costs a little differently.
 */
final class TownExample {
    private static final int SIDE = 8;
    private static final int TRIPS = 400;
    private static final int NEW = 5;
    private static final double[] TRUTH = {1, 2, 1.5};
    private static final double EPSILON = 0.3;

    private TownExample() {}

    /** Writes the files and returns what to do with them. */
    static String write(Path folder, PluginCatalogue catalogue) {
        try {
            Files.createDirectories(folder);
            List<double[]> roads = new ArrayList<>();
            Files.write(folder.resolve("roads.csv"), roads(roads));
            Files.write(folder.resolve("corners.csv"), corners());
            trips(folder, roads, catalogue);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the example cannot be written to " + folder, unwritable);
        }
        return """
                wrote roads.csv, corners.csv, trips.csv and new.csv in %s. Now:

                cd %s
                dither learn --layout shared --coordinates roads.csv --features length,climb,lights --data trips.csv \\
                  --oracle 'jgrapht-shortest-path:file=roads.csv,format=csv,source={from},target={to}' \\
                  --loss moments --positions corners.csv --out model
                dither predict --model model --data new.csv --out decisions.csv
                """.formatted(folder, folder);
    }

    private static String corner(int v) {
        return (char) ('A' + v / SIDE) + String.valueOf(v % SIDE + 1);
    }

    private static List<String> corners() {
        List<String> lines = new ArrayList<>(List.of("vertex,x,y"));
        for (int v = 0; v < SIDE * SIDE; v++) {
            lines.add(corner(v) + "," + v % SIDE + "," + (SIDE - 1 - v / SIDE));
        }
        return lines;
    }

    private static List<String> roads(List<double[]> features) {
        KeyedRandom random = new KeyedRandom(20);
        List<String> lines = new ArrayList<>(List.of("source,target,length,climb,lights"));
        for (int v = 0; v < SIDE * SIDE; v++) {
            for (int w : new int[] {v % SIDE + 1 < SIDE ? v + 1 : -1, v + SIDE < SIDE * SIDE ? v + SIDE : -1}) {
                if (w >= 0) {
                    double length = round(0.5 + random.nextDouble());
                    double slope = round(0.7 * random.nextGaussian());
                    int lights = random.nextDouble() < 0.3 ? 1 : 0;
                    add(lines, features, v, w, new double[] {length, Math.max(0, slope), lights});
                    add(lines, features, w, v, new double[] {length, Math.max(0, 0 - slope), lights});
                }
            }
        }
        return lines;
    }

    private static double round(double value) {
        return Math.rint(100 * value) / 100;
    }

    private static void add(List<String> lines, List<double[]> features, int from, int to, double[] row) {
        features.add(row);
        lines.add(String.format(Locale.ROOT, "%s,%s,%.2f,%.2f,%.0f", corner(from), corner(to), row[0], row[1], row[2]));
    }

    private static void trips(Path folder, List<double[]> roads, PluginCatalogue catalogue) throws IOException {
        KeyedRandom ends = new KeyedRandom(21);
        KeyedRandom noise = new KeyedRandom(22);
        List<String> trips = new ArrayList<>(List.of("example,courier,from,to,decision"));
        List<String> fresh = new ArrayList<>(List.of("example,courier,from,to"));
        double[] z = new double[roads.size()];
        double[] seen = new double[roads.size()];
        for (int i = 0; i < TRIPS + NEW; i++) {
            int from = (int) (ends.nextDouble() * SIDE * SIDE);
            int to = (int) (ends.nextDouble() * (SIDE * SIDE - 1));
            to = to < from ? to : to + 1;
            String trip = String.format(
                    Locale.ROOT, "%s%03d,c%02d,%s,%s", i < TRIPS ? "t" : "n", i, i % 40, corner(from), corner(to));
            if (i >= TRIPS) {
                fresh.add(trip);
                continue;
            }
            noise.sample(i);
            Noise.gaussian().sample(noise, z);
            for (int e = 0; e < z.length; e++) {
                double cost = 0;
                for (int k = 0; k < TRUTH.length; k++) {
                    cost += TRUTH[k] * roads.get(e)[k];
                }
                seen[e] = cost * Math.exp(EPSILON * z[e] - EPSILON * EPSILON / 2);
            }
            LinearOracle paths = catalogue.create(
                    OracleProvider.class,
                    "jgrapht-shortest-path:file=" + folder.resolve("roads.csv") + ",format=csv,source=" + corner(from)
                            + ",target=" + corner(to));
            double[] path = paths.solve(seen);
            StringBuilder edges = new StringBuilder();
            for (int e = 0; e < path.length; e++) {
                edges.append(path[e] == 0 ? "" : (edges.length() == 0 ? "" : " ") + e);
            }
            trips.add(trip + "," + edges);
        }
        Files.write(folder.resolve("trips.csv"), trips);
        Files.write(folder.resolve("new.csv"), fresh);
    }
}
