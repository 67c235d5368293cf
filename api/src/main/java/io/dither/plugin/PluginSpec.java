package io.dither.plugin;

import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text form of an object that a plugin creates, such as an oracle: {@code id} or {@code id:key=value,key=value}.
 *
 * <p>A value with commas, colons or semicolons stands in parentheses, which must balance: {@code
 * product:of=(argmax:n=3;ranking:n=4)}. One pair of outer parentheses is not part of the value.
 *
 * @param id the id of the provider
 * @param arguments the arguments by name, in the order written
 */
public record PluginSpec(String id, Map<String, String> arguments) {
    /** The pattern of ids. */
    static final String ID = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /**
     * The pattern of names of parameters. It allows more than ID, such as capital letters: then a misspelt name is
     * refused later, by {@link Parameters#of}, whose message lists the valid names.
     */
    private static final String PARAMETER = "[^\\s=,:;()]+";

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");

    /**
     * Creates a specification.
     *
     * @param id the id
     * @param arguments the arguments; copied
     * @throws InvalidArgumentException if the text form cannot express the id or the arguments
     */
    public PluginSpec {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        if (!id.matches(ID)) {
            throw malformed(id, "'" + id + "' is not an id");
        }
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            if (!argument.getKey().matches(PARAMETER)) {
                throw malformed(id, "'" + argument.getKey() + "' is not the name of a parameter");
            }
            // only for its check that parentheses balance
            split(argument.getValue(), ',', argument.getValue());
        }
    }

    /**
     * Reads the text form.
     *
     * @param text the text, such as {@code ranking:n=5}
     * @return the specification
     * @throws InvalidArgumentException if the text does not have this form, or gives a key twice
     */
    public static PluginSpec parse(String text) {
        int colon = text.indexOf(':');
        String id = (colon < 0 ? text : text.substring(0, colon)).trim();
        Map<String, String> arguments = new LinkedHashMap<>();
        if (colon >= 0) {
            for (String part : split(text.substring(colon + 1), ',', text)) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    throw malformed(text, "'" + part + "' has no '='");
                }
                String key = part.substring(0, equals).trim();
                if (arguments.put(key, unwrap(part.substring(equals + 1).trim())) != null) {
                    throw malformed(text, "'" + key + "' is given twice");
                }
            }
        }
        return new PluginSpec(id, arguments);
    }

    /**
     * Adds arguments that were given outside the text, such as options of a command.
     *
     * @param added the arguments, in their order
     * @return the specification with all arguments
     * @throws InvalidArgumentException if an argument is in the text too
     */
    public PluginSpec with(Map<String, String> added) {
        Map<String, String> merged = new LinkedHashMap<>(arguments);
        added.forEach((name, value) -> {
            if (merged.put(name, value) != null) {
                throw new InvalidArgumentException(
                        name + " = " + value + " is given beside '" + this + "', which has it too",
                        "Maybe leave one of them out");
            }
        });
        return new PluginSpec(id, merged);
    }

    /**
     * Returns the names of the placeholders, which stand in braces, such as {@code from} in {@code source={from}}.
     *
     * @param text the text
     * @return the names, sorted
     */
    public static SortedSet<String> namesInBraces(String text) {
        return BRACES.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Replaces each placeholder, a name in braces, by the text that {@code filling} returns for the name. */
    static String filled(String value, UnaryOperator<String> filling) {
        return BRACES.matcher(value).replaceAll(match -> Matcher.quoteReplacement(filling.apply(match.group(1))));
    }

    private static int depthChange(char c) {
        if (c == '(') {
            return 1;
        }
        return c == ')' ? -1 : 0;
    }

    /** Splits at a separator outside parentheses; {@code whole} is the text that an exception quotes. */
    static List<String> split(String text, char separator, String whole) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += depthChange(c);
            if (depth < 0) {
                break;
            }
            if (c == separator && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (depth != 0) {
            throw malformed(whole, "its parentheses do not balance");
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Removes a pair of outer parentheses. */
    static String unwrap(String value) {
        return isWrapped(value) ? value.substring(1, value.length() - 1) : value;
    }

    /** Returns whether the value begins with a parenthesis that closes at the very end. */
    private static boolean isWrapped(String value) {
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            depth += depthChange(value.charAt(i));
            if (depth == 0) {
                // i is 0 if the value does not begin with a parenthesis
                return i > 0 && i == value.length() - 1;
            }
        }
        return false;
    }

    private static InvalidArgumentException malformed(String text, String problem) {
        return new InvalidArgumentException(
                "the text form '" + text + "': " + problem,
                "Maybe write it like ranking:n=5, sum-of-gamma:kappa=5,s=10 or product:of=(argmax:n=3;sign:n=2)");
    }

    @Override
    public String toString() {
        if (arguments.isEmpty()) {
            return id;
        }
        return arguments.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + wrap(entry.getValue()))
                .collect(Collectors.joining(",", id + ":", ""));
    }

    private static String wrap(String value) {
        boolean isPlain = value.chars().noneMatch(c -> ",:;()".indexOf(c) >= 0) && value.equals(value.trim());
        return isPlain ? value : "(" + value + ")";
    }
}
