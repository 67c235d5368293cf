package io.dither.plugin;

import java.util.List;

/**
 * A plugin of any kind, such as a provider of oracles, with its description. A {@link PluginModule} lists plugins. Each
 * plugin is also a module that lists only itself, so that a single plugin needs no other module.
 */
public interface Plugin extends PluginModule {
    /**
     * Returns the id by which users name the plugin: lower-case letters, digits and hyphens.
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
