package io.dither.data.setup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.data.ColumnRoles;
import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.data.FeatureColumns;
import io.dither.data.Habits;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.Layouts;
import io.dither.data.OracleTexts;
import io.dither.data.Reshaper;
import io.dither.data.ReshaperProvider;
import io.dither.data.formula.Formula;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.SavedModel;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Describes how examples are made from rows. A saved model contains its setup, to read other rows in the same way.
 *
 * @param layout the layout
 * @param oracle the text of the oracle, with braces
 * @param coordinates the location of the coordinates, for the layout shared; null in other layouts
 * @param coordinatesQuery the query for the coordinates; null for all rows of a file
 * @param roles the column of each role, or the text of a role that is not a column, such as {@link Role#MEMBERSHIP}; a
 * role without an entry has its usual column
 * @param features the terms of the features; empty for all columns without a role
 * @param categories the columns that are categories: each level except the reference becomes a feature
 * @param habits the text of the features made of earlier decisions
 * @param learnt the columns of the features and the levels of categories; null before learning
 */
public record Setup(
        Layout layout,
        String oracle,
        @Nullable String coordinates,
        @Nullable String coordinatesQuery,
        Map<Role, String> roles,
        List<String> features,
        List<String> categories,
        String habits,
        @Nullable FeatureColumns learnt) {
    private static final String FILE = "file:";
    private static final String COORDINATES = "coordinates";
    private static final String OVERLAP = "overlap";

    /** Refuses null for components that must be given; they may be missing in a saved model that was edited. */
    public Setup {
        requireNonNull(layout, "layout");
        requireNonNull(oracle, "oracle");
        requireNonNull(roles, "roles");
        requireNonNull(features, "features");
        requireNonNull(categories, "categories");
        requireNonNull(habits, "habits");
    }

    /**
     * {@return a setup without a file of coordinates, categories or habits. Roles have their usual columns, and all
     * other columns are features}
     *
     * @param layout the layout
     * @param oracle the text of the oracle, with braces
     */
    public static Setup of(Layout layout, String oracle) {
        return new Setup(layout, oracle, null, null, Map.of(), List.of(), List.of(), "", null);
    }

    /**
     * {@return the same setup with the coordinates of the layout shared}
     *
     * @param location their location, or null
     * @param query the query for them; null for all rows of a file
     */
    public Setup withCoordinates(@Nullable String location, @Nullable String query) {
        return new Setup(layout, oracle, location, query, roles, features, categories, habits, learnt);
    }

    /**
     * {@return the same setup with other features}
     *
     * @param terms their terms; empty for all columns without a role
     * @param newCategories the columns that are categories
     */
    public Setup withFeatures(List<String> terms, List<String> newCategories) {
        return new Setup(layout, oracle, coordinates, coordinatesQuery, roles, terms, newCategories, habits, learnt);
    }

    /**
     * {@return the same setup with other features made of earlier decisions}
     *
     * @param text their text; empty for none
     */
    public Setup withHabits(String text) {
        return new Setup(layout, oracle, coordinates, coordinatesQuery, roles, features, categories, text, learnt);
    }

    /**
     * {@return the same setup with other roles}
     *
     * @param columns the column of each role, as in {@link #roles}
     */
    public Setup withRoles(Map<Role, String> columns) {
        return new Setup(layout, oracle, coordinates, coordinatesQuery, columns, features, categories, habits, learnt);
    }

    /**
     * {@return the same setup with learnt columns}
     *
     * @param columns the columns of the features and the levels of categories
     */
    public Setup withLearnt(FeatureColumns columns) {
        return new Setup(layout, oracle, coordinates, coordinatesQuery, roles, features, categories, habits, columns);
    }

    /** {@return the terms on which membership of classes of persons depends} */
    public List<String> covariates() {
        return Formula.parse("--membership", roles.getOrDefault(Role.MEMBERSHIP, ""))
                .texts();
    }

    /**
     * {@return the same setup with another column of a role}
     *
     * @param role the role
     * @param column the column, or the text of a role that is not a column, as in {@link #roles}
     */
    public Setup with(Role role, String column) {
        Map<Role, String> changedRoles = new EnumMap<>(Role.class);
        changedRoles.putAll(roles);
        changedRoles.put(role, column);
        return withRoles(changedRoles);
    }

    private Setup withOracleAndCoordinates(String text, @Nullable String location) {
        return new Setup(layout, text, location, coordinatesQuery, roles, features, categories, habits, learnt);
    }

    /**
     * {@return the same setup, in which habits count further decisions or do not count them}
     *
     * @param isCounting whether habits count further decisions
     */
    public Setup counting(boolean isCounting) {
        return learnt == null ? this : withLearnt(learnt.with(learnt.habits().counting(isCounting)));
    }

    /** {@return the same setup without learnt columns, levels and counts of habits, which are determined anew from the data} */
    public Setup learningAgain() {
        return new Setup(layout, oracle, coordinates, coordinatesQuery, roles, features, categories, habits, null);
    }

    /**
     * Reads the examples of a history.
     *
     * @param history its rows
     * @param histories opens the file of the coordinates
     * @param catalogue the plugins, such as oracles
     * @param training the text of the oracle to train on; empty to train on the oracle that decides
     * @param purpose what the examples are read for
     * @return the examples
     * @throws io.dither.error.DataException if a column or a value is missing, or does not fit
     */
    public Examples read(
            History history,
            Histories histories,
            PluginCatalogue catalogue,
            Optional<String> training,
            Purpose purpose) {
        OracleTexts oracles = oracles(catalogue);
        training.ifPresent(oracles::trainedOn);
        return read(reshaped(history, oracles, catalogue, purpose), () -> openCoordinates(histories), oracles, purpose);
    }

    private Optional<Reshaper> reshaper(PluginCatalogue catalogue) {
        return Optional.ofNullable(roles.get(Role.RESHAPE)).map(text -> catalogue.create(ReshaperProvider.class, text));
    }

    /** Returns the lines of the layout long that the reshaper makes of rows; the rows if there is no reshaper. */
    History reshaped(History rows, OracleTexts oracles, PluginCatalogue catalogue, Purpose purpose) {
        return reshaper(catalogue)
                .map(reshaper -> {
                    // the columns that the reshaper does not make are copied from the rows, if the rows have them
                    Set<String> otherColumns = columnsOfLines(oracles);
                    otherColumns.addAll(Formula.of(features).columns());
                    otherColumns.addAll(categories);
                    otherColumns.addAll(Habits.parse(habits).columnsOfExamples());
                    otherColumns.addAll(Habits.parse(habits).columnsOfCoordinates());
                    otherColumns.removeAll(reshaper.lineColumns());
                    return reshaper.reshape(rows, otherColumns, purpose);
                })
                .orElse(rows);
    }

    /** Returns the columns that rows of examples may have: the columns that are read, and the columns of decisions. */
    Set<String> columnsOfRows(OracleTexts oracles, PluginCatalogue catalogue) {
        Set<String> columns = columnsOfLines(oracles);
        reshaper(catalogue).ifPresent(reshaper -> {
            columns.removeAll(reshaper.lineColumns());
            columns.addAll(reshaper.columns());
        });
        return columns;
    }

    /** Returns the columns that rows in this layout may have; the reshaper, if there is one, makes these rows. */
    private Set<String> columnsOfLines(OracleTexts oracles) {
        Set<String> columns = new LinkedHashSet<>();
        boolean arePairs = roles.containsKey(Role.ROW); // coordinates are pairs, such as of an order and a driver
        for (Role role : layout.rolesOfRows()) {
            if (!arePairs || role != Role.COORDINATE) {
                columns.add(roles.getOrDefault(role, role.usualColumn()));
            }
        }
        columns.remove(""); // of roles without a column
        columns.addAll(Formula.parse("--membership", roles.getOrDefault(Role.MEMBERSHIP, ""))
                .columns());
        columns.addAll(arePairs ? oracles.columnsOfPairs() : oracles.columns());
        FeatureColumns learntColumns = learnt == null ? FeatureColumns.NONE : learnt;
        columns.addAll(learntColumns.habits().columnsOfExamples());
        if (layout == Layout.SHARED) {
            columns.addAll(learntColumns.ofExamples());
        } else {
            columns.addAll(Formula.of(learntColumns.columns()).columns());
            columns.addAll(learntColumns.habits().columnsOfCoordinates());
        }
        return columns;
    }

    /**
     * Checks the texts of the oracles and of the reshaper before data are read.
     *
     * @param catalogue the plugins, such as oracles
     * @param training the text of the oracle to train on; empty to train on the oracle that decides
     * @param isSaved whether the model will be saved together with its files
     * @throws InvalidArgumentException if a text is wrong, if there is a reshaper but the layout is not long, or if a
     * file that must be saved with the model cannot be saved
     */
    public void check(PluginCatalogue catalogue, Optional<String> training, boolean isSaved) {
        training.ifPresent(oracles(catalogue)::trainedOn); // throws if a text is wrong
        Arguments.require(
                reshaper(catalogue).isEmpty() || layout == Layout.LONG,
                "--reshape = " + roles.get(Role.RESHAPE) + " makes lines of the layout long",
                "Maybe add --layout long");
        if (isSaved) {
            files(catalogue); // throws if a file could not be saved
        }
    }

    OracleTexts oracles(PluginCatalogue catalogue) {
        return OracleTexts.of(oracle, new OracleRegistry(catalogue));
    }

    Examples read(History history, Supplier<History> coordinateRows, OracleTexts oracles, Purpose purpose) {
        ColumnRoles namedRoles = new ColumnRoles(
                roles, features, Set.copyOf(categories), Habits.parse(habits), FeatureColumns.NONE, purpose);
        ColumnRoles columns = learnt == null ? namedRoles : namedRoles.withLearnt(learnt);
        return switch (layout) {
            case LONG -> Layouts.readLong(history, columns, oracles);
            case WIDE -> Layouts.readWide(history, columns, oracles);
            case SHARED -> Layouts.readShared(coordinateRows.get(), history, columns, oracles);
        };
    }

    /**
     * {@return a warning if an edge occurs twice in the file of the coordinates; parallel edges need a column {@code
     * edge} that tells them apart}
     *
     * @param histories opens the file
     */
    public Optional<String> repeatedEdgeWarning(Histories histories) {
        // with a column to vary by, each edge has a line for each value of this column
        if (coordinates == null || roles.containsKey(Role.VARY_BY)) {
            return Optional.empty();
        }
        History edges = openCoordinates(histories);
        if (!edges.columns().containsAll(List.of("source", "target"))) {
            return Optional.empty();
        }
        boolean isNamed = edges.columns().contains("edge");
        Map<String, Long> lineOfEdge = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        edges.forEach(row -> {
            String edge = row.text("source") + ">" + row.text("target");
            Long first = lineOfEdge.putIfAbsent(isNamed ? edge + " " + row.text("edge") : edge, row.line());
            if (first != null) {
                repeated.add("edge " + edge + " is on lines " + first + " and " + row.line());
            }
        });
        return repeated.stream()
                .findFirst()
                .map(edge -> edges.source() + ": " + edge
                        + (repeated.size() > 1 ? ", and " + (repeated.size() - 1) + " more are repeated" : "")
                        + ". Maybe they are parallel (number all edges in a column edge), otherwise remove one");
    }

    /** Opens the file of the coordinates, for the layout shared. */
    History openCoordinates(Histories histories) {
        if (coordinates == null) {
            throw new InvalidArgumentException(
                    "the layout shared needs the file of the coordinates", "Maybe add --coordinates roads.csv");
        }
        String query = coordinatesQuery == null ? "" : coordinatesQuery;
        Arguments.require(
                !coordinates.startsWith("jdbc:") || !query.isBlank(),
                "'" + Histories.withoutSecrets(coordinates) + "' needs a query",
                "Maybe add --coordinates-query 'select ...'");
        return histories.open(coordinates, query);
    }

    /**
     * {@return the files that decisions need, by their names in a saved model}
     *
     * @param catalogue the plugins, such as oracles
     */
    public Map<String, Path> files(PluginCatalogue catalogue) {
        Map<String, Path> files = new LinkedHashMap<>();
        catalogue.withFiles(OracleProvider.class, oracle, file -> {
            Arguments.require(
                    !file.contains("{"),
                    "the oracle's file " + file + " differs between examples",
                    "Maybe put all into one file, because a saved model contains its files");
            files.put(FILE + file, Arguments.path(file));
            return file;
        });
        if (coordinates != null && !coordinates.startsWith("jdbc:")) {
            files.put(COORDINATES, Arguments.path(coordinates));
        }
        return files;
    }

    /** {@return the setup to save, without secrets} */
    public Setup saved() {
        return withOracleAndCoordinates(oracle, coordinates == null ? null : Histories.withoutSecrets(coordinates));
    }

    /**
     * Adds empty habits, added features and names of coordinates to models that were saved before these existed. Refuses
     * models that were learnt with the option overlap, which no longer exists; for other models, removes its empty entry.
     */
    private static SavedModel completed(SavedModel saved) {
        Arguments.require(
                saved.setup().path(OVERLAP).asText().isBlank(),
                "the model was learnt with --overlap, which no longer exists",
                "Maybe learn it again without");
        if (!saved.setup().isObject()
                || (!saved.setup().has(OVERLAP)
                        && saved.setup().path("learnt").has("added")
                        && saved.setup().has("habits")
                        && saved.setup().path("learnt").has("coordinates"))) {
            return saved;
        }
        ObjectNode setup = saved.setup().deepCopy();
        ObjectNode learnt = setup.get("learnt") instanceof ObjectNode object ? object : setup.objectNode();
        if (!learnt.has("coordinates")) {
            learnt.putArray("coordinates");
        }
        setup.remove(OVERLAP);
        if (!learnt.has("added")) {
            learnt.putArray("added");
        }
        if (!setup.has("habits")) {
            setup.put("habits", "");
            learnt.putPOJO("habits", Habits.NONE);
        }
        return SavedModel.of(saved.fitted(), setup, saved.provenance(), saved.files());
    }

    /**
     * {@return the setup of a saved model, with the locations of the model's files}
     *
     * @param saved the model
     * @param catalogue the plugins, such as oracles
     */
    public static Setup of(SavedModel saved, PluginCatalogue catalogue) {
        Setup loaded = completed(saved).setup(Setup.class);
        Path copy = saved.files().get(COORDINATES);
        String oracle = catalogue.withFiles(
                OracleProvider.class,
                loaded.oracle,
                file -> String.valueOf(saved.files().getOrDefault(FILE + file, Arguments.path(file))));
        return loaded.withOracleAndCoordinates(oracle, copy == null ? loaded.coordinates : copy.toString());
    }
}
