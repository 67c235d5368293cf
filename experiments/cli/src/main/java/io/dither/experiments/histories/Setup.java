package io.dither.experiments.histories;

import io.dither.data.ColumnRoles;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.data.FeatureColumns;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.Layouts;
import io.dither.data.OracleTexts;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How examples are made of rows: what a saved model keeps to read other rows in the same way.
 *
 * @param layout the layout
 * @param oracle the text of the oracle, with braces
 * @param coordinates where the file of the coordinates is, for the layout shared
 * @param roles the columns that have a role, by name
 * @param features the features, or none for all columns without a role
 * @param categories the features that are texts
 * @param learnt the columns of the features and the levels of categories, once they are known
 */
record Setup(
        Layout layout,
        String oracle,
        Optional<String> coordinates,
        Map<Role, String> roles,
        List<String> features,
        List<String> categories,
        Optional<FeatureColumns> learnt) {
    private static final String FILE = "file:";
    private static final String COORDINATES = "coordinates";

    Setup withLearnt(FeatureColumns columns) {
        return new Setup(layout, oracle, coordinates, roles, features, categories, Optional.of(columns));
    }

    /** Reads the examples of a history. */
    Examples read(History history, Histories histories, PluginCatalogue catalogue) {
        ColumnRoles columns = ColumnRoles.defaults();
        for (Map.Entry<Role, String> role : roles.entrySet()) {
            columns = columns.with(role.getKey(), role.getValue());
        }
        if (!features.isEmpty()) {
            columns = columns.withFeatures(features.toArray(String[]::new));
        }
        if (!categories.isEmpty()) {
            columns = columns.withCategories(categories.toArray(String[]::new));
        }
        if (learnt.isPresent()) {
            columns = columns.withLearnt(learnt.get());
        }
        OracleTexts oracles = OracleTexts.of(oracle, text -> catalogue.create(OracleProvider.class, text));
        return switch (layout) {
            case LONG -> Layouts.readLong(history, columns, oracles);
            case WIDE -> Layouts.readWide(history, columns, oracles);
            case SHARED ->
                Layouts.readShared(
                        histories.open(coordinates.orElseThrow(() -> new InvalidArgumentException(
                                "the layout shared needs the file of the coordinates",
                                "Maybe --coordinates roads.csv"))),
                        history,
                        columns,
                        oracles);
        };
    }

    /** The files that decisions need, by the names under which a saved model keeps them. */
    Map<String, Path> files(PluginCatalogue catalogue) {
        Map<String, Path> files = new LinkedHashMap<>();
        catalogue.withFiles(OracleProvider.class, oracle, file -> {
            Arguments.require(
                    !file.contains("{"),
                    "the oracle's file " + file + " is another for each example",
                    "Maybe put all into one file: a model carries its files");
            files.put(FILE + file, Path.of(file));
            return file;
        });
        coordinates
                .filter(place -> !place.startsWith("jdbc:"))
                .ifPresent(place -> files.put(COORDINATES, Path.of(place)));
        return files;
    }

    /** What a saved model keeps. */
    Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("layout", List.of(layout.name().toLowerCase(Locale.ROOT)));
        texts.put("oracle", List.of(oracle));
        coordinates.ifPresent(place -> texts.put(COORDINATES, List.of(Histories.withoutSecrets(place))));
        roles.forEach((role, column) -> texts.put("role:" + role.name().toLowerCase(Locale.ROOT), List.of(column)));
        texts.put("features", features);
        texts.put("categories", categories);
        learnt.ifPresent(columns -> {
            texts.put("columns", columns.columns());
            columns.levels().forEach((column, levels) -> texts.put("levels:" + column, levels));
        });
        return texts;
    }

    /** Reads what a saved model kept; its files are where the model has them. */
    static Setup of(Map<String, List<String>> texts, Map<String, Path> files, PluginCatalogue catalogue) {
        Map<Role, String> roles = new EnumMap<>(Role.class);
        Map<String, List<String>> levels = new LinkedHashMap<>();
        texts.forEach((name, values) -> {
            if (name.startsWith("role:")) {
                roles.put(Role.valueOf(name.substring(5).toUpperCase(Locale.ROOT)), values.get(0));
            } else if (name.startsWith("levels:")) {
                levels.put(name.substring(7), values);
            }
        });
        Path copy = files.get(COORDINATES);
        return new Setup(
                Layout.valueOf(one(texts, "layout").toUpperCase(Locale.ROOT)),
                catalogue.withFiles(
                        OracleProvider.class,
                        one(texts, "oracle"),
                        file -> String.valueOf(files.getOrDefault(FILE + file, Path.of(file)))),
                Optional.ofNullable(copy)
                        .map(Path::toString)
                        .or(() -> Optional.ofNullable(texts.get(COORDINATES)).map(list -> list.get(0))),
                roles,
                texts.getOrDefault("features", List.of()),
                texts.getOrDefault("categories", List.of()),
                Optional.ofNullable(texts.get("columns")).map(columns -> new FeatureColumns(columns, levels)));
    }

    private static String one(Map<String, List<String>> texts, String name) {
        List<String> values = texts.getOrDefault(name, new ArrayList<>());
        if (values.isEmpty()) {
            throw new DataException(
                    "model.json", 0, "its setup has no '" + name + "'. Maybe it was not saved by dither learn");
        }
        return values.get(0);
    }
}
