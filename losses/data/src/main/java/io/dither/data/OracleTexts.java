package io.dither.data;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.capability.NamedCoordinates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The oracles of examples, from a text in which {@code {d}} stands for the number of coordinates of an example and other braces for
 * columns of the history, such as {@code jgrapht-shortest-path:file=roads.csv,source={from},target={to}}. Equal texts have one
 * oracle. Used by one thread.
 */
public final class OracleTexts {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");
    private static final String DIMENSION = "d";
    private static final int UNKNOWN = -1;

    private final String template;
    private final Function<String, ? extends LinearOracle> factory;
    private final Function<? super LinearOracle, ? extends List<?>> coordinateNames;
    private final Map<String, LinearOracle> oracles = new HashMap<>();
    private CoordinateNames last = CoordinateNames.NONE;

    /**
     * Creates the oracles.
     *
     * @param template the text with braces
     * @param factory makes an oracle from a text; called once a text
     * @param coordinateNames what the coordinates of an oracle stand for, whose texts are {@code a->b} or {@code a-b} for edges of a
     *     graph; an empty list where they have no names
     */
    public OracleTexts(
            String template,
            Function<String, ? extends LinearOracle> factory,
            Function<? super LinearOracle, ? extends List<?>> coordinateNames) {
        this.template = template;
        this.factory = factory;
        this.coordinateNames = coordinateNames;
    }

    /**
     * Creates oracles by a registry; where their coordinates have names, as the edges of a graph, these are used.
     *
     * @param template the text with braces
     * @param registry makes the oracles
     * @return the oracles
     */
    public static OracleTexts of(String template, OracleRegistry registry) {
        return of(template, registry::create);
    }

    /**
     * Creates oracles by a function; where their coordinates have names, as the edges of a graph, these are used.
     *
     * @param template the text with braces
     * @param factory makes an oracle from a text; called once a text
     * @return the oracles
     */
    public static OracleTexts of(String template, Function<String, ? extends LinearOracle> factory) {
        return new OracleTexts(
                template,
                factory,
                oracle -> oracle.as(NamedCoordinates.class)
                        .<List<?>>map(NamedCoordinates::coordinates)
                        .orElse(List.of()));
    }

    /** {@return the columns that the text names in braces} */
    public Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        BRACES.matcher(template).results().map(match -> match.group(1)).forEach(columns::add);
        columns.remove(DIMENSION);
        return columns;
    }

    String fill(Row row, int dimension) {
        return BRACES.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), row, dimension)));
    }

    String fill(Row row) {
        return fill(row, UNKNOWN);
    }

    private String value(String column, Row row, int dimension) {
        if (!column.equals(DIMENSION)) {
            String text = row.text(column);
            return text.chars().anyMatch(c -> ",:;()".indexOf(c) >= 0) ? "(" + text + ")" : text;
        }
        if (dimension == UNKNOWN) {
            throw new InvalidArgumentException(
                    "the oracle '" + template
                            + "' has {d}, but the layout does not tell how many coordinates there are",
                    "Maybe write the number");
        }
        return String.valueOf(dimension);
    }

    /** Returns the oracle of a text that was filled from a row. */
    LinearOracle create(String text, Row row) {
        try {
            return oracles.computeIfAbsent(text, factory);
        } catch (InvalidArgumentException refused) {
            if (text.equals(template)) {
                throw refused;
            }
            throw row.problem("no oracle '" + text + "': " + refused.getMessage());
        }
    }

    /** Returns the names of an oracle's coordinates; oracles of one graph follow each other, and share them. */
    CoordinateNames names(LinearOracle oracle) {
        List<?> names = coordinateNames.apply(oracle);
        if (!last.areLike(names)) {
            last = CoordinateNames.of(names);
        }
        return last;
    }
}
