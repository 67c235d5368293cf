package io.dither.oracle;

import java.util.List;

/**
 * Something that tells all that its answers depend on, so that a checkpoint or a saved model made with it is not continued with something
 * else. Records need not be it: their components tell. An {@link LinearOracle oracle} of another class is known by its class, dimension,
 * sense, traits, domain, names and text alone, so it should be, if it holds more, such as a program or a graph.
 */
public interface Described {
    /**
     * {@return numbers, texts, arrays, collections, maps, records and other described things, always in the same order} Two that return the
     * same give the same answers. Nothing in it may depend on what was solved before.
     */
    List<?> content();
}
