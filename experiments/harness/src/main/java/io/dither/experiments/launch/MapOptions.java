package io.dither.experiments.launch;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a map and its GPS traces, for the commands that make a history from them. */
public final class MapOptions {
    /** A warning about weights fitted to matched traces. */
    public static final String MATCHING_WARNING =
            "The intervals do not include errors of matching: traces that are matched to wrong roads make the weights of"
                    + " parallel roads more alike, and turns look cheaper.";

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description = "Read the roads of this file of OpenStreetMap: .osm.pbf, .osm.gz or .osm.")
    private Optional<Path> map = Optional.empty();

    @Option(
            names = "--traces",
            paramLabel = "PLACE",
            description = "Match GPS traces: a folder of .gpx files, or a .csv or .parquet file.")
    private Optional<String> traces = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "car",
            description = "Take roads and speeds of this vehicle: car, bike or foot. Default: ${DEFAULT-VALUE}.")
    private String profile = "";

    @Option(
            names = "--elevation",
            paramLabel = "DIR",
            description = "Add slopes from this folder of tiles, such as N42E001.hgt.zip. Default: none.")
    private Optional<Path> elevation = Optional.empty();

    @Option(
            names = "--accuracy",
            paramLabel = "METRES",
            defaultValue = "15",
            description = "Set the standard deviation of GPS points from the road. Default: ${DEFAULT-VALUE}.")
    private double accuracy;

    @Option(
            names = "--gap",
            paramLabel = "METRES",
            defaultValue = "1000",
            description = "Drop traces with points farther apart than this. Default: ${DEFAULT-VALUE}.")
    private double gap;

    @Option(
            names = "--turns",
            description = {
                "Learn from turns between edges, with the features left and right.",
                "Forbidden turns are left out. For car and bike."
            })
    private boolean hasTurns;

    /** Creates options, to be set by picocli. */
    public MapOptions() {}

    /** {@return the file of the map; refuses a missing --map} */
    public Path map() {
        return map.orElseThrow(() ->
                new InvalidArgumentException("--map is missing", "Maybe --map city.osm.pbf, a file of OpenStreetMap"));
    }

    /** {@return the place of the traces; refuses missing --traces} */
    public String traces() {
        return traces.orElseThrow(() ->
                new InvalidArgumentException("--traces is missing", "Maybe --traces traces, a folder of .gpx files"));
    }

    /** {@return the name of the vehicle} */
    public String profile() {
        return profile;
    }

    /** {@return whether costs belong to turns from one edge to the next, instead of to edges} */
    public boolean hasTurns() {
        return hasTurns;
    }

    /** {@return the folder of heights; empty for no slopes} */
    public Optional<Path> elevation() {
        return elevation;
    }

    /** {@return the standard deviation of GPS points from the road, in metres} */
    public double accuracy() {
        return Arguments.positive("--accuracy", accuracy);
    }

    /** {@return the longest distance from a point to the next that a trace may have, in metres} */
    public double gap() {
        return Arguments.positive("--gap", gap);
    }
}
