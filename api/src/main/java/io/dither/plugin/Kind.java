package io.dither.plugin;

import io.dither.error.InvalidArgumentException;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The plugins of one kind; whatever goes wrong with one of them is noted, and the others are loaded. */
final class Kind<P extends Plugin> {
    private final Class<P> type;
    private final List<Registration<P>> found = new ArrayList<>();
    private final List<Problem> problems;
    private final Map<String, Registration<P>> byId = new TreeMap<>();

    Kind(Class<P> type, List<ClassLoader> loaders, List<Plugin> own, List<Problem> problems) {
        this.type = type;
        this.problems = new ArrayList<>(problems);
        // a kind that another module declares is not among the services that this one names
        Kind.class.getModule().addUses(type);
        loaders.forEach(this::load);
        own.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .forEach(provider -> register(provider, locationOf(provider.getClass(), "code")));
        found.forEach(this::index);
    }

    List<Registration<P>> registrations() {
        return List.copyOf(byId.values());
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The word for messages: {@code oracle} for an {@code OracleProvider}. */
    String word() {
        return type.getSimpleName().replaceFirst("Provider$", "").toLowerCase(Locale.ROOT);
    }

    Registration<P> find(String id) {
        Registration<P> registration = byId.get(id);
        if (registration == null) {
            throw new InvalidArgumentException(
                    "there is no " + word() + " '" + id + "'; there are: " + String.join(", ", byId.keySet())
                            + (problems.isEmpty() ? "" : " (" + problems.size() + " could not be loaded)"),
                    "Maybe a typing error, or the jar that provides it is not on the class path or in the plugin"
                            + " directory");
        }
        return registration;
    }

    private void index(Registration<P> registration) {
        Registration<P> earlier = byId.put(registration.provider().id(), registration);
        if (earlier != null) {
            throw new InvalidArgumentException(
                    "two providers have the id '" + registration.provider().id() + "' (" + word() + "): one in "
                            + earlier.location() + " and one in " + registration.location(),
                    "Maybe remove one of the two jars");
        }
    }

    /** Loads providers one by one; from a plugin only those that it defines itself. */
    private void load(ClassLoader loader) {
        boolean isPlugin = loader instanceof PluginLoader;
        String source = isPlugin ? loader.getName() : "the class path";
        Iterator<ServiceLoader.Provider<P>> candidates =
                ServiceLoader.load(type, loader).stream().iterator();
        int failures = 0;
        while (failures < 100) {
            String location = source;
            try {
                if (!candidates.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<P> candidate = candidates.next();
                location = locationOf(candidate.type(), source);
                if (!isPlugin || candidate.type().getClassLoader() == loader) {
                    register(candidate.get(), location);
                }
            } catch (ServiceConfigurationError | LinkageError | AssertionError | RuntimeException failure) {
                failures++;
                problems.add(new Problem(location, messageOf(failure)));
            }
        }
    }

    private void register(P provider, String location) {
        String id = provider.id();
        if (id == null || !id.matches(PluginSpec.NAME)) {
            problems.add(new Problem(location, provider.getClass().getName() + " has the malformed id '" + id + "'"));
            return;
        }
        // asked once here, so that a provider that cannot describe itself is a problem now and not a crash later
        if (provider.description() == null || provider.parameters() == null) {
            problems.add(new Problem(location, "the provider of '" + id + "' has no description or no parameters"));
            return;
        }
        String version = provider.getClass().getPackage().getImplementationVersion();
        found.add(new Registration<>(provider, location, version == null ? "unknown" : version));
    }

    private static String messageOf(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = String.valueOf(failure.getMessage());
        return cause == null ? failure.getClass().getSimpleName() + ": " + message : message + " (" + cause + ")";
    }

    private static String locationOf(Class<?> type, String otherwise) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? otherwise : fileOf(source.getLocation());
    }

    private static String fileOf(URL location) {
        return location.getProtocol().equals("file")
                ? Path.of(URI.create(location.toString())).toString()
                : location.toString();
    }
}
