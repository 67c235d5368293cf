package io.dither.data;

import io.dither.data.habits.Habit;
import io.dither.data.habits.Occasion;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Features made of the decisions of earlier examples ({@link Habit}), from a text such as {@code rivals={from},
 * rivals={to}, by={weekday}, decay=0.3, smooth=0.1}. Rivals are the coordinates among which a decision chooses, such as
 * the arcs that leave a stop: the coordinates with the same text in {@code rivals}, or all coordinates without {@code
 * rivals}. Each {@code rivals} makes a feature that counts all earlier examples; for each {@code by} it makes another
 * feature, which counts only the examples with the same text in {@code by}, such as the same weekday. {@code of} is the
 * name under which a coordinate is counted, if its own name or number differs between examples. Names in braces are
 * columns: of coordinates in {@code rivals} and {@code of}, of examples in {@code by}. The count of a coordinate decays
 * with each example that chose the coordinate or one of its rivals; with {@code age=offered}, only if this example has
 * the coordinate too. The examples that are first in time, as many as {@code after} says, are counted, but a model is
 * not learnt from them. For {@code decay} and {@code smooth} see {@link Habit#of}.
 *
 * @param of the name under which a coordinate is counted, with columns in braces; the empty text for its own name or
 * number
 * @param after the number of examples, first in time, that are counted, but from which a model is not learnt
 * @param features the features, with their counts
 * @param until the latest time that was counted; the empty text if none was
 * @param counting whether decisions that are read from now on are counted, too
 */
public record Habits(String of, int after, List<Feature> features, String until, boolean counting) {
    /** No features. */
    public static final Habits NONE = new Habits("", 0, List.of(), "", true);

    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]*)}");
    /** The keys whose values name columns in braces. */
    private static final Set<String> NAMING = Set.of("rivals", "by", "of");

    private static final Pattern ITEMS = Pattern.compile("\\s*,\\s*");

    /**
     * A feature made of earlier decisions.
     *
     * @param rivals the text that a coordinate has in common with its rivals, with columns in braces; empty if all are
     * rivals
     * @param by the text that the counted examples have in common, with columns in braces; empty to count all examples
     * @param habit the counts
     */
    public record Feature(String rivals, String by, Habit habit) {
        String name() {
            return ("habit|" + rivals + "|" + by)
                    .replaceAll("[{}]", "")
                    .replaceAll("\\|+", "|")
                    .replaceFirst("\\|$", "");
        }

        Feature copied() {
            return new Feature(rivals, by, habit.copied());
        }
    }

    /** Copies the list. */
    public Habits {
        features = List.copyOf(features);
    }

    /**
     * Reads the text of habits.
     *
     * @param text the text; empty for none
     * @return the habits, without counts
     * @throws InvalidArgumentException if the text has an unknown key, or a value that does not fit its key
     */
    public static Habits parse(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        Map<String, String> values =
                new HashMap<>(Map.of("of", "", "after", "0", "decay", "0.9", "smooth", "0.1", "age", "rivals"));
        Set<String> rivals = new LinkedHashSet<>();
        Set<String> byTexts = new LinkedHashSet<>(Set.of("")); // the empty text counts all earlier examples
        for (String item : ITEMS.split(text.strip(), -1)) {
            String[] parts = item.split("=", 2);
            String key = parts[0].strip();
            String value = parts.length < 2 ? "" : parts[1].strip();
            Arguments.require(
                    !NAMING.contains(key) || !columns(value).isEmpty(),
                    "habits '" + text + "' hold '" + item + "', which names no column in braces",
                    "Maybe write " + key + "={column}");
            if (key.equals("rivals")) {
                rivals.add(value);
            } else if (key.equals("by")) {
                byTexts.add(value);
            } else {
                Arguments.require( // replace returns null for an unknown key
                        parts.length == 2 && values.replace(key, value) != null,
                        "habits '" + text + "' hold '" + item + "'",
                        "Maybe write rivals={from}, by={weekday}, decay=0.9, smooth=0.1, of={from}-{to} or after=30");
            }
        }
        try {
            double decay = Double.parseDouble(values.getOrDefault("decay", ""));
            double smooth = Double.parseDouble(values.getOrDefault("smooth", ""));
            String age = values.getOrDefault("age", "");
            Arguments.require(
                    age.equals("rivals") || age.equals("offered"),
                    "habits have age=" + age,
                    "Maybe write age=rivals, or age=offered");
            List<Feature> features = new ArrayList<>();
            for (String by : byTexts) {
                for (String group : rivals.isEmpty() ? Set.of("") : rivals) {
                    Habit habit = Habit.of(decay, smooth);
                    features.add(new Feature(group, by, age.equals("offered") ? habit.decayingIfOffered() : habit));
                }
            }
            int after = Integer.parseInt(values.getOrDefault("after", ""));
            return new Habits(values.getOrDefault("of", ""), Arguments.atLeast("after", after, 0), features, "", true);
        } catch (NumberFormatException noNumber) {
            throw new InvalidArgumentException(
                    "habits '" + text + "': " + noNumber.getMessage() + " does not fit",
                    "Maybe write decay=0.9, smooth=0.1, after=30");
        }
    }

    boolean isEmpty() {
        return features.isEmpty();
    }

    List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /** {@return the columns of coordinates in braces, in {@code of} and {@code rivals}} */
    public Set<String> columnsOfCoordinates() {
        Set<String> columns = new LinkedHashSet<>(columns(of));
        features.forEach(feature -> columns.addAll(columns(feature.rivals())));
        return columns;
    }

    /** {@return the columns of examples in braces, in {@code by}} */
    public Set<String> columnsOfExamples() {
        Set<String> columns = new LinkedHashSet<>();
        features.forEach(feature -> columns.addAll(columns(feature.by())));
        return columns;
    }

    private static Set<String> columns(String text) {
        Set<String> columns = new LinkedHashSet<>();
        COLUMN.matcher(text).results().forEach(braces -> columns.add(braces.group(1)));
        return columns;
    }

    /** Replaces each column in braces by its cell. */
    private static String filled(String text, UnaryOperator<String> cell) {
        return COLUMN.matcher(text).replaceAll(braces -> Matcher.quoteReplacement(cell.apply(braces.group(1))));
    }

    /**
     * Returns the name of a coordinate, followed by the group of its rivals for each feature; empty without features.
     */
    List<String> nameAndRivals(Row row, String name) {
        if (isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(List.of(of.isEmpty() ? name : filled(of, row::text)));
        features.forEach(feature -> texts.add(filled(feature.rivals(), row::text)));
        return texts;
    }

    /**
     * Transposes {@link #nameAndRivals} of all coordinates: a list of their names, then a list of their groups for each
     * feature.
     */
    static List<List<String>> transposed(List<List<String>> ofCoordinates) {
        return IntStream.range(
                        0, ofCoordinates.isEmpty() ? 0 : ofCoordinates.get(0).size())
                .mapToObj(k -> ofCoordinates.stream().map(texts -> texts.get(k)).toList())
                .toList();
    }

    /**
     * Returns an occasion per feature: the text of {@code by} for an example, and its coordinates with their groups of
     * rivals. {@code columns} has the names of the coordinates, then their groups for each feature, see {@link
     * #transposed}.
     */
    List<Occasion> occasions(Row example, List<List<String>> columns) {
        List<Occasion> occasions = new ArrayList<>();
        for (Feature feature : features) {
            occasions.add(new Occasion(
                    filled(feature.by(), example::text), columns.get(1 + occasions.size()), columns.get(0)));
        }
        return occasions;
    }

    /** Returns a copy, whose counts change independently. */
    Habits copied() {
        return new Habits(of, after, features.stream().map(Feature::copied).toList(), until, counting);
    }

    /** Returns the same habits, counted until a time. */
    Habits countedUntil(String time) {
        return new Habits(of, after, features, time, counting);
    }

    /**
     * {@return the same habits, with or without further counting}
     *
     * @param isCounting whether decisions that are read from now on are counted, too
     */
    public Habits counting(boolean isCounting) {
        return new Habits(of, after, features, until, isCounting);
    }

    /** Returns whether these are the habits of a learnt model: decisions were counted when it was learnt. */
    boolean areOfModel() {
        return !until.isEmpty();
    }
}
