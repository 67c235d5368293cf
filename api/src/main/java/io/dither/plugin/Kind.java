package io.dither.plugin;

import io.dither.error.InvalidArgumentException;
import io.dither.error.UnknownNameException;
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
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The plugins of one service type, such as all providers of oracles. A plugin that fails is recorded as a problem, and
 * all other plugins are loaded.
 */
final class Kind<P extends Plugin> {
    /** Loading stops after this number of failures, because a service file that cannot be read fails at each call. */
    private static final int MAX_FAILURES = 100;

    /** The time limit in seconds for the constructors, ids and descriptions of a plugin in a folder. */
    private static final int TIME_LIMIT = 20;

    /** The location of plugins that were given as objects. */
    private static final String CODE = "code";

    private final Class<P> type;
    private final List<Problem> problems;
    private final Map<String, List<Registration<P>>> byId = new TreeMap<>();

    Kind(Class<P> type, List<ClassLoader> loaders, List<PluginModule> modules, List<Problem> problems) {
        this(type, loaders, modules, problems, TIME_LIMIT);
    }

    Kind(Class<P> type, List<ClassLoader> loaders, List<PluginModule> modules, List<Problem> problems, int seconds) {
        this.type = type;
        this.problems = new ArrayList<>(problems);
        for (ClassLoader loader : loaders) {
            if (loader instanceof PluginLoader plugin) {
                loadWithin(seconds, plugin);
            } else {
                load(loader);
            }
        }
        modules.forEach(module -> load(() -> module, module.getClass(), CODE));
        byId.forEach((id, claims) -> {
            if (claims.size() > 1) {
                this.problems.add(new Problem(claims.get(claims.size() - 1).location(), ambiguity(id, claims)));
            }
        });
    }

