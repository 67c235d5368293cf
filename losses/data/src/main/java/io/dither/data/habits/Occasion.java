package io.dither.data.habits;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import java.util.List;

/**
 * The coordinates of an example by name, with their groups of rivals.
 *
 * @param category the category of the example, such as a weekday; only examples of the same category are counted together; to count all together, give each the empty category
 * @param rivals the group of rivals of each coordinate, such as the stop where an arc begins
 * @param names the name of each coordinate
 */
public record Occasion(String category, List<String> rivals, List<String> names) {
    /** Requires a group for each name; the lists are not copied. */
    public Occasion {
        requireNonNull(category, "category");
        Arguments.require(
                rivals.size() == names.size(),
                names.size() + " coordinates have " + rivals.size() + " groups of rivals",
                "Maybe one was left out");
    }
}
