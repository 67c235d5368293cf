package io.dither.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.DataException;
import io.dither.oracle.InexactPolicy;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.AtomicFile;
import io.dither.storage.Checksums;
import io.dither.storage.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A fitted model as a folder: {@code model.json} and the files that its decisions need, with their checksums. Format version 1;
 * a model of another version is refused. What was fitted is kept, but not how the search went.
 *
 * @param fitted what was fitted; without progress once loaded
 * @param setup how features and oracles are made of rows, for whoever reads rows: names with lists of texts
 * @param provenance where it comes from: checksums of data, seed, versions
 * @param files the files that the setup names, by these names
 */
public record SavedModel(
        Fitted fitted, Map<String, List<String>> setup, Map<String, String> provenance, Map<String, Path> files) {
    /** What the files of this version say. */
    public static final int VERSION = 1;

    private static final String FORMAT = "dither-model";
    private static final String NAME = "model.json";
    private static final String CUT = ". Maybe the file was cut off or edited, or a later program saved it";
    private static final String FILES = "files";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Writes the model into a folder, which is made where there is none; model.json is put there last, and whole.
     *
     * @param folder the folder
     * @throws DataException where a file of the setup cannot be read
     * @throws UncheckedIOException where the folder cannot be written
     */
    public void save(Path folder) {
        try {
            Files.createDirectories(folder.resolve(FILES));
            ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION);
            writeModel(root.putObject("costModel"), folder);
            root.set("parameters", numbers(fitted.parameters()));
            put(root, "epsilon", fitted.epsilon());
            put(root, "epsilonError", fitted.epsilonError());
            root.put("noise", fitted.noise().text());
            put(root, "shapePerLength", fitted.noise().shapePerLength());
            root.put("inexact", fitted.inexact().toString());
            root.put("status", fitted.status().toString()).put("message", fitted.message());
            put(root, "loss", fitted.loss());
            root.put("examples", fitted.examples());
            ArrayNode weights = root.putArray("weights");
            fitted.weights().forEach(weight -> write(weight, weights.addObject()));
            fitted.unidentified().forEach(root.putArray("unidentified")::add);
            ObjectNode setups = root.putObject("setup");
            setup.forEach((name, texts) -> texts.forEach(setups.withArray(name)::add));
            setup.forEach((name, texts) -> setups.withArray(name));
            new TreeMap<>(provenance).forEach(root.putObject("provenance")::put);
            ObjectNode copies = root.putObject(FILES);
            for (Map.Entry<String, Path> file : files.entrySet()) {
                copies.set(file.getKey(), copy(file.getValue(), folder));
            }
            AtomicFile.write(folder.resolve(NAME), Seal.on(JSON.writeValueAsString(root)));
        } catch (IOException failure) {
            throw AtomicFile.unwritable(folder, failure);
        }
    }

    private static ObjectNode copy(Path file, Path folder) {
        String sum = Checksums.sha256(file);
        String name = sum.substring(0, 12) + "-" + file.getFileName();
        Path copy = folder.resolve(FILES).resolve(name);
        if (!Files.exists(copy) || !Checksums.sha256(copy).equals(sum)) {
            AtomicFile.copy(file, copy);
        }
        return JSON.createObjectNode().put("path", FILES + "/" + name).put("sha256", sum);
    }

    private void writeModel(ObjectNode node, Path folder) throws IOException {
        if (fitted.model() instanceof SharedLinearModel shared) {
            node.put("kind", "shared-linear").put("link", shared.link().name().toLowerCase(Locale.ROOT));
            shared.names().forEach(node.putArray("features")::add);
            node.set("scales", numbers(shared.scales()));
        } else if (fitted.model() instanceof LinearModel linear) {
            node.put("kind", "linear").put("link", linear.link().name().toLowerCase(Locale.ROOT));
            linear.features().forEach(node.putArray("features")::add);
            node.put("dimension", linear.dimension());
            node.set("centres", numbers(linear.centres()));
            node.set("scales", numbers(linear.scales()));
        } else if (fitted.model() instanceof BoostedModel boosted) {
            node.put("kind", "boosted").put("link", boosted.link().name().toLowerCase(Locale.ROOT));
            boosted.features().forEach(node.putArray("features")::add);
            node.set("trees", SavedTrees.write(boosted.trees(), folder.resolve(FILES)));
        } else {
            node.put("kind", "own").put("class", fitted.model().getClass().getName());
        }
    }

    private static void write(Weight weight, ObjectNode node) {
        node.put("name", weight.name());
        put(node, "estimate", weight.estimate());
        put(node, "standardError", weight.standardError());
        put(node, "low", weight.low());
        put(node, "high", weight.high());
        put(node, "pValue", weight.pValue());
        node.put("note", weight.note());
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else if (Double.isInfinite(value)) {
            node.put(name, value > 0 ? "infinity" : "-infinity");
        } else {
            node.put(name, value);
        }
    }

    private static ArrayNode numbers(double[] values) {
        ArrayNode array = JSON.createArrayNode();
        for (double value : values) {
            if (Double.isInfinite(value)) {
                array.add("infinity"); // the scale of what never varied
            } else {
                array.add(value);
            }
        }
        return array;
    }

    /**
     * Reads a model.
     *
     * @param place the folder, or its model.json
     * @param catalogue where its noise is found
     * @return the model
     * @throws DataException where it is no model of this version, or a file has changed
     */
    public static SavedModel load(Path place, PluginCatalogue catalogue) {
        return load(place, catalogue, name -> {
            throw new DataException(
                    place.toString(),
                    0,
                    "its cost model is a class of one's own, " + name
                            + ". Maybe load it in Java, by load(place, catalogue, models)");
        });
    }

    /**
     * Reads a model whose cost model may be one of one's own.
     *
     * @param place the folder, or its model.json
     * @param catalogue where its noise is found
     * @param own makes the cost model, standardised, from the name of its class
     * @return the model
     * @throws DataException where it is no model of this version, or a file has changed
     */
    public static SavedModel load(Path place, PluginCatalogue catalogue, Function<String, CostModel> own) {
        Path file = Files.isDirectory(place) ? place.resolve(NAME) : place;
        String text = text(file);
        Reader reader = new Reader(file, parse(file, text));
        reader.requireVersion();
        reader.requireIntact(text);
        JsonNode root = reader.root();
        Map<String, List<String>> setup = new LinkedHashMap<>();
        root.path("setup").properties().forEach(entry -> {
            List<String> texts = new ArrayList<>();
            entry.getValue().forEach(one -> texts.add(one.asText()));
            setup.put(entry.getKey(), List.copyOf(texts));
        });
        Map<String, String> provenance = new LinkedHashMap<>();
        root.path("provenance")
                .properties()
                .forEach(
                        entry -> provenance.put(entry.getKey(), entry.getValue().asText()));
        Map<String, Path> files = new LinkedHashMap<>();
        root.path(FILES).properties().forEach(entry -> files.put(entry.getKey(), reader.verified(entry.getValue())));
        return new SavedModel(reader.fitted(catalogue, own), setup, provenance, files);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new DataException(
                    file.toString(), 0, "the file does not exist. Maybe it is no folder of 'dither learn'", missing);
        } catch (IOException unreadable) {
            throw new DataException(file.toString(), 0, "the file cannot be read: " + unreadable + CUT, unreadable);
        }
    }

    private static JsonNode parse(Path file, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new DataException(
                    file.toString(),
                    wrong.getLocation().getLineNr(),
                    "it is no JSON: " + wrong.getOriginalMessage() + CUT,
                    wrong);
        }
    }

    private record Reader(Path file, JsonNode root) {
        DataException wrong(String problem) {
            return new DataException(file.toString(), 0, problem + CUT);
        }

        void requireVersion() {
            if (!root.path("format").asText().equals(FORMAT)) {
                throw wrong("it is no saved model: its format is '"
                        + root.path("format").asText() + "', not '" + FORMAT + "'");
            }
            if (root.path("version").asInt() != VERSION) {
                throw wrong("its version is " + root.path("version").asText() + ", but this program reads version "
                        + VERSION + " and a later program may have saved it");
            }
        }

        /** Models of before the checksum have none. */
        void requireIntact(String text) {
            if (root.has(Seal.MEMBER)
                    && !Seal.isIntact(text, root.get(Seal.MEMBER).asText())) {
                throw new DataException(
                        file.toString(),
                        0,
                        "it has changed since the model was saved. Maybe learn again, or " + Seal.UNDO);
            }
        }

        private JsonNode get(JsonNode node, String name) {
            JsonNode child = node.get(name);
            if (child == null) {
                throw wrong("'" + name + "' is missing");
            }
            return child;
        }

        private double number(JsonNode node, String name) {
            JsonNode child = get(node, name);
            if (child.isNull()) {
                return Double.NaN;
            }
            return numberOf(child, name);
        }

        private double numberOf(JsonNode child, String name) {
            if (child.isTextual()) {
                return switch (child.asText()) {
                    case "infinity" -> Double.POSITIVE_INFINITY;
                    case "-infinity" -> Double.NEGATIVE_INFINITY;
                    default -> throw wrong("'" + name + "' is '" + child.asText() + "', not a number");
                };
            }
            if (!child.isNumber()) {
                throw wrong("'" + name + "' is " + child + ", not a number");
            }
            return child.asDouble();
        }

        private double[] numbers(JsonNode node, String name) {
            JsonNode array = get(node, name);
            double[] values = new double[array.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = numberOf(array.get(i), name + "[" + i + "]");
            }
            return values;
        }

        private List<String> texts(JsonNode node, String name) {
            List<String> texts = new ArrayList<>();
            get(node, name).forEach(text -> texts.add(text.asText()));
            return List.copyOf(texts);
        }

        private CostModel model(Function<String, CostModel> own) {
            JsonNode node = get(root, "costModel");
            String kind = get(node, "kind").asText();
            return switch (kind) {
                case "shared-linear" ->
                    SharedLinearModel.of(texts(node, "features"), link(node)).scaledBy(numbers(node, "scales"));
                case "linear" ->
                    LinearModel.of(
                                    texts(node, "features"),
                                    get(node, "dimension").asInt(),
                                    link(node))
                            .scaledBy(numbers(node, "centres"), numbers(node, "scales"));
                case "boosted" ->
                    BoostedModel.of(texts(node, "features"), link(node), TreeSettings.USUAL)
                            .withTrees(SavedTrees.read(verified(get(node, "trees"))));
                case "own" -> own.apply(get(node, "class").asText());
                default -> throw wrong("its cost model '" + kind + "' is unknown to this program");
            };
        }

        private Link link(JsonNode node) {
            String link = get(node, "link").asText();
            try {
                return Link.valueOf(link.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new DataException(file.toString(), 0, "its link '" + link + "' is unknown" + CUT, unknown);
            }
        }

        Fitted fitted(PluginCatalogue catalogue, Function<String, CostModel> own) {
            CostModel model = model(own);
            double[] parameters = numbers(root, "parameters");
            if (parameters.length != model.names().size()) {
                throw wrong("it has " + parameters.length + " parameters for "
                        + model.names().size() + " names");
            }
            List<Weight> weights = new ArrayList<>();
            for (JsonNode node : get(root, "weights")) {
                weights.add(new Weight(
                        get(node, "name").asText(),
                        number(node, "estimate"),
                        number(node, "standardError"),
                        number(node, "low"),
                        number(node, "high"),
                        number(node, "pValue"),
                        get(node, "note").asText()));
            }
            NoiseModel noise =
                    NoiseModel.parse(get(root, "noise").asText(), number(root, "shapePerLength") > 0, catalogue);
            return new Fitted(
                    model,
                    parameters,
                    number(root, "epsilon"),
                    number(root, "epsilonError"),
                    List.copyOf(weights),
                    Fitted.Status.of(get(root, "status").asText()),
                    get(root, "message").asText(),
                    number(root, "loss"),
                    texts(root, "unidentified"),
                    noise,
                    InexactPolicy.parse(root.path("inexact").asText("fail")),
                    get(root, "examples").asInt(),
                    0,
                    List.of());
        }

        Path verified(JsonNode node) {
            Path copy = file.resolveSibling(get(node, "path").asText()).normalize();
            if (!copy.toAbsolutePath()
                    .startsWith(file.toAbsolutePath().normalize().getParent())) {
                throw wrong("it names " + copy + ", a file outside its folder");
            }
            if (!Checksums.sha256(copy).equals(get(node, "sha256").asText())) {
                throw new DataException(
                        copy.toString(), 0, "it has changed since the model was saved. Maybe learn again");
            }
            return copy;
        }
    }
}