    /** Returns the registrations, without ids that two plugins claim. */
    List<Registration<P>> registrations() {
        return byId.values().stream()
                .filter(claims -> claims.size() == 1)
                .map(claims -> claims.get(0))
                .toList();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Returns the word for messages: {@code oracle} for an {@code OracleProvider}. */
    String word() {
        return word(type);
    }

    static String word(Class<? extends Plugin> type) {
        return type.getSimpleName()
                .replaceFirst("Provider$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    Registration<P> find(String id) {
        List<Registration<P>> claims = byId.getOrDefault(id, List.of());
        if (claims.isEmpty()) {
            throw new UnknownNameException(
                    word(),
                    id,
                    byId.keySet(),
                    "Maybe a typing error, or its jar is neither on the class path nor in the folder of plugins (--plugins)"
                            + notLoaded());
        }
        if (claims.size() > 1) {
            throw new InvalidArgumentException(ambiguity(id, claims), "Maybe remove all but one");
        }
        return claims.get(0);
    }

    private String notLoaded() {
        return problems.isEmpty()
                ? ""
                : " (" + problems.size() + " could not be loaded, from "
                        + problems.stream()
                                .map(Problem::location)
                                .distinct()
                                .limit(5)
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    /** Returns the message about plugins with the same id, none of which is used. */
    private String ambiguity(String id, List<Registration<P>> claims) {
        return "the " + word() + " '" + id + "' has " + claims.size() + " providers, so that none is used: "
                + claims.stream()
                        .map(claim -> claim.location().equals(CODE)
                                ? "one that was given as an object"
                                : claim.module() + " in " + claim.location())
                        .collect(Collectors.joining(" and "));
    }

    /**
     * Loads a plugin on a separate thread, which is abandoned if it does not end. A plugin that hung when another kind
     * was loaded is not tried again.
     */
    private void loadWithin(int seconds, PluginLoader plugin) {
        // filled by the other thread alone, so that an abandoned thread cannot change this object
        Kind<P> loaded = new Kind<>(type, List.of(), List.of(), List.of());
        FutureTask<Boolean> loading = new FutureTask<>(() -> loaded.load(plugin), true);
        Thread thread = new Thread(loading, "dither-plugin");
        thread.setDaemon(true);
        try {
            if (!plugin.hangs()) {
                thread.start();
                loading.get(seconds, TimeUnit.SECONDS);
                problems.addAll(loaded.problems);
                loaded.byId.forEach((id, claims) ->
                        byId.computeIfAbsent(id, newId -> new ArrayList<>()).addAll(claims));
                return;
            }
        } catch (TimeoutException timeout) {
            plugin.setHangs();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible); // load records whatever a plugin throws
        }
        problems.add(new Problem(
                plugin.getName(),
                "it took more than " + seconds
                        + " s to be made and to describe itself. Maybe its constructor does slow work"));
    }

    private void load(ClassLoader loader) {
        String source = loader instanceof PluginLoader ? loader.getName() : "the class path";
        Iterator<ServiceLoader.Provider<PluginModule>> modules =
                ServiceLoader.load(PluginModule.class, loader).stream().iterator();
        // true for a service file until it turns out to name a class
        boolean isEmpty = loader instanceof PluginLoader plugin && plugin.hasService();
        int failures = 0;
        while (failures < MAX_FAILURES) {
            try {
                while (modules.hasNext()) {
                    ServiceLoader.Provider<PluginModule> module = modules.next();
                    // a plugin's loader also finds the modules of the class path, which are not its own
                    if (!(loader instanceof PluginLoader) || module.type().getClassLoader() == loader) {
                        isEmpty = false;
                        load(module, module.type(), locationOf(module.type(), source));
                    }
                }
                break;
            } catch (Throwable failure) { // whatever is wrong with a class, the other classes are loaded
                isEmpty = false;
                failures++;
                problems.add(new Problem(source, PluginFault.describe(failure)));
            }
        }
        if (failures == MAX_FAILURES) {
            problems.add(new Problem(source, "after " + failures + " failures the rest is not looked at"));
        } else if (isEmpty) {
            problems.add(new Problem(source, PluginLoader.SERVICE + " names no class of its own"));
        }
    }

    /** Registers the plugins of this kind that a module has; a plugin class of another kind is not created. */
    private void load(Supplier<? extends PluginModule> module, Class<?> moduleType, String location) {
        if (Plugin.class.isAssignableFrom(moduleType) && !type.isAssignableFrom(moduleType)) {
            return;
        }
        try {
            for (Plugin plugin : module.get().plugins()) {
                if (type.isInstance(plugin)) {
                    register(type.cast(plugin), moduleType, location);
                }
            }
        } catch (Throwable failure) { // foreign code may throw anything
            problems.add(new Problem(location, PluginFault.describe(failure)));
        }
    }

    private void register(P provider, Class<?> moduleType, String location) {
        String id = provider.id();
        if (id == null || !id.matches(PluginSpec.ID)) {
            problems.add(new Problem(location, moduleType.getName() + " has the malformed id '" + id + "'"));
            return;
        }
        // called once here, so that a provider that cannot describe itself is a problem now and not a crash later
        if (provider.description() == null
                || provider.parameters() == null
                || provider.parameters().stream().anyMatch(Objects::isNull)) {
            problems.add(new Problem(location, "the provider of '" + id + "' has no description or no parameters"));
            return;
        }
        String version = moduleType.getPackage().getImplementationVersion();
        byId.computeIfAbsent(id, newId -> new ArrayList<>())
                .add(new Registration<>(
                        provider, moduleType.getName(), location, version == null ? "unknown" : version));
    }

    private static String locationOf(Class<?> type, String otherwise) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? otherwise : fileOf(source.getLocation());
    }

    private static String fileOf(URL location) {
        try {
            return location.getProtocol().equals("file")
                    ? Path.of(URI.create(location.toString())).toString()
                    : location.toString();
        } catch (IllegalArgumentException noPath) {
            return location.toString();
        }
    }
}
