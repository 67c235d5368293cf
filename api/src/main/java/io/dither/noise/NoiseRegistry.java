package io.dither.noise;

import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSpec;
import io.dither.oracle.PluginRegistry;
import io.dither.oracle.PluginRegistry.Problem;
import io.dither.oracle.PluginRegistry.Registration;
import java.nio.file.Path;
import java.util.List;

/**
 * The noises that are available: providers found on the class path and in a plugin directory.
 *
 * <p>A provider that cannot be loaded is a {@link Problem}, not a failure of the others. Immutable and thread-safe.
 */
public final class NoiseRegistry {
    private static final String KIND = "noise";

    private final PluginRegistry<NoiseProvider> plugins;

    private NoiseRegistry(PluginRegistry<NoiseProvider> plugins) {
        this.plugins = plugins;
    }

    /**
     * Finds the providers on the class path.
     *
     * @return the registry
     */
    public static NoiseRegistry discover() {
        return new NoiseRegistry(PluginRegistry.discover(NoiseProvider.class, KIND));
    }

    /**
     * Finds the providers on the class path and in a plugin directory, which may hold oracles too.
     *
     * @param plugins the directory
     * @return the registry
     * @throws io.dither.error.InvalidArgumentException where it is no directory, or two providers share an id
     */
    public static NoiseRegistry discover(Path plugins) {
        return new NoiseRegistry(PluginRegistry.discover(NoiseProvider.class, KIND, plugins));
    }

    /**
     * Makes a registry of given providers, without any discovery.
     *
     * @param providers the providers
     * @return the registry
     */
    public static NoiseRegistry of(NoiseProvider... providers) {
        return new NoiseRegistry(PluginRegistry.of(NoiseProvider.class, KIND, List.of(providers)));
    }

    /**
     * Lists the providers by id.
     *
     * @return the registrations, sorted by id
     */
    public List<Registration<NoiseProvider>> registrations() {
        return plugins.registrations();
    }

    /**
     * Lists what could not be loaded.
     *
     * @return the problems met on discovery
     */
    public List<Problem> problems() {
        return plugins.problems();
    }

    /**
     * Finds a provider.
     *
     * @param id its id
     * @return the registration
     * @throws io.dither.error.InvalidArgumentException where there is none, listing those there are
     */
    public Registration<NoiseProvider> find(String id) {
        return plugins.find(id);
    }

    /**
     * Creates a noise from its text form, which has the grammar of {@link OracleSpec}.
     *
     * @param spec the text, such as {@code laplace} or {@code sum-of-gamma:kappa=5,s=10}
     * @return the noise
     * @throws io.dither.error.InvalidArgumentException where the text, the id or a parameter is wrong
     * @throws io.dither.error.OracleException with code FAILED where the provider fails otherwise
     */
    public Noise create(String spec) {
        return plugins.create(
                OracleSpec.parse(spec), text -> OracleRegistry.discover().create(text), NoiseProvider::create);
    }
}
