package io.dither.graphhopper;

import static io.dither.learn.model.PlainText.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.graphhopper.jackson.Jackson;
import com.graphhopper.util.CustomModel;
import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.Instance;
import io.dither.data.setup.Setup;
import io.dither.error.DataException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.Progress;
import io.dither.layer.Decision;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.oracle.Vertex;
import io.dither.storage.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither custom-model}: writes a custom model of GraphHopper from a fitted model. */
@Command(
        name = "custom-model",
        description = {
            "Write a custom model for GraphHopper that routes as a learnt model does.",
            "Trips are routed by both models and compared."
        },
        footer = {
            "dither custom-model model --out custom_model.json",
            "dither custom-model model --data later/trips.csv",
            "dither custom-model model --map city --json"
        },
        sortOptions = false)
public final class CustomModelCommand implements Subcommand {
    @Parameters(paramLabel = "MODEL", description = "Use the model in this folder.")
    private Path model = Path.of("");

    @Option(
            names = "--map",
            paramLabel = "DIR",
            description = "Route on the graph in this folder of 'dither map'. Default: map in the folder of the model.")
    private Optional<Path> mapFolder = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "PLACE",
            description =
                    "Compare the routes of these trips, such as held-out ones. Default: trips.csv in the folder of"
                            + " the map.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "custom_model.json",
            description = "Write the custom model to this file. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Override
    public int run(Context context) {
        SavedModel saved = SavedModel.load(model, context.plugins());
        Fitted fitted = saved.fitted().requireIdentified();
        Path map = mapFolder.orElse(model.resolve("map"));
        if (!Files.isDirectory(map)) {
            throw new DataException(
                    map.toString(),
                    0,
                    "the folder does not exist. Maybe set --map to the folder that 'dither map' or 'dither learn --work' made");
        }
        Histories histories = Histories.standard();
        History history =
                histories.open(data.orElse(map.resolve(TraceHistory.TRIPS).toString()));
        // the text of an oracle for training is empty: nothing is trained here
        Examples examples = Setup.of(saved, context.plugins())
                .read(history, histories, context.plugins(), Optional.empty(), Purpose.DECIDE);
        Path file = saved.files().getOrDefault("coordinates", map.resolve(TraceHistory.ROADS));
        if (examples.instances().isEmpty()) {
            throw new DataException(history.source(), 0, "there are no trips. Maybe choose another file with --data");
        }
        History coordinates = histories.open(file.toString());
        try (RoadMap roads = RoadMap.open(map, LearntRoads.hasTurns(coordinates));
                Predictor predictor = Predictor.of(fitted)) {
            LearntRoads learnt =
                    LearntRoads.read(coordinates, roads.profile(), fitted, predictor, examples.instances());
            String json = json(learnt, roads.profile());
            AtomicFile.write(out, json);
            RouteCounts routes =
                    compare(context, roads, predictor, learnt.keys(), examples, json, endsOfTrips(history));
            print(context, learnt, routes, roads.profile());
        }
        return 0;
    }

