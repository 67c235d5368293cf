package io.dither.data.formula;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Reads truth values in the usual spellings; returns them as such, or as the numbers 1 and 0. */
public final class Truth {
    private Truth() {}

    /**
     * {@return true for the text true or yes, false for false or no, whatever the case of the letters; empty for other texts}
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

    /** {@return the number of a text, 1 for true or yes and 0 for false or no; empty if it is neither a number nor a truth value} */
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

    /** Returns whether all levels are truth values, so that their spelling does not matter. */
    static boolean areTruthValues(Collection<String> levels) {
        return levels.stream().allMatch(level -> of(level).isPresent());
    }
}
