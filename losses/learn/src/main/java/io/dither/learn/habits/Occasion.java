package io.dither.learn.habits;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import java.util.List;

/**
 * What could be chosen in an example, by names that examples share.
 *
 * @param category what the examples counted have in common, such as a weekday; the empty text for all examples
 * @param rivals for each coordinate the group that it is a rival in, such as the stop where an arc begins
 * @param names the name of each coordinate, as many
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
