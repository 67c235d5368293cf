package io.dither.spark;

import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.List;

/**
 * What is made of the examples of a part.
 *
 * @param <E> what is made
 */
interface Assignment<E extends AutoCloseable> extends Serializable {
    E on(List<Observation> part, PluginCatalogue catalogue);
}
