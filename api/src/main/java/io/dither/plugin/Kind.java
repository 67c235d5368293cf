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
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The plugins of one kind; whatever goes wrong with one of them is noted, and the others are loaded. */
final class Kind<P extends Plugin> {
    /** A service file that cannot be read fails again and again. */
    private static final int MOST_FAILURES = 100;

    private final Class<P> type;
    private final List<Problem> problems;
    private final Map<String, List<Registration<P>>> byId = new TreeMap<>();

    Kind(Class<P> type, List<ClassLoader> loaders, List<Plugin> own, List<Problem> problems) {
        this.type = type;
        this.problems = new ArrayList<>(problems);
        // a kind that another module declares is not among the services that this one names
        Kind.class.getModule().addUses(type);
        loaders.forEach(this::load);
        own.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .forEach(provider -> register(() -> provider, locationOf(provider.getClass(), "code")));
        byId.forEach((id, claims) -> {
            if (claims.size() > 1) {
                this.problems.add(new Problem(claims.get(claims.size() - 1).location(), ambiguity(id, claims)));
            }
        });
    }

    /** Those whose id is theirs alone. */
    List<Registration<P>> registrations() {
        return byId.values().stream()
                .filter(claims -> claims.size() == 1)
                .map(claims -> claims.get(0))
                .toList();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The word for messages: {@code oracle} for an {@code OracleProvider}. */
    String word() {
        return type.getSimpleName().replaceFirst("Provider$", "").toLowerCase(Locale.ROOT);
    }

    Registration<P> find(String id) {
        List<Registration<P>> claims = byId.getOrDefault(id, List.of());
        if (claims.isEmpty()) {
            throw new InvalidArgumentException(
                    "there is no " + word() + " '" + id + "'; there are: " + String.join(", ", byId.keySet())
                            + notLoaded(),
                    "Maybe a typing error, or the jar that provides it is not on the class path or in the plugin"
                            + " directory");
        }
        if (claims.size() > 1) {
            throw new InvalidArgumentException(ambiguity(id, claims), "Maybe remove one of the jars");
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

    /** Which of them is meant nobody knows, so none is taken. */
    private String ambiguity(String id, List<Registration<P>> claims) {
        return "the " + word() + " '" + id + "' has " + claims.size() + " providers, so that none is used: "
                + claims.stream()
                        .map(claim -> claim.provider().getClass().getName() + " in " + claim.location())
                        .collect(Collectors.joining(" and "));
    }

    private void load(ClassLoader loader) {
        String source = loader instanceof PluginLoader ? loader.getName() : "the class path";
        Iterator<ServiceLoader.Provider<P>> candidates =
                ServiceLoader.load(type, loader).stream().iterator();
        int before = noted();
        int failures = 0;
        while (failures < MOST_FAILURES && !loadRest(candidates, loader, source)) {
            failures++;
        }
        if (failures == MOST_FAILURES) {
            problems.add(new Problem(source, "after " + failures + " failures the rest is not looked at"));
        } else if (noted() == before && loader instanceof PluginLoader plugin && plugin.names(type)) {
            problems.add(new Problem(source, "META-INF/services/" + type.getName() + " names no class of its own"));
        }
    }

    private int noted() {
        return problems.size() + byId.values().stream().mapToInt(List::size).sum();
    }

    /** Loads providers one by one and returns false at a failure, after which there may be more. */
    private boolean loadRest(Iterator<ServiceLoader.Provider<P>> candidates, ClassLoader loader, String source) {
        try {
            candidates.forEachRemaining(candidate -> load(candidate, loader, source));
            return true;
        } catch (Throwable failure) { // whatever is wrong with one class, the others are loaded
            problems.add(new Problem(source, PluginFault.describe(failure)));
            return false;
        }
    }

    /** Of what a plugin sees only the providers that it defines itself are its own. */
    private void load(ServiceLoader.Provider<P> candidate, ClassLoader loader, String source) {
        if (!(loader instanceof PluginLoader) || candidate.type().getClassLoader() == loader) {
            register(candidate, locationOf(candidate.type(), source));
        }
    }

    private void register(Supplier<P> provider, String location) {
        try {
            register(provider.get(), location);
        } catch (Throwable failure) { // a stranger's code may throw anything
            problems.add(new Problem(location, PluginFault.describe(failure)));
        }
    }

    private void register(P provider, String location) {
        String id = provider.id();
        if (id == null || !id.matches(PluginSpec.NAME)) {
            problems.add(new Problem(location, provider.getClass().getName() + " has the malformed id '" + id + "'"));
            return;
        }
        // asked once here, so that a provider that cannot describe itself is a problem now and not a crash later
        if (provider.description() == null
                || provider.parameters() == null
                || provider.parameters().stream().anyMatch(Objects::isNull)) {
            problems.add(new Problem(location, "the provider of '" + id + "' has no description or no parameters"));
            return;
        }
        String version = provider.getClass().getPackage().getImplementationVersion();
        byId.computeIfAbsent(id, first -> new ArrayList<>())
                .add(new Registration<>(provider, location, version == null ? "unknown" : version));
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
