package io.dither.oracle;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.PluginRegistry.Problem;
import io.dither.oracle.PluginRegistry.Registration;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds plugins of one type; whatever goes wrong with one of them is noted, and the others are loaded. */
final class Discovery<P extends Plugin> {
    private final Class<P> type;
    private final List<Registration<P>> registrations = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    Discovery(Class<P> type) {
        this.type = type;
    }

    List<Registration<P>> registrations() {
        return registrations;
    }

    List<Problem> problems() {
        return problems;
    }

    Discovery<P> add(List<P> providers) {
        providers.forEach(provider -> register(provider, locationOf(provider.getClass(), "code")));
        return this;
    }

    Discovery<P> classPath() {
        load(ServiceLoader.load(type), "the class path", null);
        return this;
    }

    Discovery<P> directory(Path plugins) {
        if (!Files.isDirectory(plugins)) {
            throw new InvalidArgumentException(
                    "the plugin directory " + plugins + " is no directory",
                    "Maybe create it, or give the folder of the jar");
        }
        for (Path plugin : sortedChildren(plugins)) {
            List<Path> jars = Files.isDirectory(plugin) ? sortedChildren(plugin) : List.of(plugin);
            URL[] urls = jars.stream()
                    .filter(jar -> jar.toString().endsWith(".jar") && isReadable(jar))
                    .map(Discovery::urlOf)
                    .toArray(URL[]::new);
            if (urls.length > 0) {
                // stays open: the plugin's classes load from it as long as the process lives
                ClassLoader loader = new PluginLoader(urls);
                load(ServiceLoader.load(type, loader), plugin.toString(), loader);
            }
        }
        return this;
    }

    /** Loads providers one by one; with a loader given, only those that it defines itself. */
    private void load(ServiceLoader<P> services, String source, @Nullable ClassLoader only) {
        Iterator<ServiceLoader.Provider<P>> candidates = services.stream().iterator();
        int failures = 0;
        while (failures < 100) {
            String location = source;
            try {
                if (!candidates.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<P> candidate = candidates.next();
                location = locationOf(candidate.type(), source);
                if (only == null || candidate.type().getClassLoader() == only) {
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
        if (id == null || !id.matches(OracleSpec.NAME)) {
            problems.add(new Problem(location, provider.getClass().getName() + " has the malformed id '" + id + "'"));
            return;
        }
        // asked once here, so that a provider that cannot describe itself is a problem now and not a crash later
        if (provider.description() == null || provider.parameters() == null) {
            problems.add(new Problem(location, "the provider of '" + id + "' has no description or no parameters"));
            return;
        }
        String version = provider.getClass().getPackage().getImplementationVersion();
        registrations.add(new Registration<>(provider, location, version == null ? "unknown" : version));
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

    private static List<Path> sortedChildren(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            throw new DataException(folder.toString(), 0, "this folder cannot be listed", unreadable);
        }
    }

    /** A class loader passes over a damaged jar in silence, so it is looked at first. */
    private boolean isReadable(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.size() >= 0;
        } catch (IOException damaged) {
            problems.add(new Problem(jar.toString(), "not a readable jar: " + damaged.getMessage()));
            return false;
        }
    }

    private static URL urlOf(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
