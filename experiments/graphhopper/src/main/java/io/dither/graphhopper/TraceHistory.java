package io.dither.graphhopper;

import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import io.dither.error.Arguments;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.MapMaker;
import io.dither.experiments.launch.MapOptions;
import io.dither.experiments.launch.RoadHistory;
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

/** Makes a history from a map and GPS traces: roads with their features, and the path of each trip. */
public final class TraceHistory implements MapMaker {
    /** The file of roads in the folder of the history. */
    static final String ROADS = "roads.csv";

    static final String TRIPS = "trips.csv";
    private static final String CORNERS = "corners.csv";

    /** For {@link java.util.ServiceLoader}. */
    public TraceHistory() {}

    @Override
    public RoadHistory make(MapOptions options, Path folder, int threads, Context context) {
        Arguments.threads("--threads", threads);
        Path map = options.map();
        double accuracy = options.accuracy();
        double gap = options.gap();
        List<Trace> traces = Traces.read(options.traces(), Histories.standard());
        boolean isNew = !Files.exists(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(folder, failure);
        }
        try (RoadMap roads = RoadMap.read(map, options.profile(), options.hasTurns(), options.elevation(), folder)) {
            RoadTable table = new RoadTable(roads);
            Matcher matcher = new Matcher(roads, table, accuracy, gap);
            return write(roads, table, folder, match(traces, matcher, threads, context));
        } catch (RuntimeException failure) {
            if (isNew) {
                folder.toFile().delete(); // does nothing if the folder has files
            }
            throw failure;
        }
    }

    private static RoadHistory write(RoadMap roads, RoadTable table, Path folder, List<Trip> results) {
        Optional<TurnTable> turns = roads.hasTurns() ? Optional.of(new TurnTable(table, roads)) : Optional.empty();
        List<Trip> trips = results.stream()
                .map(trip -> turns.map(allowed -> allowed.dropIfForbidden(trip)).orElse(trip))
                .toList();
        List<Trip> matched = trips.stream().filter(Trip::isMatched).toList();
        Set<String> usualClasses = table.usualClasses(matched);
        turns.ifPresentOrElse(
                allowed -> allowed.write(folder.resolve(ROADS), usualClasses),
                () -> table.write(folder.resolve(ROADS), usualClasses));
        table.writeCorners(folder.resolve(CORNERS), roads);
        writeTrips(matched, table, roads.hasTurns(), folder);
        writeDropped(trips, folder);
        String mainClass = table.mainClass(matched);
        String features = "minutes:C(road)" + (roads.hasTurns() ? ", left, right" : "");
        // the column whose weight is fixed as the unit of costs
        String unit = "minutes:road=" + (usualClasses.contains(mainClass) ? mainClass : "other");
        return history(table, trips, folder, features, unit);
    }

    private static RoadHistory history(RoadTable table, List<Trip> trips, Path folder, String features, String unit) {
        Map<String, Long> reasons = trips.stream()
                .filter(trip -> !trip.isMatched())
                .collect(Collectors.groupingBy(Trip::dropReason, TreeMap::new, Collectors.counting()));
        long dropped = reasons.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("roads", table.size());
        fields.put("km", table.km());
        fields.put("traces", trips.size());
        fields.put("matched", trips.size() - dropped);
        fields.put("dropped", reasons);
        String report = "roads    " + table.size() + " directed edges, " + Math.round(table.km()) + " km\n"
                + "traces   " + trips.size() + ": " + (trips.size() - dropped) + " matched, " + dropped + " dropped"
                + (dropped == 0 ? "" : " " + reasons) + "\n";
        return new RoadHistory(folder, features, unit, fields, report);
    }

    private static List<Trip> match(List<Trace> traces, Matcher matcher, int threads, Context context) {
        List<Callable<Trip>> tasks = traces.stream()
                .map(trace -> (Callable<Trip>) () -> matcher.match(trace))
                .toList();
        try (Progress progress = context.progress("matching", traces.size())) {
            return Parallel.run(tasks, threads, progress::step);
        }
    }

    private static void writeTrips(List<Trip> trips, RoadTable table, boolean hasTurns, Path folder) {
        List<Column> columns =
                List.of(Column.text("example"), Column.whole("from"), Column.whole("to"), Column.text("decision"));
        try (TableWriter writer =
                Histories.standard().write(folder.resolve(TRIPS).toString(), columns)) {
            // with turns, the vertices of a path are the keys of its edges
            for (Trip trip : trips) {
                int first = trip.edges().get(0);
                int last = trip.edges().get(trip.edges().size() - 1);
                writer.write(
                        trip.name(),
                        (long) (hasTurns ? first : table.of(first).source()),
                        (long) (hasTurns ? last : table.of(last).target()),
                        hasTurns
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

    private static void writeDropped(List<Trip> trips, Path folder) {
        List<Column> columns = List.of(Column.text("trace"), Column.text("reason"), Column.text("detail"));
        try (TableWriter writer =
                Histories.standard().write(folder.resolve("dropped.csv").toString(), columns)) {
            trips.stream()
                    .filter(trip -> !trip.isMatched())
                    .forEach(trip -> writer.write(trip.name(), trip.dropReason(), trip.detail()));
            writer.commit();
        }
    }
}
