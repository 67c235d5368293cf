package io.dither.plugin;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.RegularFile;
import io.dither.plugin.PluginCatalogue.Problem;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The class loader of a jar with plugins, or of a folder of jars. It stays open until the process ends. It finds
 * service files of Dither in its own jars only, so that problems of the class path are not reported again for each
 * loader.
 */
final class PluginLoader extends URLClassLoader {
    private static final String SERVICES = "META-INF/services/";
    /**
     * Services that are not plugins and that other libraries look up in this class loader: drivers of databases,
     * readers of files.
     */
    private static final Set<String> OTHER_SERVICES =
            Set.of("java.sql.Driver", "io.dither.data.HistoryProvider", "io.dither.data.DatabaseProvider");

    static final String SERVICE = SERVICES + PluginModule.class.getName();

    private volatile boolean hangs;

    private PluginLoader(Path plugin, List<URL> jars, ClassLoader application) {
        super(plugin.toString(), jars.toArray(URL[]::new), application);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith(SERVICES + "io.dither.") ? findResources(name) : super.getResources(name);
    }

    /** Returns whether an attempt to load the plugins of these jars did not end in time. */
    boolean hangs() {
        return hangs;
    }

    void setHangs() {
        hangs = true;
    }

    /** Returns whether one of these jars has the service file of plugins. */
    boolean hasService() {
        return findResource(SERVICE) != null;
    }

    /** Opens the jars and folders of a directory, sorted by name; a damaged jar is recorded as a problem. */
    static List<ClassLoader> open(Path directory, ClassLoader application, List<Problem> problems) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidArgumentException(
                    "the plugin directory " + directory + " is not a directory",
                    "Maybe create it, or give the folder of the jar");
        }
        List<ClassLoader> plugins = new ArrayList<>();
        for (Path plugin : sortedChildren(directory)) {
            List<Path> jars = Files.isDirectory(plugin)
                    ? jarsIn(plugin, problems)
                    : Stream.of(plugin).filter(PluginLoader::isJar).toList();
            Set<String> services = new TreeSet<>();
            List<URL> readable = jars.stream()
                    .filter(jar -> isReadable(jar, services, problems))
                    .map(PluginLoader::urlOf)
                    .toList();
            if (!readable.isEmpty()) {
                PluginLoader loader = new PluginLoader(plugin, readable, application);
                loader.recordIfWithoutPlugins(services, problems);
                plugins.add(loader);
            }
        }
        return plugins;
    }

    private static boolean isJar(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    private static List<Path> jarsIn(Path folder, List<Problem> problems) {
        try {
            List<Path> jars =
                    sortedChildren(folder).stream().filter(PluginLoader::isJar).toList();
            if (jars.isEmpty()) {
                problems.add(new Problem(folder.toString(), "a folder without jars"));
            }
            return jars;
        } catch (DataException unreadable) {
            problems.add(new Problem(folder.toString(), String.valueOf(unreadable.getMessage())));
            return List.of();
        }
    }

    private static List<Path> sortedChildren(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new DataException(folder.toString(), 0, "this folder cannot be listed", unreadable);
        }
    }

    /**
     * Returns whether a jar and its manifest can be read, and adds the names of its service files to {@code services}.
     * A class loader would ignore a damaged jar silently.
     */
    private static boolean isReadable(Path jar, Set<String> services, List<Problem> problems) {
        try (JarFile file = new JarFile(RegularFile.require(jar).toFile())) {
            file.getManifest();
            file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(SERVICES) && !name.endsWith("/"))
                    .map(name -> name.substring(SERVICES.length()))
                    .forEach(services::add);
            return true;
        } catch (IOException | RuntimeException damaged) {
            problems.add(new Problem(jar.toString(), "not a readable jar: " + damaged.getMessage()));
            return false;
        }
    }

    /** Records a jar without plugins as a problem; otherwise it would be ignored silently. */
    private void recordIfWithoutPlugins(Set<String> services, List<Problem> problems) {
        if (!hasService() && Collections.disjoint(services, OTHER_SERVICES)) {
            problems.add(new Problem(
                    getName(),
                    "it offers no plugin: its META-INF/services "
                            + (services.isEmpty() ? "is missing or empty" : "names only " + String.join(", ", services))
                            + ". Maybe name its module in " + SERVICE
                            + ", or put a jar of commands on the class path"));
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
