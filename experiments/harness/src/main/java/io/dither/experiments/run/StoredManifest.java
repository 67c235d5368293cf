package io.dither.experiments.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A {@code manifest.json} that an earlier run has written.
 *
 * @param folder the run folder
 * @param json its content as JSON, with the keys of {@link Manifest}
 */
public record StoredManifest(Path folder, JsonNode json) {
    /**
     * Options that are neither compared nor repeated. They change no result, except {@code plugins}, which {@code dither rerun} takes from the command line.
     * Threads are not among them, because the results of PyTorch depend on them.
     */
    public static final Set<String> OPTIONS_WITHOUT_EFFECT = Set.of("out", "resume", "json", "plugins", "stacktrace");

    /**
     * Reads the manifest of a run folder.
     *
     * @param folder the run folder
     * @return the manifest
     * @throws DataException if the folder has no manifest, or the file is not a manifest or has changed since it was
     *     written
     */
    public static StoredManifest read(Path folder) {
        JsonNode json = StoredJson.read(folder.resolve("manifest.json"))
                .orElseThrow(() -> DataException.of(
                        folder, "is not a run folder: it has no manifest.json. Maybe the path is wrong"));
        if (!json.path("experiment").isTextual() || !json.path("configuration").isObject()) {
            throw DataException.of(
                    folder.resolve("manifest.json"),
                    "does not name an experiment and its configuration. Maybe another program wrote it");
        }
        return new StoredManifest(folder, json);
    }

    /** {@return the name of the experiment} */
    public String experiment() {
        return json.get("experiment").asText();
    }

    /** {@return the arguments of the command, as given} */
    public List<String> commandLine() {
        List<String> arguments = new ArrayList<>();
        json.path("commandLine").forEach(argument -> arguments.add(argument.asText()));
        return arguments;
    }

    /**
     * Returns the options that can change a result, with their values, for a command line.
     *
     * @return arguments such as {@code --epsilon=0.5}
     */
    public List<String> optionArguments() {
        List<String> arguments = new ArrayList<>();
        json.get("configuration").properties().forEach(option -> {
            if (!OPTIONS_WITHOUT_EFFECT.contains(option.getKey())) {
                values(option.getValue()).forEach(value -> arguments.add("--" + option.getKey() + "=" + value));
            }
        });
        return arguments;
    }

    private static List<String> values(JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> values.add(element.asText()));
        } else {
            values.add(value.asText());
        }
        return values;
    }

    /**
     * Requires that a run has the experiment, options (seed included), settings and data of the stored run. {@link
     * #OPTIONS_WITHOUT_EFFECT} may differ.
     *
     * @param other the manifest of the run that is about to start
     * @throws InvalidArgumentException if they differ; the message names all differences
     */
    public void requireSameRun(Manifest other) {
        JsonNode requested = StoredJson.parse(JsonOutput.text(other));
        List<String> differences = new ArrayList<>();
        if (!experiment().equals(other.experiment())) {
            differences.add("it is a run of " + experiment());
        }
        compare("configuration", "--", requested, differences);
        compare("settings", "settings ", requested, differences);
        compare("data", "data ", requested, differences);
        if (!differences.isEmpty()) {
            throw new InvalidArgumentException(
                    "the run in " + folder + " cannot be resumed with these options: " + String.join(", ", differences),
                    "Maybe repeat its command: dither " + String.join(" ", commandLine()) + " --resume");
        }
    }

    private void compare(String part, String prefix, JsonNode requested, List<String> differences) {
        Map<String, String> storedTexts = texts(json.path(part));
        Map<String, String> requestedTexts = texts(requested.path(part));
        Set<String> names = new TreeSet<>(storedTexts.keySet());
        names.addAll(requestedTexts.keySet());
        names.removeAll(OPTIONS_WITHOUT_EFFECT);
        for (String name : names) {
            String old = storedTexts.getOrDefault(name, "not set");
            if (!old.equals(requestedTexts.getOrDefault(name, "not set"))) {
                differences.add("it has " + prefix + name + " " + old + ", not "
                        + requestedTexts.getOrDefault(name, "not set"));
            }
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), String.join(",", values(entry.getValue()))));
        return texts;
    }
}
