package io.dither.spark;

import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.List;

/**
 * Creates an object from a part of the examples.
 *
 * @param <E> the type of the object
 */
interface PartFactory<E extends AutoCloseable> extends Serializable {
    /** Creates the object; {@code part} has the examples of the part, sorted by key. */
    E on(List<Observation> part, PluginCatalogue catalogue);
}
