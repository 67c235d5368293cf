package io.dither.experiments.study;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.console.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.MutableTomlArray;
import picocli.CommandLine.Model.OptionSpec;

/** Converts values of options between the text of a command line and TOML. */
final class StudyValue {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> DECIMAL = Set.of(double.class, Double.class);
    private static final Pattern DEFAULT = Pattern.compile("Default: (.*)\\.$");

    private StudyValue() {}

    /** Returns an element of TOML as the text of an argument; refuses an element that is not of the type of the option. */
    static String text(OptionSpec option, String key, Object element) {
        Class<?> type = type(option);
        String entry = key + " = " + (element instanceof String ? "'" + element + "'" : element);
        if (WHOLE.contains(type) && !(element instanceof Long)) {
            throw new InvalidArgumentException(entry + " is not a whole number", "Maybe " + key + " = 20");
        }
        if (DECIMAL.contains(type) && !(element instanceof Long || element instanceof Double)) {
            throw new InvalidArgumentException(entry + " is not a number", "Maybe " + key + " = 0.5");
        }
        if (!(element instanceof String || element instanceof Long || element instanceof Double)) {
            throw new InvalidArgumentException(
                    entry + " is not a text", "Maybe write " + key + " = \"" + element + "\"");
        }
        if (type.isEnum()) {
            List<String> words = Arrays.stream(type.getEnumConstants())
                    .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT))
                    .toList();
            String word = String.valueOf(element).toLowerCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw new InvalidArgumentException(
                        entry + " is none of " + String.join(", ", words),
                        "Maybe " + Nearest.to(word, words).orElse(words.get(0)));
            }
        }
        return String.valueOf(element);
    }

    /** Returns the type of an option, or of the elements of its list. */
    private static Class<?> type(OptionSpec option) {
        Class<?>[] types = option.auxiliaryTypes();
        return types.length == 0 ? option.type() : types[0];
    }

    /** Splits a text as the command line does. */
    static List<String> split(OptionSpec option, String text) {
        String separator = option.splitRegex();
        return option.isMultiValue() && !separator.isEmpty()
                ? Arrays.stream(text.split(separator, -1)).map(String::strip).toList()
                : List.of(text);
    }

    /** Returns texts of a command line as a value of TOML. A flag without a text is on; an option with one value takes the last text. */
    static Object toml(OptionSpec option, List<String> texts) {
        if (option.arity().max() == 0) {
            return texts.isEmpty() || Boolean.parseBoolean(texts.get(0));
        }
        if (!option.isMultiValue()) {
            return element(option, texts.get(texts.size() - 1));
        }
        MutableTomlArray array = MutableTomlArray.create();
        texts.stream().flatMap(text -> split(option, text).stream()).forEach(text -> array.add(element(option, text)));
        return array;
    }

    private static Object element(OptionSpec option, String text) {
        Class<?> type = type(option);
        try {
            if (WHOLE.contains(type)) {
                return Long.valueOf(text.strip());
            }
            return DECIMAL.contains(type) ? Double.valueOf(text.strip()) : text;
        } catch (NumberFormatException wrong) {
            throw new InvalidArgumentException(
                    option.longestName() + " = '" + text + "' is not a "
                            + (WHOLE.contains(type) ? "whole number" : "number"),
                    "Maybe " + option.longestName() + "=" + (WHOLE.contains(type) ? "20" : "0.5"));
        }
    }

    /** Returns the default of an option as texts of a command line; none if it has no default, or one that depends on the data. */
    static List<String> defaultTexts(OptionSpec option) {
        if (option.defaultValue() != null) {
            return List.of(option.defaultValue());
        }
        Object initial = option.initialValue();
        if (initial instanceof Optional<?> chosen) {
            initial = chosen.orElse(null);
        }
        if (initial instanceof List<?> list) {
            return list.stream().map(StudyValue::word).toList();
        }
        boolean isFlagWithoutDefault = option.arity().max() == 0 && !(initial instanceof Boolean);
        return initial == null || initial.equals("") || isFlagWithoutDefault ? List.of() : List.of(word(initial));
    }

    private static String word(@Nullable Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
    }

    /** Returns what the help says of an option's default; nothing if there is none. */
    static Optional<String> defaultInHelp(OptionSpec option) {
        String first = option.description().length == 0 ? "" : option.description()[0];
        Matcher matcher = DEFAULT.matcher(first);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
