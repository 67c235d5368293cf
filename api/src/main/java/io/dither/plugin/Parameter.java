package io.dither.plugin;

import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A typed parameter of a provider.
 *
 * @param name the name, as users write it
 * @param type the type
 * @param description one line that describes it, with its unit or range
 * @param defaultText the value if the user gives none; null if the parameter is required, or optional without a default
 * @param required whether the user must give it
 * @param choices the values allowed, for {@link Type#CHOICE}; empty otherwise
 * @param kind the service type of the named plugin, such as {@code OracleProvider}, for {@link Type#PLUGIN} and {@link
 *     Type#PLUGINS}; null otherwise
 */
public record Parameter(
        String name,
        Type type,
        String description,
        @Nullable String defaultText,
        boolean required,
        List<String> choices,
        @Nullable Class<? extends Plugin> kind) {
    /** Makes a parameter; its default, if any, must be a text of its type. */
    public Parameter {
        Arguments.require(
                defaultText == null || isReadable(type, defaultText),
                "the default of parameter '" + name + "', '" + defaultText + "', is not of type "
                        + type.name().toLowerCase(Locale.ROOT),
                "Maybe write it as users would");
    }

    private static boolean isReadable(Type type, String text) {
        String numbers = text.replaceAll("[()\\s]", ""); // users write lists in parentheses, perhaps with blanks
        return switch (type) {
            case INTEGER -> text.matches("[+-]?\\d+");
            case REAL -> isNumber(text);
            case REALS ->
                numbers.isEmpty() || Arrays.stream(numbers.split(",", -1)).allMatch(Parameter::isNumber);
            case FLAG -> text.equals("true") || text.equals("false");
            default -> true;
        };
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException notNumber) {
            return false;
        }
    }

    /** The types of parameters, each with its text form. */
    public enum Type {
        /** A whole number. */
        INTEGER,
        /** A finite decimal number. */
        REAL,
        /** Decimal numbers in parentheses, such as {@code (1,2.5)}. */
        REALS,
        /** {@code true} or {@code false}. */
        FLAG,
        /** One of a few words. */
        CHOICE,
        /** Any text. */
        TEXT,
        /** The path of a file. */
        FILE,
        /** The text form of another plugin, such as an oracle, in parentheses if it has parameters. */
        PLUGIN,
        /** Text forms of plugins in parentheses, separated by semicolons. */
        PLUGINS
    }

    /**
     * Makes a parameter, required unless {@link #withDefault} or {@link #optional} follows.
     *
     * @param name the name
     * @param type the type
     * @param description one line
     * @return the parameter
     */
    public static Parameter of(String name, Type type, String description) {
        return new Parameter(name, type, description, null, true, List.of(), null);
    }

    /**
     * Makes an optional parameter that is one of a few words, the first being the default.
     *
     * @param name the name
     * @param description one line
     * @param choices the words, at least one
     * @return the parameter
     */
    public static Parameter choice(String name, String description, String... choices) {
        Arguments.atLeast("number of choices", choices.length, 1);
        return new Parameter(name, Type.CHOICE, description, choices[0], false, List.of(choices), null);
    }

    /**
     * Makes a required parameter whose value is the text form of another plugin.
     *
     * @param name the name
     * @param kind the service type of the plugin, such as {@code OracleProvider}
     * @param description one line
     * @return the parameter
     */
    public static Parameter of(String name, Class<? extends Plugin> kind, String description) {
        return new Parameter(name, Type.PLUGIN, description, null, true, List.of(), kind);
    }

    /**
     * Makes a required parameter whose value has the text forms of one or several plugins.
     *
     * @param name the name
     * @param kind the service type of the plugins, such as {@code OracleProvider}
     * @param description one line
     * @return the parameter
     */
    public static Parameter listOf(String name, Class<? extends Plugin> kind, String description) {
        return new Parameter(name, Type.PLUGINS, description, null, true, List.of(), kind);
    }

    /**
     * {@return the word for the type in messages, such as integer; for the types PLUGIN and PLUGINS the kind of plugin,
     * such as oracle or oracles}
     */
    public String word() {
        return kind == null
                ? type.name().toLowerCase(Locale.ROOT)
                : Kind.word(kind) + (type == Type.PLUGINS ? "s" : "");
    }

    /**
     * Makes the parameter optional.
     *
     * @param text the text of its value if the user gives none, such as {@code "5"}
     * @return the same parameter with this default
     * @throws io.dither.error.InvalidArgumentException if the type cannot read the default
     */
    public Parameter withDefault(String text) {
        return new Parameter(name, type, description, text, false, choices, kind);
    }

    /** {@return the same parameter, but optional, without a value if the user gives none} */
    public Parameter optional() {
        return new Parameter(name, type, description, null, false, choices, kind);
    }
}
