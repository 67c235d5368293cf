package io.dither.plugin;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The available plugins of all kinds, such as oracles and noises, each with an id.
 *
 * <p>The plugins come from the class path, from a plugin directory and from the application itself. A directory is read
 * once, and each jar or folder of jars in it has its own class loader. Each kind has an interface, its service type,
 * such as {@code OracleProvider}. The plugins of a kind are loaded when the kind is first used. A plugin that cannot be
 * loaded is a {@link Problem}, and does not affect other plugins. Two plugins of one kind with the same id are a
 * problem too, and neither is used. A plugin is code with all the rights of the process; plugins are read from these
 * three places only.
 *
 * <p>A catalogue does not change. Thread-safe.
 */
public final class PluginCatalogue {
    /**
     * A plugin with its origin.
     *
     * @param provider the plugin
     * @param module the class of the {@link PluginModule} that lists it
     * @param location the jar or folder, or {@code code} for a plugin object of the application
     * @param version the version in the jar's manifest, or {@code unknown}
     * @param <P> the kind of plugin
     */
    public record Registration<P extends Plugin>(P provider, String module, String location, String version) {}

    /**
     * A plugin or jar that could not be loaded, or an id that several plugins have.
     *
     * @param location the jar or folder, {@code the class path}, or {@code code} for a plugin object of the application
     * @param message the failure
     */
    public record Problem(String location, String message) {}

    /** The largest depth of nested texts, so that a text from outside cannot overflow the stack. */
    private static final int MAX_DEPTH = 100;

    private final List<ClassLoader> loaders;
    private final List<PluginModule> modules;
    /** The jars of the plugin directory that cannot be read or have no plugins. */
    private final List<Problem> jarProblems;

    private final Map<Class<?>, Kind<?>> kinds = new HashMap<>();

    private PluginCatalogue(List<ClassLoader> loaders, List<PluginModule> modules, List<Problem> jarProblems) {
        this.loaders = List.copyOf(loaders);
        this.modules = List.copyOf(modules);
        this.jarProblems = List.copyOf(jarProblems);
    }

    /**
     * Finds the plugins on the class path.
     *
     * @return the catalogue
     */
    public static PluginCatalogue discover() {
        return new PluginCatalogue(List.of(classPath()), List.of(), List.of());
    }

    /**
     * Finds the plugins on the class path and in a directory, which has jars with plugins, and folders of jars (plugins
     * with their libraries).
     *
     * @param directory the directory
     * @return the catalogue
     * @throws InvalidArgumentException if {@code directory} is not a directory
     */
    public static PluginCatalogue discover(Path directory) {
        List<Problem> jarProblems = new ArrayList<>();
        List<ClassLoader> loaders = new ArrayList<>(List.of(classPath()));
        loaders.addAll(PluginLoader.open(directory, classPath(), jarProblems));
        return new PluginCatalogue(loaders, List.of(), jarProblems);
    }

    /**
     * Makes a catalogue of given plugins, without any discovery.
     *
     * @param modules modules or single plugins, of any kinds
     * @return the catalogue
     */
    public static PluginCatalogue of(PluginModule... modules) {
        return new PluginCatalogue(List.of(), List.of(modules), List.of());
    }

    /**
     * Returns the class loaders of plugins, in which callers can also find services that are not plugins, such as
     * drivers of databases.
     *
     * @return the class loader of the class path, if plugins are searched there, and the class loader of each jar or
     *     folder of jars in the plugin directory
     */
    public List<ClassLoader> classLoaders() {
        return loaders;
    }

