package io.dither.data.formula;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Truth values in the spellings of files and programs. */
public final class Truth {
    private Truth() {}

    /**
     * {@return whether a text says true or false, in whatever letters: true, yes, false or no; nothing for other texts}
     *
     * @param text the text
     */
    public static Optional<Boolean> of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> Optional.of(true);
            case "false", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** {@return the number that a text is, 1 for true and 0 for false; nothing for other texts} */
    static Optional<BigDecimal> number(String text) {
        Optional<Boolean> truth = of(text);
        if (truth.isPresent()) {
            return Optional.of(truth.get() ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        try {
            return Optional.of(new BigDecimal(text).stripTrailingZeros());
        } catch (NumberFormatException word) {
            return Optional.empty();
        }
    }

    /** Whether all are truth values, so that their spelling means nothing. */
    static boolean areAll(Collection<String> levels) {
        return levels.stream().allMatch(level -> of(level).isPresent());
    }
}