    private static String json(LearntRoads learnt, String profile) {
        Map<String, Object> customModel = new LinkedHashMap<>();
        customModel.put("distance_influence", learnt.distanceInfluence());
        List<Map<String, String>> priority = new ArrayList<>();
        priority.add(PriorityRules.statement("if", RoadMap.closedCondition(profile), PriorityRules.MULTIPLY, "0"));
        priority.addAll(learnt.rules().statements());
        customModel.put("priority", priority);
        Map<String, String> speed = new LinkedHashMap<>();
        speed.put("if", "true");
        speed.put("limit_to", profile + "_average_speed");
        customModel.put("speed", List.of(speed));
        if (learnt.hasTurns()) {
            customModel.put("turn_penalty", learnt.turnPenalty());
        }
        try {
            return Jackson.newObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(customModel) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Returns where each trip begins and ends, by the id of the trip: two vertices, or the keys of two edges if
     * coordinates are turns, because edges are then the vertices.
     */
    private static Map<String, int[]> endsOfTrips(History trips) {
        Map<String, int[]> ends = new HashMap<>();
        trips.forEach(row ->
                ends.put(row.text("example"), new int[] {(int) row.number("from"), (int) row.number("to")}));
        return ends;
    }

    /**
     * The numbers of trips whose routes agree.
     *
     * @param trips all trips
     * @param sameRoute trips for which GraphHopper and the model choose the same route
     * @param driven trips whose driven route is known
     * @param likeDriven driven trips for which GraphHopper chooses the driven route
     * @param likeFastest driven trips whose driven route is the fastest route
     */
    private record RouteCounts(int trips, int sameRoute, int driven, int likeDriven, int likeFastest) {
        /** Returns a share of trips; 1 if there are no trips, since then no route differs. */
        static double share(int part, int total) {
            return total == 0 ? 1 : (double) part / total;
        }
    }

    /** Routes each trip by GraphHopper, and counts the routes that agree with the routes of the model and with the driven routes. */
    private RouteCounts compare(
            Context context,
            RoadMap roads,
            Predictor predictor,
            List<Integer> keys,
            Examples examples,
            String json,
            Map<String, int[]> endsOfTrips) {
        CustomModel customModel;
        try {
            customModel = Jackson.newObjectMapper().readValue(json, CustomModel.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("GraphHopper does not read " + out, wrong);
        }
        CustomModel fastest = RoadMap.fastestModel(roads.profile());
        Map<String, Set<Integer>> driven = new HashMap<>();
        for (Observation observation : examples.observations()) {
            if (observation.target() instanceof Decision decision) {
                driven.put(observation.id(), edgeKeys(decision.point(), keys));
            }
        }
        int sameRoute = 0;
        int drivenTrips = 0;
        int likeDriven = 0;
        int likeFastest = 0;
        try (Progress progress =
                context.progress("routing", examples.instances().size())) {
            for (Instance trip : examples.instances()) {
                // every trip of the history has ends: the default only satisfies the compiler
                int[] ends = endsOfTrips.getOrDefault(trip.id(), new int[2]);
                Set<Integer> routed = new HashSet<>(roads.route(customModel, ends[0], ends[1]));
                Vertex predicted =
                        predictor.predict(trip.features(), trip.oracle()).decision();
                sameRoute += routed.equals(edgeKeys(predicted, keys)) ? 1 : 0;
                Set<Integer> observed = driven.getOrDefault(trip.id(), Set.of());
                if (!observed.isEmpty()) {
                    drivenTrips++;
                    likeDriven += routed.equals(observed) ? 1 : 0;
                    likeFastest += observed.equals(new HashSet<>(roads.route(fastest, ends[0], ends[1]))) ? 1 : 0;
                }
                progress.step();
            }
        }
        return new RouteCounts(examples.instances().size(), sameRoute, drivenTrips, likeDriven, likeFastest);
    }

    /** Returns the keys of the edges that a decision uses. */
    private static Set<Integer> edgeKeys(Vertex decision, List<Integer> keys) {
        Set<Integer> edgeKeys = new HashSet<>();
        for (int k = 0; k < decision.size(); k++) {
            if (decision.value(k) == 1) {
                edgeKeys.add(keys.get(decision.index(k)));
            }
        }
        return edgeKeys;
    }

    /** Returns the lines that GraphHopper's config.yml needs for the custom model. */
    private String config(LearntRoads learnt, String profile) {
        Path folder = out.toAbsolutePath().normalize().getParent();
        return "  custom_models.directory: " + folder + "\n"
                + "  graph.encoded_values: " + String.join(", ", learnt.encodedValues(profile)) + "\n"
                + "  profiles:\n"
                + "    - name: " + profile + "\n"
                + "      custom_model_files: [" + out.getFileName() + "]\n"
                + (learnt.hasTurns() ? "      turn_costs: {vehicle_types: " + RoadMap.vehicles(profile) + "}\n" : "");
    }

    private void print(Context context, LearntRoads learnt, RouteCounts routes, String profile) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("by", learnt.rules().columns());
        fields.put("rules", learnt.rules().statements().size());
        fields.put("distanceInfluence", learnt.distanceInfluence());
        if (learnt.hasTurns()) {
            fields.put("turnPenalty", learnt.turnPenalty());
        }
        fields.put("residual", learnt.rules().residual());
        fields.put("residualParts", learnt.residualByPart());
        fields.put("encodedValues", learnt.encodedValues(profile));
        fields.put("trips", routes.trips());
        fields.put("likeTheModel", RouteCounts.share(routes.sameRoute(), routes.trips()));
        fields.put("likeDriven", RouteCounts.share(routes.likeDriven(), routes.driven()));
        fields.put("fastestLikeDriven", RouteCounts.share(routes.likeFastest(), routes.driven()));
        StringBuilder text = new StringBuilder(format(
                "rules     %d priorities by %s, distance influence %.4g s/km%s%n",
                learnt.rules().statements().size(),
                learnt.rules().columns(),
                learnt.distanceInfluence(),
                learnt.hasTurns()
                        ? format(", %.4g s to the left, %.4g s to the right", learnt.left(), learnt.right())
                        : ""));
        text.append(format(
                "residual  %.2f %% of the costs of all %s are not in the rules",
                100 * learnt.rules().residual(), learnt.hasTurns() ? "turns" : "roads"));
        learnt.residualByPart()
                .forEach((part, share) -> text.append(
                        Double.isNaN(share)
                                ? ", and an unknown share of " + part
                                : format(", %.2f %% of %s", 100 * share, part)));
        text.append(format(
                "%nrouted    %d trips: %.1f %% of GraphHopper's routes are the model's%n",
                routes.trips(), 100 * RouteCounts.share(routes.sameRoute(), routes.trips())));
        if (routes.driven() > 0) {
            text.append(format(
                    "driven    %.1f %% of GraphHopper's routes are those that were driven, and %.1f %% of the fastest routes%n",
                    100 * RouteCounts.share(routes.likeDriven(), routes.driven()),
                    100 * RouteCounts.share(routes.likeFastest(), routes.driven())));
        }
        text.append("written to ")
                .append(out)
                .append(": use it as the only model of a profile, not in requests. In config.yml of GraphHopper 11:\n")
                .append(config(learnt, profile));
        context.print(() -> fields, () -> text);
    }
}
