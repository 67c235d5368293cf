package io.dither.experiments.roadcosts;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.run.Run;
import io.dither.storage.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options of roads and trips. */
final class RoadCostsOptions {
    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            description = "Use generated roads: bricks:WxH (three meet at a crossing) or grid:WxH (four); or a file"
                    + " NAME_net.tntp of Transportation Networks for Research; or the NAME of such a file in"
                    + " the folder roads of DITHER_DATA. Default: ${DEFAULT-VALUE}.")
    private String network = "bricks:316x316";

    @Option(
            names = "--features",
            paramLabel = "N",
            description = "Give generated roads this many features, 1 to 6. Default: ${DEFAULT-VALUE}.")
    private int features = 6;

    @Option(
            names = "--weights",
            paramLabel = "W",
            split = ",",
            description = "Use these hidden weights; the first is the unit of the others. Default:"
                    + " 1,2,1.5,.8,1.2,.6 of generated roads; 1,.5,2 of time, length and toll.")
    private List<Double> weights = List.of();

    @Option(names = "--trips", paramLabel = "N", description = "Learn from this many trips. Default: ${DEFAULT-VALUE}.")
    private int trips = 3000;

    @Option(
            names = "--held",
            paramLabel = "N",
            description = "Hold out this many further trips to measure decisions. Default: ${DEFAULT-VALUE}.")
    private int heldOut = 100;

    @Option(
            names = "--reach",
            paramLabel = "LINKS",
            description = "Let trips have at most this many links; 0 for no limit. Default: ${DEFAULT-VALUE}.")
    private int reach = 25;

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "Set the noise of travellers: they see costs times exp(epsilon Z - epsilon^2 / 2), Z normal."
                    + " Default: ${DEFAULT-VALUE}.")
    private double epsilon = 0.3;

    @Option(
            names = "--samples",
            paramLabel = "M",
            description = "Draw this many samples per trip in the fit. Default: ${DEFAULT-VALUE}.")
    private int samples = 1;

    int trips() {
        return Arguments.atLeast("trips", trips, 2);
    }

    int heldOut() {
        return Arguments.atLeast("held", heldOut, 1);
    }

    int samples() {
        return Arguments.atLeast("samples", samples, 1);
    }

    int reach() {
        return Arguments.atLeast("reach", reach, 0);
    }

    double epsilon() {
        return Arguments.positive("epsilon", epsilon);
    }

    String network() {
        return network;
    }

    /** Reads the roads, or makes them in the folder of the run. */
    RoadNetwork roads(Run run) {
        if (GeneratedNetwork.isName(network)) {
            GeneratedNetwork generated = GeneratedNetwork.parse(network, run.seed());
            GeneratedNetwork.requireFeatures(features);
            return generated.make(features, run.folder().path().resolve("network.tntp"));
        }
        Path file = file();
        RoadNetwork read = TntpNetwork.read(file);
        Map<String, String> checksums = new TreeMap<>();
        checksums.put(String.valueOf(file.getFileName()), Checksums.sha256(file));
        TntpNetwork.nodeFile(file)
                .forEach(nodes -> checksums.put(String.valueOf(nodes.getFileName()), Checksums.sha256(nodes)));
        run.data(checksums);
        return read;
    }

    private Path file() {
        Path named = Path.of(network);
        if (Files.isRegularFile(named)) {
            return named;
        }
        String folder = System.getenv("DITHER_DATA");
        Path file = Path.of(folder == null ? "" : folder, "roads", network + "_net.tntp");
        if (folder == null || !Files.isRegularFile(file)) {
            throw new InvalidArgumentException(
                    "network = '" + network + "' is not a file"
                            + (folder == null ? ", and DITHER_DATA names no folder" : ", nor is " + file),
                    "Maybe make roads: bricks:316x316");
        }
        return file;
    }

    /** Returns the hidden weights, as many as there are features. */
    double[] truth(RoadNetwork roads) {
        int size = roads.names().size();
        List<Double> trueWeights = GeneratedNetwork.isName(network) ? GeneratedNetwork.TRUTH : TntpNetwork.TRUTH;
        List<Double> chosen = weights.isEmpty() ? trueWeights.subList(0, size) : weights;
        Arguments.require(
                chosen.size() == size && chosen.stream().allMatch(weight -> weight > 0 && Double.isFinite(weight)),
                "weights = " + chosen + " are not " + size + " numbers above 0, for " + roads.names(),
                "Maybe " + trueWeights.subList(0, size));
        return chosen.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
