package io.dither.data;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.plugin.PluginSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The oracles of examples, made from a text with braces, such as {@code
 * jgrapht-shortest-path:file=roads.csv,source={from},target={to}}. {@code {d}} is the number of coordinates of an
 * example (not in the layout wide, where the oracle gives this number), {@code {rows}} and {@code {cols}} (or {@code
 * {columns}}) the numbers of its rows and columns if coordinates are pairs; other braces name columns of the history. Equal texts share an oracle. A cell only fills a
 * value and cannot set another parameter. Cells can choose a file only if the text has braces in the name of a file.
 * Used by one thread.
 */
public final class OracleTexts {
    private static final String DIMENSION = "d";

    private final String template;
    /** The names in braces. */
    private final Set<String> namesInBraces;

    private final OracleRegistry registry;
    private final Function<? super LinearOracle, ? extends List<?>> coordinateNames;
    private final Map<String, LinearOracle> oracles = new HashMap<>();
    /** The numbers for {@code {d}}, {@code {rows}} and {@code {cols}} of the example that is being read. */
    private Map<String, Integer> sizes = Map.of();

    private CoordinateNames lastNames = CoordinateNames.NONE;
    /** The oracles to train on; null to train on the oracles that decide. */
    private @Nullable OracleTexts training;
    /** The coordinates that were last read in the layout shared; null before the first such reading. */
    private @Nullable SharedCoordinates shared;

    /**
     * Creates the oracles.
     *
     * @param template the text with braces
     * @param registry makes an oracle from a text; called once per text
     * @param coordinateNames returns the names of an oracle's coordinates, {@code a->b} or {@code a-b} for edges of a
     * graph; an empty list if they have no names
     * @throws InvalidArgumentException if the text is wrong, or has braces elsewhere than in values
     */
    public OracleTexts(
            String template,
            OracleRegistry registry,
            Function<? super LinearOracle, ? extends List<?>> coordinateNames) {
        this.template = template;
        this.registry = registry;
        this.coordinateNames = coordinateNames;
        // replaces each pair of braces by itself, which throws if the text is wrong
        namesInBraces = PluginSpec.namesInBraces(registry.filled(template, name -> "{" + name + "}"));
    }

    /**
     * Creates oracles whose coordinates have the names of {@link NamedCoordinates}, if any.
     *
     * @param template the text with braces
     * @param registry makes the oracles
     * @return the oracles
     * @throws InvalidArgumentException if the text is wrong, or has braces elsewhere than in values
     */
    public static OracleTexts of(String template, OracleRegistry registry) {
        return new OracleTexts(
                template,
                registry,
                oracle -> oracle.as(NamedCoordinates.class)
                        .<List<?>>map(NamedCoordinates::coordinates)
                        .orElse(List.of()));
    }

    /**
     * {@return this object, which it changes to have other oracles for training, such as relaxations}
     *
     * @param text the text of the other oracles, with braces; the training oracle of an example must have the
     *     coordinates and the sense of the oracle that decides
     */
    public OracleTexts trainedOn(String text) {
        training = new OracleTexts(text, registry, coordinateNames);
        return this;
    }

    /**
     * The oracle of an example, with its text.
     *
     * @param text the text, with braces filled
     * @param oracle the oracle
     */
    public record OracleWithText(String text, LinearOracle oracle) {}

    /**
     * Returns the oracle with which a model is trained on an example; empty without {@link #trainedOn}, when a model is
     * trained with the oracle that decides. For the same example, call {@link #fill} or {@link #reuseSizes} first.
     */
    Optional<OracleWithText> training(Row row, LinearOracle deciding) {
        if (training == null) {
            return Optional.empty();
        }
        String text = training.fill(row, sizes);
        LinearOracle oracle = training.create(text, row);
        if (oracle.dimension() != deciding.dimension() || oracle.sense() != deciding.sense()) {
            throw row.problem("the oracle to train on, '" + text + "', has " + oracle.dimension() + " coordinates ("
                    + oracle.sense() + "), but the oracle that decides has " + deciding.dimension() + " ("
                    + deciding.sense()
                    + "). Maybe give it the same coordinates");
        }
        return Optional.of(new OracleWithText(text, oracle));
    }

