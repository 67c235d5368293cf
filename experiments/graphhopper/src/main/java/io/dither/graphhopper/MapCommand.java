package io.dither.graphhopper;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.MapOptions;
import io.dither.experiments.launch.RoadHistory;
import io.dither.experiments.launch.Subcommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dither map}: makes a history for {@code dither learn} from a map and GPS traces. */
@Command(
        name = "map",
        description = "Make a history of GPS traces on a map: roads with features, and paths of trips.",
        footer = {
            "dither map --map city.osm.pbf --traces traces --out city",
            "dither map --map city.osm.pbf --traces points.csv --profile bike --elevation tiles --out city",
            "dither map --map city.osm.pbf --traces traces --turns --out city",
            "Traces are a folder of .gpx files, or a table with the columns trip, time, longitude, latitude."
        },
        sortOptions = false)
public final class MapCommand implements Subcommand {
    @Mixin
    private final MapOptions options = new MapOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Write roads.csv, trips.csv, dropped.csv, corners.csv and GraphHopper's graph to this folder."
                    + " A graph that is already in this folder is used again.")
    private Path out = Path.of("");

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Match traces on this many threads. Default: the number of processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public int run(Context context) {
        RoadHistory history = new TraceHistory().make(options, out, threads, context);
        context.print(
                history::fields,
                () -> history.report() + "\nnext: dither learn --out model '" + String.join("' '", history.options())
                        + "'\n" + MapOptions.MATCHING_WARNING + "\n");
        return 0;
    }
}
