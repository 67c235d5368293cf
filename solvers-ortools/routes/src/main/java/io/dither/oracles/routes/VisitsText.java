package io.dither.oracles.routes;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.LastRead;
import io.dither.plugin.Lines;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@link Visits} from the parameters of an oracle's text. Oracles with the same file share its graph. */
public final class VisitsText {
    private static final Parameter[] SHARED = {
        Parameter.of(
                        "places",
                        Parameter.Type.TEXT,
                        "the number of places, named 0, 1, ..., or their names such as (0,3,7); all are connected directly")
                .optional(),
        Parameter.of("file", Parameter.Type.FILE, "a file of arcs with the columns from,to, instead of places")
                .optional(),
        Parameter.of("depot", Parameter.Type.TEXT, "where routes begin and end; the first place if left out")
                .optional(),
        Parameter.of(
                        "stops",
                        Parameter.Type.TEXT,
                        "the places to visit, such as (3,7,7), once each time they are named; all except the depot if left out")
                .optional(),
        Parameter.of(
                        "optional",
                        Parameter.Type.FLAG,
                        "whether stops may be left out; the coordinate 7->7 then has the cost of leaving out 7")
                .withDefault("false")
    };

    private final LastRead<Visits> visitsOfFiles = new LastRead<>();

    /** Makes a reader that has read no file yet. */
    public VisitsText() {}

    /**
     * {@return the parameters of visits, followed by the other parameters of an oracle}
     *
     * @param ownParameters the other parameters
     */
    public static Parameter[] parameters(Parameter... ownParameters) {
        return Stream.concat(Arrays.stream(SHARED), Arrays.stream(ownParameters))
                .toArray(Parameter[]::new);
    }

    /**
     * Reads the visits of routes. The number of routes is not read: it is 1 until the caller sets it by {@link
     * Visits#routes}.
     *
     * @param parameters the values of the parameters that {@link #parameters} returns
     * @param defaultPlaces the number of places if neither places nor a file are given; 0 if places or a file are
     *     required
     * @param visitsPerPlace the number of visits to each place if the parameter stops is absent
     * @return the visits
     */
    public Visits read(Parameters parameters, int defaultPlaces, int visitsPerPlace) {
        boolean hasPlaces = parameters.has("places");
        Arguments.require(
                parameters.has("file") ? !hasPlaces : hasPlaces || defaultPlaces > 0,
                "routes need either places or a file",
                "Maybe add places=5");
        Visits visits;
        if (parameters.has("file")) {
            // "", a part of the cache's key, is the same for all texts, because a file is read in only one way
            visits = visitsOfFiles.read(parameters.file("file"), "", VisitsText::read);
        } else {
            visits = hasPlaces ? places(parameters) : Visits.of(defaultPlaces);
        }
        if (parameters.has("depot")) {
            visits = visits.depot(parameters.text("depot").trim());
        }
        visits = parameters.has("stops") ? visits.stops(names(parameters.text("stops"))) : visits.stops(visitsPerPlace);
        return parameters.flag("optional") ? visits.optional() : visits;
    }

    private static Visits places(Parameters parameters) {
        return parameters.text("places").contains(",")
                ? Visits.among(names(parameters.text("places")))
                : Visits.of(parameters.integer("places", 2));
    }

    private static List<String> names(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    }

    private static Visits read(Path file) {
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        Lines.read(file, lines -> {
            // a header is optional, and both columns are required
            new Table(lines, false, 2, "from", "to").forEach(cells -> {
                from.add(cells.get(0));
                to.add(cells.get(1));
            });
            return from; // Lines.read needs a result
        });
        return Visits.along(from, to);
    }

    /**
     * {@return the oracle {@link DegreeAssignment} that an oracle text describes}
     *
     * @param parameters the values of the parameters that {@link #parameters} returns, and of degree (the number of
     *     visits to each stop if the parameter stops is absent, 1 by default), vehicles (the largest number of routes;
     *     by default the degree, so that as many arcs leave the depot as each stop) and least (the smallest number of
     *     routes, all vehicles by default)
     */
    public LinearOracle degreeAssignment(Parameters parameters) {
        int degree = parameters.integer("degree", 1);
        int vehicles = parameters.has("vehicles") ? parameters.integer("vehicles", 1) : degree;
        int minRoutes = parameters.has("least") ? parameters.integer("least", 0) : vehicles;
        // 0: places or a file are required
        return new DegreeAssignment(read(parameters, 0, degree).routes(minRoutes, vehicles));
    }
}