    /**
     * {@return the columns that the texts name in braces, if coordinates are pairs: {@code {rows}}, {@code {cols}} and
     * {@code {columns}} are then numbers, not columns}
     */
    public Set<String> columnsOfPairs() {
        Set<String> columns = columns();
        columns.removeAll(Set.of("rows", "cols", "columns"));
        return columns;
    }

    /** {@return the columns that the texts name in braces, if coordinates are not pairs} */
    public Set<String> columns() {
        Set<String> columns = new TreeSet<>(namesInBraces);
        if (training != null) {
            columns.addAll(training.columns());
        }
        columns.remove(DIMENSION);
        return columns;
    }

    /** Returns the shared coordinates of the last reading, if they would be read in the same way again. */
    Optional<SharedCoordinates> shared(History coordinates, History examples, ColumnRoles roles) {
        return Optional.ofNullable(shared).filter(stored -> stored.isReadFrom(coordinates, examples, roles));
    }

    /** Stores the coordinates that all examples of a reading share, for the next reading. */
    void store(SharedCoordinates read) {
        shared = read;
    }

    /** {@return the number of oracles made so far, without those to train on} */
    public int size() {
        return oracles.size();
    }

    /** Returns the numbers for {@code {d}}, {@code {rows}} and {@code {cols}} of the last {@link #fill} or {@link #reuseSizes}. */
    Map<String, Integer> sizes() {
        return sizes;
    }

    /**
     * Sets the numbers for {@link #training} of an example that reuses the oracle of an earlier example without
     * {@link #fill}.
     */
    void reuseSizes(Map<String, Integer> earlierSizes) {
        sizes = earlierSizes;
    }

    /** Fills the braces of the text for an example with {@code dimension} coordinates. */
    String fill(Row row, int dimension) {
        return fill(row, Map.of(DIMENSION, dimension));
    }

    /** Fills the braces of the text for an example whose coordinates are pairs of rows and columns. */
    String fill(Row row, int dimension, int rows, int columns) {
        return fill(row, Map.of(DIMENSION, dimension, "rows", rows, "cols", columns, "columns", columns));
    }

    private String fill(Row row, Map<String, Integer> numbers) {
        sizes = numbers;
        if (numbers.isEmpty() && namesInBraces.contains(DIMENSION)) {
            throw new InvalidArgumentException(
                    "the oracle '" + template + "' has {d}, but the layout does not give the number of coordinates",
                    "Maybe write the number");
        }
        try {
            return registry.filled(
                    template, name -> numbers.containsKey(name) ? String.valueOf(numbers.get(name)) : row.text(name));
        } catch (InvalidArgumentException refused) {
            throw row.problem("no oracle '" + template + "': " + refused.getMessage());
        }
    }

    /** Fills the braces of the text for an example whose number of coordinates only the oracle knows. */
    String fill(Row row) {
        return fill(row, Map.of());
    }

    /** Returns the oracle of a text whose braces were filled from a row; equal texts give the same oracle. */
    LinearOracle create(String text, Row row) {
        try {
            return oracles.computeIfAbsent(text, registry::create);
        } catch (InvalidArgumentException refused) {
            if (text.equals(template)) { // without braces, the row is not the cause
                throw refused;
            }
            throw row.problem("no oracle '" + text + "': " + refused.getMessage());
        }
    }

    /**
     * Returns the names of an oracle's coordinates. The last names are reused, because oracles of the same graph follow
     * each other.
     */
    CoordinateNames names(LinearOracle oracle) {
        List<?> names = coordinateNames.apply(oracle);
        if (!lastNames.agreeWith(names)) {
            lastNames = CoordinateNames.of(names);
        }
        return lastNames;
    }
}