    /**
     * Returns the context class loader of this thread if it finds this class, otherwise the loader of this class. The
     * context class loader does not find it in thread pools of applications that are packed in a single jar.
     */
    private static ClassLoader classPath() {
        ClassLoader loader = PluginCatalogue.class.getClassLoader();
        ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();
        try {
            if (contextLoader != null
                    && contextLoader.loadClass(PluginCatalogue.class.getName()) == PluginCatalogue.class) {
                return contextLoader;
            }
        } catch (ClassNotFoundException foreign) {
            // the context class loader does not know this library, so it would find no plugins
        }
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /**
     * Adds plugins that the application created.
     *
     * @param modules modules or single plugins, of any kinds
     * @return a catalogue of these plugins and the plugins of this catalogue, with the same class loaders
     */
    public PluginCatalogue with(Collection<? extends PluginModule> modules) {
        List<PluginModule> extended =
                Stream.concat(this.modules.stream(), modules.stream()).toList();
        return new PluginCatalogue(loaders, extended, jarProblems);
    }

    /**
     * Lists the plugins of a kind.
     *
     * @param kind the service type
     * @param <P> the kind of plugin
     * @return the registrations of the ids that only one plugin has, sorted by id
     */
    public <P extends Plugin> List<Registration<P>> registrations(Class<P> kind) {
        return kind(kind).registrations();
    }

    /**
     * Lists the problems: jars that cannot be read or have no plugins, and plugins of a kind that cannot be loaded or
     * have the same id.
     *
     * @param kind the service type
     * @return the problems, each with its location
     */
    public List<Problem> problems(Class<? extends Plugin> kind) {
        return kind(kind).problems();
    }

    /**
     * Finds a plugin.
     *
     * @param kind the service type
     * @param id its id
     * @param <P> the kind of plugin
     * @return the registration
     * @throws InvalidArgumentException if there is no such plugin (the message lists the ids that exist), or more than
     *     one (the message names their locations)
     */
    public <P extends Plugin> Registration<P> find(Class<P> kind, String id) {
        return kind(kind).find(id);
    }

    /**
     * Creates the object of a text, such as an oracle from {@code ranking:n=5}.
     *
     * @param kind the service type
     * @param text the id and the arguments, in the form of {@link PluginSpec}
     * @param <T> the type that plugins of this kind create
     * @param <P> the kind of plugin
     * @return the created object
     * @throws InvalidArgumentException if the text, the id or a parameter is wrong
     * @throws DataException if a file that a parameter names cannot be read
     * @throws OracleException with code FAILED if the plugin fails otherwise
     */
    public <T, P extends Provider<T>> T create(Class<P> kind, String text) {
        return create(kind, PluginSpec.parse(text), Provider::createChecked);
    }

    /**
     * Creates an object by a function that calls a plugin.
     *
     * @param kind the service type
     * @param spec the id and the arguments
     * @param factory calls the plugin
     * @param <P> the kind of plugin
     * @param <T> the type to create
     * @return the created object
     * @throws InvalidArgumentException if the id or a parameter is wrong
     * @throws DataException if a file that a parameter names cannot be read
     * @throws OracleException with code FAILED if the plugin fails otherwise
     */
    public <P extends Plugin, T> T create(Class<P> kind, PluginSpec spec, BiFunction<P, Parameters, T> factory) {
        return create(kind, spec, factory, 1);
    }

    /** Creates the object of a text that is nested in another text, at the given depth. */
    <T, P extends Provider<T>> T createInside(Class<P> kind, String text, int depth) {
        return create(kind, PluginSpec.parse(text), Provider::createChecked, depth);
    }

    private <P extends Plugin, T> T create(
            Class<P> kind, PluginSpec spec, BiFunction<P, Parameters, T> factory, int depth) {
        requireDepth(spec.id(), depth);
        Kind<P> plugins = kind(kind);
        Registration<P> registration = plugins.find(spec.id());
        P provider = registration.provider();
        try {
            T created = factory.apply(provider, Parameters.of(plugins.word(), provider, spec.arguments(), this, depth));
            if (created == null) {
                throw new IllegalStateException("it returned null");
            }
            return created;
        } catch (InvalidArgumentException | DataException | OracleException | OutOfMemoryError passedOn) {
            throw passedOn;
        } catch (Throwable failure) { // foreign code may throw anything
            throw new OracleException(
                    OracleException.Code.FAILED,
                    "the provider of '" + spec.id() + "' in " + registration.location() + " failed: "
                            + PluginFault.describe(failure),
                    failure);
        }
    }

    /**
     * Replaces the paths of files in a text and in the texts nested in it, such as the texts of two oracles in {@code
     * product:of=(...;...)}.
     *
     * @param kind the service type
     * @param text the id and the arguments, in the form of {@link PluginSpec}; its other values stay as they are
     * @param newPath maps the path of a file in the text to its new path
     * @return the text with the new paths
     * @throws InvalidArgumentException if the text or the id is wrong
     */
    public String withFiles(Class<? extends Plugin> kind, String text, UnaryOperator<String> newPath) {
        return withValues(
                kind,
                text,
                (parameter, value) -> parameter.type() == Parameter.Type.FILE ? newPath.apply(value) : value,
                1);
    }

    /**
     * Replaces each name in braces, such as in {@code source={from}}, in a text and in the texts nested in it. The text
     * is parsed before names are replaced: untrusted text stays inside its value and cannot add a parameter or name a
     * plugin.
     *
     * @param kind the service type
     * @param text the id and the arguments, in the form of {@link PluginSpec}
     * @param filling maps a name to the text that replaces it and its braces
     * @return the text with the replacements
     * @throws InvalidArgumentException if the text or the id is wrong, or the parentheses of a value do not balance
     *     after the replacement
     */
    public String filled(Class<? extends Plugin> kind, String text, UnaryOperator<String> filling) {
        return withValues(kind, text, (parameter, value) -> PluginSpec.filled(value, filling), 1);
    }

    private String withValues(
            Class<? extends Plugin> kind, String text, BiFunction<Parameter, String, String> change, int depth) {
        PluginSpec spec = PluginSpec.parse(text);
        requireDepth(spec.id(), depth);
        Map<String, String> changed = new LinkedHashMap<>(spec.arguments());
        for (Parameter parameter : find(kind, spec.id()).provider().parameters()) {
            changed.computeIfPresent(parameter.name(), (name, value) -> {
                Class<? extends Plugin> nestedKind = parameter.kind();
                return nestedKind == null
                        ? change.apply(parameter, value)
                        : PluginSpec.split(value, ';', text).stream()
                                .map(element -> withValues(nestedKind, element.trim(), change, depth + 1))
                                .collect(Collectors.joining(";"));
            });
        }
        return changed.equals(spec.arguments()) ? text : new PluginSpec(spec.id(), changed).toString();
    }

    /** Limits the depth of nested texts, which are read recursively. */
    private static void requireDepth(String id, int depth) {
        Arguments.require(
                depth <= MAX_DEPTH,
                "the text form nests '" + id + "' more than " + MAX_DEPTH + " deep",
                "Maybe create the object in Java");
    }

    @SuppressWarnings("unchecked") // each kind is stored under its type
    private synchronized <P extends Plugin> Kind<P> kind(Class<P> type) {
        return (Kind<P>) kinds.computeIfAbsent(type, absent -> new Kind<>(type, loaders, modules, jarProblems));
    }
}
