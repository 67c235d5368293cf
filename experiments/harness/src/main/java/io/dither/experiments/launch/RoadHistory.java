package io.dither.experiments.launch;

import io.dither.plugin.PluginSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A history of trips on the roads of a map, and the usual options to learn from it. The unit of costs is a minute on roads of one class.
 *
 * @param folder the folder of its files
 * @param features the formula of the features, such as {@code minutes:C(road)}
 * @param unit the name of the weight that is fixed at 1, such as {@code minutes:road=primary}
 * @param fields the numbers of matched trips and roads, for the JSON output
 * @param report the same numbers as lines for the console, with line ends
 */
public record RoadHistory(Path folder, String features, String unit, Map<String, Object> fields, String report) {
    /** The loss that is usual for such a history. */
    public static final String LOSS = "moments";

    /** The noise that is usual for such a history. */
    public static final String NOISE = "lognormal";

    /**
     * The options of {@code dither learn}, without their dashes, that a map suggests. There is no suggestion for an option that the user gives,
     * or that belongs to another option of the user: for example, with {@code --features} the map does not suggest {@code --fix}.
     */
    public static final List<String> SUGGESTED =
            List.of("layout", "coordinates", "data", "oracle", "features", "fix", "loss", "noise", "positions");

    /** {@return the file of the roads} */
    public Path roads() {
        return folder.resolve("roads.csv");
    }

    /** {@return the file of the trips} */
    public Path trips() {
        return folder.resolve("trips.csv");
    }

    /** {@return the file with the positions of the vertices, for maps} */
    public Path corners() {
        return folder.resolve("corners.csv");
    }

    /** {@return the text of the oracle: shortest paths between the columns {@code from} and {@code to} of a trip} */
    public String oracle() {
        PluginSpec file = new PluginSpec("jgrapht-shortest-path", Map.of("file", roads().toString()));
        return file + ",format=csv,source={from},target={to}"; // parentheses enclose a path with a comma
    }

    /** {@return the fixed weight with its value} */
    public String fixedWeight() {
        return unit + "=1";
    }

    /** {@return the options of {@code dither learn} for this history} */
    public List<String> options() {
        return List.of(
                "--layout=shared",
                "--coordinates=" + roads(),
                "--data=" + trips(),
                "--oracle=" + oracle(),
                "--features=" + features,
                "--fix=" + fixedWeight(),
                "--loss=" + LOSS,
                "--noise=" + NOISE,
                "--positions=" + corners());
    }
}
