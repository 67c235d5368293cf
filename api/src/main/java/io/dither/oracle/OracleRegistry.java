package io.dither.oracle;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.nio.file.Path;
import java.util.List;

/**
 * The oracles that are available: providers found on the class path and in a plugin directory.
 *
 * <p>A provider that cannot be loaded is a {@link Problem}, not a failure of the others. Immutable and thread-safe.
 */
public final class OracleRegistry {
    /**
     * A provider with where it came from.
     *
     * @param provider the provider
     * @param location the jar or folder, or a word such as {@code code} where there is none
     * @param version the version in the jar's manifest, or {@code unknown}
     */
    public record Registration(OracleProvider provider, String location, String version) {}

    /**
     * A provider or jar that could not be loaded.
     *
     * @param location the jar or folder
     * @param message what went wrong
     */
    public record Problem(String location, String message) {}

    private static final String KIND = "oracle";

    private final PluginRegistry<OracleProvider> plugins;

    private OracleRegistry(PluginRegistry<OracleProvider> plugins) {
        this.plugins = plugins;
    }

    /**
     * Finds the providers on the class path.
     *
     * @return the registry
     */
    public static OracleRegistry discover() {
        return new OracleRegistry(PluginRegistry.discover(OracleProvider.class, KIND));
    }

    /**
     * Finds the providers on the class path and in a plugin directory: each jar in it is a plugin of its own, and so is
     * each folder of jars (for a plugin with libraries).
     *
     * @param plugins the directory
     * @return the registry
     * @throws InvalidArgumentException where it is no directory, or two providers share an id
     */
    public static OracleRegistry discover(Path plugins) {
        return new OracleRegistry(PluginRegistry.discover(OracleProvider.class, KIND, plugins));
    }

    /**
     * Makes a registry of given providers, without any discovery.
     *
     * @param providers the providers
     * @return the registry
     */
    public static OracleRegistry of(OracleProvider... providers) {
        return new OracleRegistry(PluginRegistry.of(OracleProvider.class, KIND, List.of(providers)));
    }

    /**
     * Lists the providers by id.
     *
     * @return the registrations, sorted by id
     */
    public List<Registration> registrations() {
        return plugins.registrations().stream()
                .map(OracleRegistry::registration)
                .toList();
    }

    /**
     * Lists what could not be loaded.
     *
     * @return the problems met on discovery
     */
    public List<Problem> problems() {
        return plugins.problems().stream()
                .map(problem -> new Problem(problem.location(), problem.message()))
                .toList();
    }

    /**
     * Finds a provider.
     *
     * @param id its id
     * @return the registration
     * @throws InvalidArgumentException where there is none, listing those there are
     */
    public Registration find(String id) {
        return registration(plugins.find(id));
    }

    private static Registration registration(PluginRegistry.Registration<OracleProvider> found) {
        return new Registration(found.provider(), found.location(), found.version());
    }

    /**
     * Creates an oracle from its text form.
     *
     * @param spec the text, such as {@code ranking:n=5}
     * @return the oracle
     * @throws InvalidArgumentException where the text, the id or a parameter is wrong
     */
    public LinearOracle create(String spec) {
        return create(OracleSpec.parse(spec));
    }

    /**
     * Creates an oracle.
     *
     * @param spec the id and the arguments
     * @return the oracle
     * @throws InvalidArgumentException where the id or a parameter is wrong
     * @throws DataException where a file that a parameter names cannot be read
     * @throws OracleException with code FAILED where the provider fails otherwise
     */
    public LinearOracle create(OracleSpec spec) {
        return plugins.create(spec, this::create, OracleProvider::create);
    }
}
