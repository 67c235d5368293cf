package io.dither.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed parameter of a provider.
 *
 * @param name the name, as users write it
 * @param type the type
 * @param description one line that says what it is, with its unit or range
 * @param defaultText the value where the user gives none, or null where the parameter is required or has no value then
 * @param required whether the user must give it
 * @param choices the values allowed, for {@link Type#CHOICE}; empty otherwise
 */
public record Parameter(
        String name,
        Type type,
        String description,
        @Nullable String defaultText,
        boolean required,
        List<String> choices) {

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
        /** The text form of another oracle, in parentheses. */
        ORACLE,
        /** Text forms of oracles in parentheses, separated by semicolons. */
        ORACLES,
        /** The text form of a noise, in parentheses where it has parameters. */
        NOISE
    }

    /**
     * Makes a required parameter.
     *
     * @param name the name
     * @param type the type
     * @param description one line
     * @return the parameter
     */
    public static Parameter required(String name, Type type, String description) {
        return new Parameter(name, type, description, null, true, List.of());
    }

    /**
     * Makes an optional parameter.
     *
     * @param name the name
     * @param type the type
     * @param defaultText the text of the default, or null where there is then no value
     * @param description one line
     * @return the parameter
     */
    public static Parameter optional(String name, Type type, @Nullable String defaultText, String description) {
        return new Parameter(name, type, description, defaultText, false, List.of());
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
        return new Parameter(name, Type.CHOICE, description, choices[0], false, List.of(choices));
    }

    /** {@return the same optional parameter with no value where the user gives none} */
    public Parameter withoutDefault() {
        return new Parameter(name, type, description, null, false, choices);
    }
}
