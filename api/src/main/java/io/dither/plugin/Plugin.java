package io.dither.plugin;

import java.util.List;

/**
 * What all kinds of plugins, such as providers of oracles, say of themselves. A {@link PluginModule} lists them; one that has
 * a class of its own is such a module itself.
 */
public interface Plugin extends PluginModule {
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

    /** {@return this plugin alone} */
    @Override
    default List<? extends Plugin> plugins() {
        return List.of(this);
    }
}
