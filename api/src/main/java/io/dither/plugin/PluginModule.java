package io.dither.plugin;

import java.util.List;

/**
 * Lists the plugins of a jar. {@link java.util.ServiceLoader} finds the class by its name in the file {@code
 * META-INF/services/io.dither.plugin.PluginModule}. The constructor must do no work; native libraries load on first
 * use.
 *
 * <pre>{@code
 * public final class Scheduling implements PluginModule {
 *     public List<Plugin> plugins() {
 *         return List.of(OracleProvider.of("intervals", "intervals that do not overlap", p -> ..., parameters));
 *     }
 * }
 * }</pre>
 *
 * <p>A class of a single plugin may be named in that file too: each {@link Plugin} is a module that offers itself.
 */
public interface PluginModule {
    /** {@return the plugins, of any kinds} */
    List<? extends Plugin> plugins();
}
