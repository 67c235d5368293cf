package io.dither.oracle;

import java.util.List;

/**
 * An object that lists everything on which its answers depend, so that a checkpoint or a saved model is not continued
 * with a different object. Records need not implement it, because their components are listed (unless their package
 * is closed to reflection). A {@link LinearOracle} that is neither a record nor described is identified only by its
 * class, dimension, sense, traits, domain, names of coordinates (or, if it finds paths, graph, start and end) and
 * {@code toString()}. So it should implement this interface if its answers depend on more, such as a program.
 */
public interface Described {
    /**
     * {@return numbers, texts, arrays, collections, maps, records and other described objects, always in the same
     * order} Two objects with equal content give the same answers. The content must not depend on earlier solves.
     */
    List<?> content();
}
