package io.dither.experiments.roadcosts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.DataException;
import io.dither.learn.model.Features;
import io.dither.plugin.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A network of Transportation Networks for Research: time, length and toll of each link of {@code NAME_net.tntp}, and
 * the positions of the nodes if {@code NAME_node.tntp} (node, x, y) or {@code NAME_nodes.geojson} (points with an id)
 * lies in the same folder.
 */
final class TntpNetwork {
    static final List<String> NAMES = List.of("time", "length", "toll");
    static final List<Double> TRUTH = List.of(1.0, 0.5, 2.0);

    /** The columns of a link. */
    private static final int LENGTH = 3;

    private static final int TIME = 4;
    private static final int TOLL = 8;
    /** The largest accepted number of nodes without a link. */
    private static final int MOST_ISOLATED = 1_000_000;

    private static final double FEET_PER_MILE = 5280;
    /** If the mean length of links is larger, lengths are taken as feet, not as miles. */
    private static final double MAX_MEAN_MILES = 50;

    private final Lines lines;
    /** The numbers of each link, in the order of the columns. */
    private final List<double[]> links = new ArrayList<>();

    private int vertices;
    private int zones;
    /** The number of links in the metadata. */
    private int announced;

    private TntpNetwork(Lines lines) {
        this.lines = lines;
    }

    static RoadNetwork read(Path file) {
        return Lines.read(file, lines -> new TntpNetwork(lines).network(file));
    }

    /** Finds the file of the nodes, if any, and returns a list of at most one file; case is ignored in its name. */
    static List<Path> nodeFile(Path file) {
        String name =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replace("_net.tntp", "_node");
        try (Stream<Path> beside = Files.list(file.toAbsolutePath().resolveSibling("."))) {
            return beside.filter(other -> String.valueOf(other.getFileName())
                            .toLowerCase(Locale.ROOT)
                            .startsWith(name))
                    .limit(1)
                    .toList();
        } catch (IOException unreadable) {
            throw DataException.of(file, "its folder cannot be read. Maybe the path is wrong", unreadable);
        }
    }

    private void readLine(String text) {
        String trimmed = text.trim();
        if (trimmed.startsWith("<")) {
            int valueStart = trimmed.indexOf('>') + 1;
            String key = trimmed.substring(0, valueStart).toUpperCase(Locale.ROOT);
            switch (key) {
                case "<NUMBER OF NODES>" -> vertices = whole(trimmed.substring(valueStart));
                // paths may pass only through nodes from this number on: the nodes before it are zones
                case "<FIRST THRU NODE>" -> zones = whole(trimmed.substring(valueStart)) - 1;
                case "<NUMBER OF LINKS>" -> announced = whole(trimmed.substring(valueStart));
                default -> {} // other metadata
            }
        } else if (!trimmed.startsWith("~")) {
            links.add(link(trimmed));
            if (links.size() > announced) {
                throw lines.refused("is one link too many");
            }
        }
    }

    private RoadNetwork network(Path file) {
        lines.forEach(this::readLine);
        if (links.size() != announced || announced == 0) {
            throw lines.incomplete("the file announces " + announced + " links but holds " + links.size());
        }
        // links touch at most twice as many nodes as there are links
        if (zones > vertices || vertices - MOST_ISOLATED > 2 * links.size()) {
            throw lines.incomplete("the file announces " + vertices + " nodes, " + zones + " of them zones, but holds "
                    + links.size() + " links");
        }
        int[] tails = links.stream().mapToInt(link -> (int) link[0] - 1).toArray();
        int[] heads = links.stream().mapToInt(link -> (int) link[1] - 1).toArray();
        int columns = links.stream().anyMatch(link -> link[TOLL] != 0) ? 3 : 2;
        double meanLength =
                links.stream().mapToDouble(link -> link[LENGTH]).average().orElse(0);
        double unit = meanLength > MAX_MEAN_MILES ? FEET_PER_MILE : 1;
        double[] values = links.stream()
                .flatMapToDouble(link -> DoubleStream.of(link[TIME], link[LENGTH] / unit, link[TOLL])
                        .limit(columns))
                .toArray();
        List<Path> nodeFile = nodeFile(file);
        double[] positions = nodeFile.isEmpty() ? new double[0] : positions(nodeFile.get(0), vertices);
        return new RoadNetwork(
                file,
                vertices,
                zones,
                new RoadNetwork.Links(tails, heads, Features.of(values, columns)),
                NAMES.subList(0, columns),
                positions);
    }

    private double[] link(String text) {
        double[] link = numbers(lines, text, TOLL + 1);
        if (link.length <= TOLL) {
            throw lines.refused("is not a link 'from to capacity length time b power speed toll type ;'");
        }
        if (Math.max(link[0], link[1]) > vertices || Math.min(link[0], link[1]) < 1) {
            throw lines.refused("names no node from 1 to " + vertices);
        }
        return link;
    }

    private static double[] numbers(Lines lines, String text, int maxCount) {
        return Stream.of(text.replace(';', ' ').trim().split("\\s+"))
                .limit(maxCount)
                .mapToDouble(field -> lines.real("the field", field))
                .toArray();
    }

    private int whole(String text) {
        return (int) lines.whole(text.trim(), 1, Integer.MAX_VALUE);
    }

    /** Reads the positions; returns an empty array if a position is missing. */
    private static double[] positions(Path nodes, int vertices) {
        double[] positions = new double[2 * vertices];
        Arrays.fill(positions, Double.NaN);
        if (String.valueOf(nodes.getFileName()).endsWith("json")) {
            points(nodes, positions);
        } else {
            rows(nodes, positions);
        }
        return Arrays.stream(positions).allMatch(Double::isFinite) ? positions : new double[0];
    }

    /** Reads rows of three numbers: node, x and y. The first line is a header. */
    private static void rows(Path nodes, double[] positions) {
        List<double[]> rows = Lines.read(nodes, lines -> {
            List<double[]> read = new ArrayList<>();
            lines.forEach(text -> read.add(read.isEmpty() ? new double[0] : numbers(lines, text, 3)));
            return read;
        });
        for (double[] row : rows) {
            if (row.length == 3) {
                put(positions, (int) row[0], row[1], row[2]);
            }
        }
    }

    /** Reads points of longitude and latitude; longitudes are scaled so that both axes have the same unit of length at the first point. */
    private static void points(Path nodes, double[] positions) {
        try {
            // features in the sense of GeoJSON: points with properties
            JsonNode features = new ObjectMapper().readTree(nodes.toFile()).path("features");
            double longitudeFactor = Double.NaN;
            for (JsonNode feature : features) {
                JsonNode point = feature.path("geometry").path("coordinates");
                double latitude = point.path(1).asDouble(Double.NaN);
                longitudeFactor = Double.isNaN(longitudeFactor) ? Math.cos(Math.toRadians(latitude)) : longitudeFactor;
                put(
                        positions,
                        feature.path("properties").path("id").asInt(),
                        longitudeFactor * point.path(0).asDouble(Double.NaN),
                        latitude);
            }
        } catch (IOException unreadable) {
            throw DataException.of(nodes, "cannot be read as GeoJSON. Maybe it is damaged", unreadable);
        }
    }

    private static void put(double[] positions, int node, double x, double y) {
        if (node >= 1 && node <= positions.length / 2) {
            positions[2 * node - 2] = x;
            positions[2 * node - 1] = y;
        }
    }
}
