package io.dither.plugin;

import java.util.List;

/**
 * Lists the plugins of a jar. {@link java.util.ServiceLoader} finds the class that implements this interface by its
 * name in the file {@code META-INF/services/io.dither.plugin.PluginModule} of the jar. The constructor must do no work;
 * native libraries load on first use.
 *
 * <pre>{@code
 * public final class Scheduling implements PluginModule {
 *     public List<Plugin> plugins() {
 *         return List.of(OracleProvider.of("intervals", "intervals that do not overlap", p -> ..., parameters));
 *     }
 * }
 * }</pre>
 *
 * <p>That file may also name the class of a single plugin, since each {@link Plugin} is a module that lists itself.
 */
public interface PluginModule {
    /** {@return the plugins, of any kinds} */
    List<? extends Plugin> plugins();
}
