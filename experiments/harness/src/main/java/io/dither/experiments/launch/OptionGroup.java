package io.dither.experiments.launch;

import java.util.List;
import java.util.stream.Stream;

/**
 * Options of a command that belong together in its help, under one heading.
 *
 * @param topic one word for them, as in {@code dither help noise}; in a study file, the section that holds them
 * @param title the heading
 * @param usual the options that most users need, by their longest names; {@code --help} shows these
 * @param special the other options, which {@code --help all} shows too
 */
public record OptionGroup(String topic, String title, List<String> usual, List<String> special) {
    /** Copies the lists. */
    public OptionGroup {
        usual = List.copyOf(usual);
        special = List.copyOf(special);
    }

    /** {@return the names of all its options: first the usual options} */
    public List<String> options() {
        return Stream.concat(usual.stream(), special.stream()).toList();
    }
}
