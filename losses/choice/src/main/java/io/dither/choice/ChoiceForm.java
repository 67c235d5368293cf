package io.dither.choice;

import io.dither.data.Row;
import io.dither.data.formula.Cells;
import io.dither.error.Arguments;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of the reshaper {@code choices}, which say what the columns of a table mean. The reshaper makes a line per choice and alternative from the rows
 * of the table.
 *
 * @param arguments the texts of the parameters by name
 * @param codes the names of the alternatives by their codes in the column {@link #choice}, in the order of the parameter {@code alternatives}; a name without a
 * code is its own code; empty if no alternatives are given
 * @param available the condition under which each alternative is available, by its name; a condition for all alternatives has the empty name; the map is empty
 * if all alternatives are always available
 * @param only the condition under which a row is used
 * @param definitions columns that are computed from other columns, in the order of the text
 */
record ChoiceForm(
        Map<String, String> arguments,
        Map<String, String> codes,
        Map<String, Expression> available,
        Optional<Expression> only,
        List<Definition> definitions) {
    /** The column at the start of a change, and the operator that follows it. */
    private static final Pattern CHANGED_COLUMN =
            Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_.$]*|`[^`]+`)\\s*(=(?!=)|[-+*/])");

    static final String CHOICE = "choice";
    static final String ALTERNATIVE = "alternative";
    static final String AVAILABLE = "available";
    static final String UTILITY = "utility";
    static final String EXAMPLE = "example";
    static final String ONLY = "only";
    static final String DEFINE = "define";

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.of(CHOICE, Parameter.Type.TEXT, "the column of the choice"),
            Parameter.of(UTILITY, Parameter.Type.TEXT, "the utilities"),
            Parameter.of(
                            Choices.ALTERNATIVES,
                            Parameter.Type.TEXT,
                            "the alternatives, perhaps with codes, such as 1=TRAIN,2=CAR")
                    .withDefault(""),
            Parameter.of(
                            ALTERNATIVE,
                            Parameter.Type.TEXT,
                            "the column of the alternative, if each row is one alternative")
                    .withDefault(""),
            Parameter.of(EXAMPLE, Parameter.Type.TEXT, "the column that names choices")
                    .withDefault(""),
            Parameter.of(AVAILABLE, Parameter.Type.TEXT, "the condition under which an alternative is available")
                    .withDefault(""),
            Parameter.of(ONLY, Parameter.Type.TEXT, "the condition under which a row is a choice")
                    .withDefault(""),
            Parameter.of(DEFINE, Parameter.Type.TEXT, "columns computed from others, separated by semicolons")
                    .withDefault(""));

    /**
     * A column that is computed from other columns, and perhaps from its own previous value.
     *
     * @param name the name of the column
     * @param value the expression that computes its number
     */
    record Definition(String name, Expression value) {}

    /** Reads the text of the reshaper, which a saved model holds. */
    static ChoiceForm parse(String reshape) {
        Arguments.require(
                reshape.startsWith(Choices.ID + ":"),
                "the model was not learnt from rows of choices",
                "Maybe learn it by 'dither choice'");
        return of(PluginSpec.parse(reshape).arguments());
    }

    /**
     * {@return a copy of this form that also changes columns: each change becomes a definition, after the present definitions}
     *
     * @param changes the changes, such as {@code CAR_CO*1.2} or {@code CAR_AV=0}
     */
    ChoiceForm changed(List<String> changes) {
        List<String> allDefinitions = new ArrayList<>(List.of(arguments.getOrDefault(DEFINE, "")));
        for (String change : changes) {
            Matcher column = CHANGED_COLUMN.matcher(change);
            Arguments.require(
                    column.lookingAt(),
                    "--set = " + change + " does not begin with the column that it changes, followed by = or + - * /",
                    "Maybe CAR_CO*1.2 or CAR_CO=100");
            // CAR_CO*1.2 becomes the definition CAR_CO = CAR_CO*1.2
            allDefinitions.add(column.group(2).equals("=") ? change : column.group(1) + " = " + change);
        }
        allDefinitions.removeIf(String::isEmpty);
        Map<String, String> changedArguments = new LinkedHashMap<>(arguments);
        changedArguments.put(DEFINE, String.join("; ", allDefinitions));
        return of(changedArguments);
    }

    /** Reads the texts of the parameters, of which some may be missing. */
    static ChoiceForm of(Map<String, String> arguments) {
        Map<String, String> codes = codes(arguments.getOrDefault(Choices.ALTERNATIVES, ""));
        // the second argument of Expression.parse replaces {alt}
        Map<String, Expression> available = new LinkedHashMap<>();
        String text = arguments.getOrDefault(AVAILABLE, "");
        if (!text.isEmpty() && codes.isEmpty()) {
            available.put("", Expression.parse(text, ""));
        } else if (!text.isEmpty()) {
            codes.values().forEach(name -> available.put(name, Expression.parse(text, name)));
        }
        String only = arguments.getOrDefault(ONLY, "");
        ChoiceForm form = new ChoiceForm(
                arguments,
                codes,
                available,
                only.isEmpty() ? Optional.empty() : Optional.of(Expression.parse(only, "")),
                definitions(arguments.getOrDefault(DEFINE, "")));
        Arguments.require(
                form.alternative().isEmpty() || !form.example().isEmpty(),
                "each row is one alternative, but no column names the choice to which it belongs",
                "Maybe --example id");
        return form;
    }

    /** The text of the reshaper, without empty parameters. */
    String text() {
        Map<String, String> nonEmpty = new LinkedHashMap<>(arguments);
        nonEmpty.values().removeIf(String::isEmpty);
        return new PluginSpec(Choices.ID, nonEmpty).toString();
    }

    private static Map<String, String> codes(String text) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (String entry : text.isEmpty() ? List.<String>of() : Utility.split(text, ',')) {
            int equals = entry.indexOf('=');
            String code = entry.substring(0, Math.max(0, equals)).strip();
            String name = entry.substring(equals + 1).strip();
            Arguments.require(
                    !name.isEmpty() && !codes.containsValue(name),
                    "--alternatives = " + text + " names '" + name + "' twice, or leaves a name empty",
                    "Maybe write 1=TRAIN,2=CAR");
            String previousName = codes.put(normalised(code.isEmpty() ? name : code), name);
            Arguments.require(
                    previousName == null,
                    "--alternatives = " + text + " has the code of '" + name + "' twice",
                    "Maybe write 1=TRAIN,2=CAR");
        }
        return codes;
    }

    private static List<Definition> definitions(String text) {
        List<Definition> definitions = new ArrayList<>();
        for (String entry : text.isEmpty() ? List.<String>of() : Utility.split(text, ';')) {
            int equals = entry.indexOf('=');
            String name = entry.substring(0, Math.max(0, equals)).strip();
            Arguments.require(
                    !name.isEmpty() && !entry.startsWith("==", equals),
                    "--define = " + entry.strip() + " is not NAME = EXPRESSION",
                    "Maybe --define 'COST = FARE * (GA == 0)'");
            definitions.add(new Definition(name.replace("`", ""), Expression.parse(entry.substring(equals + 1), "")));
        }
        return definitions;
    }

    /** Returns a text that is the same for equal numbers, such as 2 and 2.0. */
    private static String normalised(String code) {
        try {
            return new BigDecimal(code).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException word) {
            return code;
        }
    }

    /** The column of the decision. It holds the code of the chosen alternative; if each row is one alternative, 1 if this was chosen and 0 if not. */
    String choice() {
        return arguments.getOrDefault(CHOICE, "");
    }

    /** The text of the utilities, see {@link Utility}. */
    String utility() {
        return arguments.getOrDefault(UTILITY, "");
    }

    /** The column of the alternative; empty if a row is a whole choice. */
    String alternative() {
        return arguments.getOrDefault(ALTERNATIVE, "");
    }

    /** The column that names choices; empty if a choice is named by the position of its row in the table, {@link Row#line}. */
    String example() {
        return arguments.getOrDefault(EXAMPLE, "");
    }

    /** The name of the choice to which a row belongs. */
    String id(Row row) {
        return example().isEmpty() ? String.valueOf(row.line()) : row.text(example());
    }

    boolean defines(String column) {
        return definitions.stream().anyMatch(definition -> definition.name().equals(column));
    }

    /**
     * Returns each alternative in the lists once: first those of the parameter {@code alternatives}, in its order, then others in alphabetical order.
     */
    List<String> inOrder(Stream<List<String>> names) {
        Set<String> sortedNames = names.flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
        Set<String> all = new LinkedHashSet<>(codes.values());
        all.retainAll(sortedNames);
        all.addAll(sortedNames);
        return List.copyOf(all);
    }

    /** The column of the alternative in the lines that the reshaper makes of the rows. */
    String alternativeColumn() {
        return alternative().isEmpty() ? "alternative" : alternative();
    }

    /** The column that names choices in the lines that the reshaper makes of the rows. */
    String exampleColumn() {
        return example().isEmpty() ? "example" : example();
    }

    /** The alternatives of the parameter {@code alternatives}, in its order; empty if none are given. */
    List<String> alternatives() {
        return List.copyOf(codes.values());
    }

    /** The alternative that was chosen in a row, which is a whole choice. */
    String chosen(Row row) {
        String code = row.text(choice()).strip();
        String name = codes.get(normalised(code));
        if (name == null) {
            throw row.problem("column '" + choice() + "' holds '" + code + "', which is not an alternative: "
                    + codes.entrySet().stream()
                            .map(entry -> entry.getKey().equals(entry.getValue())
                                    ? entry.getKey()
                                    : entry.getKey() + " = " + entry.getValue())
                            .collect(Collectors.joining(", "))
                    + ". Maybe --only \"" + choice() + " != '" + code + "'\" leaves such rows out");
        }
        return name;
    }

    /** Returns the row with the columns that are computed from other columns. */
    Cells withDefinitions(Row row) {
        Cells cells = row;
        for (Definition definition : definitions) {
            cells = new Defined(cells, definition);
        }
        return cells;
    }

    /** A row with a column that a definition computes from {@code before}, the row without this definition. */
    private record Defined(Cells before, Definition definition) implements Cells {
        @Override
        public double number(String column) {
            return column.equals(definition.name()) ? definition.value().of(before) : before.number(column);
        }

        @Override
        public String text(String column) {
            return column.equals(definition.name()) ? normalised(String.valueOf(number(column))) : before.text(column);
        }

        @Override
        public RuntimeException problem(String problem) {
            return before.problem(problem);
        }
    }
}
