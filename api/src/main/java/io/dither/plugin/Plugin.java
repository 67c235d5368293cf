package io.dither.plugin;

import java.util.List;

/**
 * What all kinds of plugins, such as providers of oracles, say of themselves.
 *
 * <p>A plugin is found by {@link java.util.ServiceLoader}: name its class in {@code META-INF/services}. The constructor
 * does nothing.
 */
public interface Plugin {
    /**
     * Returns the id by which users ask for what the plugin creates: lower-case letters, digits and hyphens.
     *
     * @return the id, such as {@code argmax}
     */
    String id();

    /**
     * Describes in one line what the plugin creates.
     *
     * @return the description
     */
    String description();

    /**
     * Describes the parameters that the plugin reads.
     *
     * @return the parameters, in the order in which help shows them
     */
    List<Parameter> parameters();
}
