package io.dither.plugin;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.plugin.PluginCatalogue.Problem;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The class loader of one plugin, a jar or a folder of jars; it stays open as long as the process lives. Of the service
 * files of Dither it sees those of its own jars only, so that what is broken on the class path is not reported again for
 * each plugin.
 */
final class PluginLoader extends URLClassLoader {
    private PluginLoader(Path plugin, List<URL> jars, ClassLoader application) {
        super(plugin.toString(), jars.toArray(URL[]::new), application);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith("META-INF/services/io.dither.") ? findResources(name) : super.getResources(name);
    }

    /** Opens the plugins of a directory, in the order of their names; what is no jar is noted. */
    static List<ClassLoader> open(Path directory, ClassLoader application, List<Problem> problems) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidArgumentException(
                    "the plugin directory " + directory + " is no directory",
                    "Maybe create it, or give the folder of the jar");
        }
        List<ClassLoader> plugins = new ArrayList<>();
        for (Path plugin : sortedChildren(directory)) {
            List<Path> files = Files.isDirectory(plugin) ? sortedChildren(plugin) : List.of(plugin);
            List<URL> jars = files.stream()
                    .filter(jar -> jar.toString().endsWith(".jar") && isReadable(jar, problems))
                    .map(PluginLoader::urlOf)
                    .toList();
            if (!jars.isEmpty()) {
                plugins.add(new PluginLoader(plugin, jars, application));
            }
        }
        return plugins;
    }

    private static List<Path> sortedChildren(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            throw new DataException(folder.toString(), 0, "this folder cannot be listed", unreadable);
        }
    }

    /** A class loader passes over a damaged jar in silence, so it is looked at first. */
    private static boolean isReadable(Path jar, List<Problem> problems) {
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
