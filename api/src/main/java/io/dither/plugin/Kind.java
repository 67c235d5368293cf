package io.dither.plugin;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
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
    /** Loading stops after this number of failures: a service file that cannot be read fails again at each attempt. */
    private static final int MAX_FAILURES = 100;

    /** The time limit in seconds to load one kind from one {@link PluginLoader}: constructors, ids and descriptions. */
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
            if (loader instanceof PluginLoader jars) {
                loadWithin(seconds, jars);
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

    /** Returns the registrations of the ids that only one plugin has. */
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

    /** Returns the message about several plugins that claim the same id, so that none of them is used. */
    private String ambiguity(String id, List<Registration<P>> claims) {
        return "the " + word() + " '" + id + "' has " + claims.size() + " providers, so that none is used: "
                + claims.stream()
                        .map(claim -> claim.location().equals(CODE)
                                ? "one that was given as an object"
                                : claim.module() + " in " + claim.location())
                        .collect(Collectors.joining(" and "));
    }

    /**
     * Loads the plugins of jars on a separate thread, which is abandoned if it does not end in time. Jars that did not
     * end in time when another kind was loaded are not tried again.
     */
    private void loadWithin(int seconds, PluginLoader jars) {
        // filled by the other thread alone, so that an abandoned thread cannot change this object
        Kind<P> loaded = new Kind<>(type, List.of(), List.of(), List.of());
        FutureTask<Boolean> loading = new FutureTask<>(() -> loaded.load(jars), true);
        Thread thread = new Thread(loading, "dither-plugin");
        thread.setDaemon(true);
        try {
            if (Thread.interrupted()) { // the wait below does not notice this if the other thread is fast
                throw new InterruptedException();
            }
            if (!jars.hangs()) {
                thread.start();
                loading.get(seconds, TimeUnit.SECONDS);
                problems.addAll(loaded.problems);
                loaded.byId.forEach((id, claims) ->
                        byId.computeIfAbsent(id, newId -> new ArrayList<>()).addAll(claims));
                return;
            }
        } catch (TimeoutException timeout) {
            jars.setHangs();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new OracleException(Code.INTERRUPTED, "loading " + jars.getName() + " was interrupted", interrupt);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible); // load records whatever a plugin throws
        }
        problems.add(new Problem(
                jars.getName(),
                "its plugins took more than " + seconds
                        + " s to be created and to describe themselves. Maybe a constructor does slow work"));
    }

    private void load(ClassLoader loader) {
        String source = loader instanceof PluginLoader ? loader.getName() : "the class path";
        Iterator<ServiceLoader.Provider<PluginModule>> modules =
                ServiceLoader.load(PluginModule.class, loader).stream().iterator();
        // whether there is a service file that has not named a module of these jars so far
        boolean namesNoModule = loader instanceof PluginLoader jars && jars.hasService();
        int failures = 0;
        while (failures < MAX_FAILURES) {
            try {
                while (modules.hasNext()) {
                    ServiceLoader.Provider<PluginModule> module = modules.next();
                    // a PluginLoader also finds Java modules, and classes of the class path that its service file
                    // names: they do not belong to its jars
                    if (!(loader instanceof PluginLoader) || module.type().getClassLoader() == loader) {
                        namesNoModule = false;
                        load(module, module.type(), locationOf(module.type(), source));
                    }
                }
                break;
            } catch (Throwable failure) { // whatever is wrong with a class, the other classes are loaded
                namesNoModule = false;
                failures++;
                problems.add(new Problem(source, PluginFault.describe(failure)));
            }
        }
        if (failures == MAX_FAILURES) {
            problems.add(new Problem(source, "loading stopped after " + failures + " failures"));
        } else if (namesNoModule) {
            problems.add(new Problem(source, PluginLoader.SERVICE + " names no class of this jar or folder"));
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

    private void register(P plugin, Class<?> moduleType, String location) {
        String id = plugin.id();
        if (id == null || !id.matches(PluginSpec.ID)) {
            problems.add(new Problem(location, moduleType.getName() + " has the malformed id '" + id + "'"));
            return;
        }
        // called once here, so that a provider that cannot describe itself is a problem now and not a crash later
        if (plugin.description() == null
                || plugin.parameters() == null
                || plugin.parameters().stream().anyMatch(Objects::isNull)) {
            problems.add(new Problem(location, "the provider of '" + id + "' has no description or no parameters"));
            return;
        }
        String version = moduleType.getPackage().getImplementationVersion();
        byId.computeIfAbsent(id, newId -> new ArrayList<>())
                .add(new Registration<>(plugin, moduleType.getName(), location, version == null ? "unknown" : version));
    }

    private static String locationOf(Class<?> type, String defaultLocation) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? defaultLocation : fileOf(source.getLocation());
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
