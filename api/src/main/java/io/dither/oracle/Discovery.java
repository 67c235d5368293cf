package io.dither.oracle;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.OracleRegistry.Problem;
import io.dither.oracle.OracleRegistry.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds providers; whatever goes wrong with one of them is noted, and the others are loaded. */
final class Discovery {
    private final List<Registration> registrations = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    List<Registration> registrations() {
        return registrations;
    }

    List<Problem> problems() {
        return problems;
    }

    Discovery add(List<OracleProvider> providers) {
        providers.forEach(provider -> register(provider, locationOf(provider.getClass(), "code")));
        return this;
    }

    Discovery classPath() {
        load(ServiceLoader.load(OracleProvider.class), "the class path", null);
        return this;
    }

    Discovery directory(Path plugins) {
        if (!Files.isDirectory(plugins)) {
            throw new InvalidArgumentException(
                    "the plugin directory " + plugins + " does not exist", "Maybe create it");
        }
        for (Path plugin : sortedChildren(plugins)) {
            List<Path> jars = Files.isDirectory(plugin) ? sortedChildren(plugin) : List.of(plugin);
            URL[] urls = jars.stream()
                    .filter(jar -> jar.toString().endsWith(".jar"))
                    .map(Discovery::urlOf)
                    .toArray(URL[]::new);
            if (urls.length > 0) {
                // stays open: the plugin's classes load from it as long as the process lives
                ClassLoader loader = new URLClassLoader(urls, OracleProvider.class.getClassLoader());
                load(ServiceLoader.load(OracleProvider.class, loader), plugin.toString(), loader);
            }
        }
        return this;
    }

    /** Loads providers one by one; with a loader given, only those that it defines itself. */
    private void load(
            ServiceLoader<OracleProvider> services,
            String source,
            @org.jspecify.annotations.Nullable ClassLoader only) {
        Iterator<ServiceLoader.Provider<OracleProvider>> candidates =
                services.stream().iterator();
        int failures = 0;
        while (failures < 100) {
            String location = source;
            try {
                if (!candidates.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<OracleProvider> candidate = candidates.next();
                location = locationOf(candidate.type(), source);
                if (only == null || candidate.type().getClassLoader() == only) {
                    register(candidate.get(), location);
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException failure) {
                failures++;
                problems.add(new Problem(location, messageOf(failure)));
            }
        }
    }

    private void register(OracleProvider provider, String location) {
        String id = provider.id();
        if (id == null || !id.matches(OracleSpec.NAME)) {
            problems.add(new Problem(location, provider.getClass().getName() + " has the malformed id '" + id + "'"));
            return;
        }
        String version = provider.getClass().getPackage().getImplementationVersion();
        registrations.add(new Registration(provider, location, version == null ? "unknown" : version));
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
                ? Path.of(java.net.URI.create(location.toString())).toString()
                : location.toString();
    }

    private static List<Path> sortedChildren(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + folder, unreadable);
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
