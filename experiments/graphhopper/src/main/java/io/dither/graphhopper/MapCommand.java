package io.dither.graphhopper;

import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import io.dither.error.Arguments;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.MapOptions;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.Parallel;
import io.dither.experiments.run.Progress;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dither map}: a history for {@code dither learn} from a map and GPS traces. */
@Command(
        name = "map",
        description = "Make a history of a map and GPS traces: roads with their features, and the way of each trip.",
        footer = {
            "",
            "For example: dither map --map city.osm.pbf --traces traces --out city",
            "Traces are a folder of .gpx files, or a table with the columns trip, time, longitude, latitude."
        },
        sortOptions = false)
public final class MapCommand implements Subcommand {
    /** The file of roads in the folder. */
    static final String ROADS = "roads.csv";

    static final String TRIPS = "trips.csv";
    private static final String CORNERS = "corners.csv";

    @Mixin
    private final MapOptions options = new MapOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Write roads.csv, trips.csv, dropped.csv, corners.csv and GraphHopper's graph to this folder."
                    + " A graph that is there is used again.")
    private Path out = Path.of("");

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Match on this many threads. Default: the number of processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--no-next", description = "Leave out the command that learns from the history.")
    private boolean isPart;

    @Override
    public int run(Context context) {
        Arguments.threads("--threads", threads);
        Path map = options.map();
        double accuracy = options.accuracy();
        double gap = options.gap();
        List<Trace> all = Traces.read(options.traces(), Histories.standard());
        boolean isNew = !Files.exists(out);
        try {
            Files.createDirectories(out);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(out, failure);
        }
        try {
            make(context, map, all, accuracy, gap);
        } catch (RuntimeException failure) {
            if (isNew) {
                out.toFile().delete(); // if nothing is in it
            }
            throw failure;
        }
        return 0;
    }

    private void make(Context context, Path map, List<Trace> all, double accuracy, double gap) {
        try (RoadMap roads = RoadMap.read(map, options.profile(), options.hasTurns(), options.elevation(), out)) {
            RoadTable table = new RoadTable(roads);
            Optional<TurnTable> turns = roads.hasTurns() ? Optional.of(new TurnTable(table, roads)) : Optional.empty();
            List<Trip> trips = match(all, new Matcher(roads, table, accuracy, gap), context).stream()
                    .map(trip -> turns.map(allowed -> allowed.checked(trip)).orElse(trip))
                    .toList();
            List<Trip> matched = trips.stream().filter(Trip::isMatched).toList();
            Set<String> usual = table.usual(matched);
            turns.ifPresentOrElse(
                    allowed -> allowed.write(out.resolve(ROADS), usual), () -> table.write(out.resolve(ROADS), usual));
            table.writeCorners(out.resolve(CORNERS), roads);
            write(matched, table, roads.hasTurns());
            writeDropped(trips);
            String main = table.main(matched);
            List<String> learn = learn(usual.contains(main) ? main : "other", roads.hasTurns());
            AtomicFile.write(out.resolve("learn.txt"), String.join("\n", learn) + "\n");
            report(context, table, trips, learn);
        }
    }

    private List<Trip> match(List<Trace> all, Matcher matcher, Context context) {
        List<Callable<Trip>> tasks = all.stream()
                .map(trace -> (Callable<Trip>) () -> matcher.match(trace))
                .toList();
        try (Progress progress = context.progress("matching", all.size())) {
            return Parallel.run(tasks, threads, progress::step);
        }
    }

    private void write(List<Trip> trips, RoadTable table, boolean turns) {
        List<Column> columns =
                List.of(Column.text("example"), Column.whole("from"), Column.whole("to"), Column.text("decision"));
        try (TableWriter writer = Histories.standard().write(out.resolve(TRIPS).toString(), columns)) {
            for (Trip trip : trips) {
                int first = trip.edges().get(0);
                int last = trip.edges().get(trip.edges().size() - 1);
                writer.write(
                        trip.name(),
                        (long) (turns ? first : table.of(first).source()),
                        (long) (turns ? last : table.of(last).target()),
                        turns
                                ? String.join(
                                        ">",
                                        trip.edges().stream()
                                                .map(String::valueOf)
                                                .toList())
                                : table.decision(trip));
            }
            writer.commit();
        }
    }

    private void writeDropped(List<Trip> trips) {
        List<Column> columns = List.of(Column.text("trace"), Column.text("reason"), Column.text("detail"));
        try (TableWriter writer =
                Histories.standard().write(out.resolve("dropped.csv").toString(), columns)) {
            trips.stream()
                    .filter(trip -> !trip.isMatched())
                    .forEach(trip -> writer.write(trip.name(), trip.dropped(), trip.detail()));
            writer.commit();
        }
    }

    /** The arguments of {@code dither learn}: minutes on the roads of one class are the unit. */
    private List<String> learn(String unit, boolean turns) {
        String roads = out.resolve(ROADS).toString();
        return List.of(
                "--layout=shared",
                "--coordinates=" + roads,
                "--data=" + out.resolve(TRIPS),
                "--oracle=jgrapht-shortest-path:file=" + roads + ",format=csv,source={from},target={to}",
                "--features=minutes:C(road)" + (turns ? ", left, right" : ""),
                "--fix=minutes:road=" + unit + "=1",
                "--loss=moments",
                "--noise=lognormal",
                "--positions=" + out.resolve(CORNERS));
    }

    private void report(Context context, RoadTable table, List<Trip> trips, List<String> learn) {
        Map<String, Long> reasons = trips.stream()
                .filter(trip -> !trip.isMatched())
                .collect(Collectors.groupingBy(Trip::dropped, TreeMap::new, Collectors.counting()));
        long dropped = reasons.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("roads", table.size());
        fields.put("km", table.km());
        fields.put("traces", trips.size());
        fields.put("matched", trips.size() - dropped);
        fields.put("dropped", reasons);
        context.print(
                () -> fields,
                () -> String.join(
                        "\n",
                        "roads    " + table.size() + " directed edges, " + Math.round(table.km()) + " km",
                        "traces   " + trips.size() + ": " + (trips.size() - dropped) + " matched, " + dropped
                                + " dropped" + (dropped == 0 ? "" : " " + reasons),
                        isPart
                                ? ""
                                : "\nnext: dither learn --out model '" + String.join("' '", learn) + "'\n"
                                        + MapOptions.MATCHES + "\n"));
    }
}
