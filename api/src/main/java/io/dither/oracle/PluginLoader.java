package io.dither.oracle;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;

/**
 * The class loader of one plugin: it sees the service files of its own jars only, so that what is broken on the class
 * path is not reported again for each plugin.
 */
final class PluginLoader extends URLClassLoader {
    PluginLoader(URL[] jars) {
        super(jars, Plugin.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith("META-INF/services/") ? findResources(name) : super.getResources(name);
    }
}
