package io.dither.experiments.roadcosts;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import io.dither.random.KeyedRandom;
import io.dither.storage.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two-way streets with random features: {@code grid:WxH}, where four streets meet at a crossing, or {@code bricks:WxH}, a wall of bricks,
 * where three streets meet. Crossings are numbered row by row; links are in the order of the crossings at which they
 * start.
 *
 * @param columns W
 * @param rows H
 * @param isBricks whether every other street between two rows is left out
 * @param seed the seed of the features and the positions
 */
record GeneratedNetwork(int columns, int rows, boolean isBricks, long seed) {
    /** The names of the features; a network has the first few of them. */
    static final List<String> NAMES = List.of("length", "climb", "light", "turns", "gravel", "traffic");

    /** The default hidden weights of these features. */
    static final List<Double> TRUTH = List.of(1.0, 2.0, 1.5, 0.8, 1.2, 0.6);

    private static final Pattern TEXT = Pattern.compile("(grid|bricks):(\\d{1,4})x(\\d{1,4})");
    private static final int MOST_COLUMNS = 2000;

    /** Returns whether a text names a generated network rather than a file. */
    static boolean isName(String text) {
        return text.startsWith("grid:") || text.startsWith("bricks:");
    }

    static GeneratedNetwork parse(String text, long seed) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            int columns = Integer.parseInt(matcher.group(2));
            int rows = Integer.parseInt(matcher.group(3));
            if (Math.min(columns, rows) >= 2 && Math.max(columns, rows) <= MOST_COLUMNS) {
                return new GeneratedNetwork(columns, rows, matcher.group(1).equals("bricks"), seed);
            }
        }
        throw new InvalidArgumentException(
                "network = '" + text + "' is not a size from 2x2 to " + MOST_COLUMNS + "x" + MOST_COLUMNS,
                "Maybe write it like bricks:316x316 or grid:73x73");
    }

    static void requireFeatures(int features) {
        Arguments.require(
                features >= 1 && features <= NAMES.size(),
                "features = " + features + " is not from 1 to " + NAMES.size(),
                "Maybe choose 3");
    }

    /** Makes the roads, and the file that oracles read. */
    RoadNetwork make(int features, Path file) {
        int[][] links = links();
        write(links, file);
        // without zones: trips begin and end at any crossing
        return new RoadNetwork(
                file,
                columns * rows,
                0,
                new RoadNetwork.Links(links[0], links[1], features(links, features)),
                NAMES.subList(0, features),
                positions());
    }

    /** Returns the tails and the heads of the links. */
    private int[][] links() {
        int[] tails = new int[4 * columns * rows];
        int[] heads = new int[tails.length];
        int linkCount = 0;
        for (int v = 0; v < columns * rows; v++) {
            int column = v % columns;
            int row = v / columns;
            boolean goesDown = !isBricks || (column + row) % 2 == 0;
            boolean goesUp = !isBricks || (column + row) % 2 == 1;
            int[] neighbours = { // -1 if there is no street
                goesUp && row > 0 ? v - columns : -1,
                column > 0 ? v - 1 : -1,
                column + 1 < columns ? v + 1 : -1,
                goesDown && row + 1 < rows ? v + columns : -1
            };
            for (int head : neighbours) {
                if (head >= 0) {
                    tails[linkCount] = v;
                    heads[linkCount++] = head;
                }
            }
        }
        return new int[][] {java.util.Arrays.copyOf(tails, linkCount), java.util.Arrays.copyOf(heads, linkCount)};
    }

    private Features features(int[][] links, int count) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] values = new double[links[0].length * count];
        for (int e = 0; e < links[0].length; e++) {
            // all features are drawn, so that their values do not depend on how many of them the network has
            double[] linkFeatures = { // in the order of NAMES
                0.5 + random.nextDouble(),
                0.7 * Math.max(0, random.nextGaussian()),
                random.nextDouble() < 0.3 ? 1 : 0,
                0.5 * random.nextExponential(),
                random.nextDouble() < 0.2 ? 1 : 0,
                2 * random.nextDouble()
            };
            System.arraycopy(linkFeatures, 0, values, e * count, count);
        }
        return Features.of(values, count);
    }

    /** Returns x, the column, and y, minus the row, of each crossing in turn, each moved at random by up to 0.2. */
    private double[] positions() {
        KeyedRandom random = new KeyedRandom(seed + 1);
        double[] positions = new double[2 * columns * rows];
        for (int v = 0; v < columns * rows; v++) {
            int row = v / columns;
            positions[2 * v] = v % columns + 0.4 * (random.nextDouble() - 0.5);
            positions[2 * v + 1] = 0.4 * (random.nextDouble() - 0.5) - row;
        }
        return positions;
    }

    private void write(int[][] links, Path file) {
        StringBuilder text = new StringBuilder();
        text.append("<NUMBER OF NODES> ").append(columns * rows);
        text.append("\n<NUMBER OF LINKS> ").append(links[0].length);
        text.append("\n<FIRST THRU NODE> 1\n<END OF METADATA>\n~ from to ;\n");
        for (int e = 0; e < links[0].length; e++) {
            text.append(links[0][e] + 1).append(' ').append(links[1][e] + 1).append(" ;\n");
        }
        AtomicFile.write(file, text.toString());
    }
}
