package io.dither.data;

import io.dither.error.Arguments;
import java.util.Map;
import java.util.Optional;

/**
 * The separator and the decimal mark of a text file. An empty one is guessed from the file: commas, semicolons or tabs
 * between columns; decimal commas only if columns are not separated by commas.
 *
 * @param separator the character between columns; empty to guess it
 * @param decimalComma whether 1,5 is one and a half; empty to guess it
 */
public record CsvDialect(Optional<Character> separator, Optional<Boolean> decimalComma) {
    /** Both are guessed from the file. */
    public static final CsvDialect GUESSED = new CsvDialect(Optional.empty(), Optional.empty());

    private static final Map<String, Character> NAMES =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "\\t", '\t');
    private static final Map<String, Boolean> DECIMALS = Map.of("comma", true, ",", true, "point", false, ".", false);

    /**
     * {@return the same dialect with a separator}
     *
     * @param text the word comma, semicolon or tab, or {@code \t} for a tab; or one character, but not a letter, a digit,
     * a quotation mark or a line break
     * @throws io.dither.error.InvalidArgumentException if it is something else
     */
    public CsvDialect withSeparator(String text) {
        Character named = NAMES.get(text);
        boolean isMark = text.length() == 1 && !Character.isLetterOrDigit(text.charAt(0)) && !"\"\r\n".contains(text);
        Arguments.require(
                named != null || isMark,
                "separator = '" + text + "' cannot separate columns",
                "Maybe comma, semicolon or tab");
        return new CsvDialect(Optional.of(named != null ? named : text.charAt(0)), decimalComma);
    }

    /**
     * {@return the same dialect with a decimal mark}
     *
     * @param text {@code point} or {@code comma}, or the character itself
     * @throws io.dither.error.InvalidArgumentException if it is something else
     */
    public CsvDialect withDecimal(String text) {
        Arguments.require(
                DECIMALS.containsKey(text), "decimal = '" + text + "' is not a decimal mark", "Maybe point or comma");
        return new CsvDialect(separator, Optional.ofNullable(DECIMALS.get(text)));
    }
}
