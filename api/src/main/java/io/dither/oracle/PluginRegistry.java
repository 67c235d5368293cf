package io.dither.oracle;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The plugins of one kind that are available, such as all oracles or all noises.
 *
 * <p>A plugin that cannot be loaded is a {@link Problem}, not a failure of the others. Immutable and thread-safe.
 *
 * @param <P> the kind of plugin
 */
public final class PluginRegistry<P extends Plugin> {
    /**
     * A plugin with where it came from.
     *
     * @param provider the plugin
     * @param location the jar or folder, or a word such as {@code code} where there is none
     * @param version the version in the jar's manifest, or {@code unknown}
     * @param <P> the kind of plugin
     */
    public record Registration<P extends Plugin>(P provider, String location, String version) {}

    /**
     * A plugin or jar that could not be loaded.
     *
     * @param location the jar or folder
     * @param message what went wrong
     */
    public record Problem(String location, String message) {}

    private final String kind;
    private final Map<String, Registration<P>> registrations;
    private final List<Problem> problems;

    private PluginRegistry(String kind, Discovery<P> discovery) {
        Map<String, Registration<P>> byId = new TreeMap<>();
        for (Registration<P> registration : discovery.registrations()) {
            String id = registration.provider().id();
            Registration<P> earlier = byId.put(id, registration);
            if (earlier != null) {
                throw new InvalidArgumentException(
                        "two providers have the id '" + id + "': one in " + earlier.location() + " and one in "
                                + registration.location(),
                        "Maybe remove one of the two jars");
            }
        }
        this.kind = kind;
        registrations = Collections.unmodifiableMap(byId);
        problems = List.copyOf(discovery.problems());
    }

    /**
     * Finds the plugins on the class path.
     *
     * @param type the service type, which this module declares to use
     * @param kind the word for messages, such as {@code oracle}
     * @param <P> the kind of plugin
     * @return the registry
     */
    public static <P extends Plugin> PluginRegistry<P> discover(Class<P> type, String kind) {
        return new PluginRegistry<>(kind, new Discovery<>(type).classPath());
    }

    /**
     * Finds the plugins on the class path and in a directory: each jar in it is a plugin of its own, and so is each folder
     * of jars (for a plugin with libraries).
     *
     * @param type the service type, which this module declares to use
     * @param kind the word for messages, such as {@code oracle}
     * @param plugins the directory
     * @param <P> the kind of plugin
     * @return the registry
     * @throws InvalidArgumentException where it is no directory, or two plugins share an id
     */
    public static <P extends Plugin> PluginRegistry<P> discover(Class<P> type, String kind, Path plugins) {
        return new PluginRegistry<>(kind, new Discovery<>(type).classPath().directory(plugins));
    }

    /**
     * Makes a registry of given plugins, without any discovery.
     *
     * @param type the service type
     * @param kind the word for messages, such as {@code oracle}
     * @param plugins the plugins
     * @param <P> the kind of plugin
     * @return the registry
     * @throws InvalidArgumentException where two plugins share an id
     */
    public static <P extends Plugin> PluginRegistry<P> of(Class<P> type, String kind, List<P> plugins) {
        return new PluginRegistry<>(kind, new Discovery<>(type).add(plugins));
    }

    /**
     * Lists the plugins by id.
     *
     * @return the registrations, sorted by id
     */
    public List<Registration<P>> registrations() {
        return List.copyOf(registrations.values());
    }

    /**
     * Lists what could not be loaded.
     *
     * @return the problems met on discovery
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Finds a plugin.
     *
     * @param id its id
     * @return the registration
     * @throws InvalidArgumentException where there is none, listing those there are
     */
    public Registration<P> find(String id) {
        Registration<P> registration = registrations.get(id);
        if (registration == null) {
            throw new InvalidArgumentException(
                    "there is no " + kind + " '" + id + "'; there are: "
                            + String.join(", ", registrations.keySet())
                            + (problems.isEmpty() ? "" : " (" + problems.size() + " could not be loaded)"),
                    "Maybe a typing error, or the jar that provides it is not on the class path or in the plugin"
                            + " directory");
        }
        return registration;
    }

    /**
     * Has a plugin create what it offers.
     *
     * @param spec the id and the arguments
     * @param oracles creates an oracle from its text form, for parameters that are oracles
     * @param factory calls the plugin
     * @param <T> what the plugin creates
     * @return what it created
     * @throws InvalidArgumentException where the id or a parameter is wrong
     * @throws DataException where a file that a parameter names cannot be read
     * @throws OracleException with code FAILED where the plugin fails otherwise
     */
    public <T> T create(OracleSpec spec, Function<String, LinearOracle> oracles, BiFunction<P, Parameters, T> factory) {
        P provider = find(spec.id()).provider();
        try {
            T created = factory.apply(provider, Parameters.check(kind, provider, spec.arguments(), oracles));
            if (created == null) {
                throw new IllegalStateException("it returned null");
            }
            return created;
        } catch (InvalidArgumentException | DataException | OracleException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError broken) {
            throw new OracleException(
                    OracleException.Code.FAILED, "the provider of '" + spec.id() + "' failed: " + broken, broken);
        }
    }
}
