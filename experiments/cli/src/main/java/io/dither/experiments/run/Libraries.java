package io.dither.experiments.run;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the versions of libraries off the jar names on the class path, as Maven names them. */
final class Libraries {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");

    private Libraries() {}

    static Map<String, String> onClassPath() {
        return of(System.getProperty("java.class.path", ""));
    }

    static Map<String, String> of(String classPath) {
        Map<String, String> versions = new TreeMap<>();
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            Path name = Path.of(entry).getFileName();
            Matcher jar = JAR.matcher(name == null ? "" : name.toString());
            if (jar.matches()) {
                versions.merge(
                        jar.group(1), jar.group(2), (one, other) -> one.equals(other) ? one : one + ", " + other);
            }
        }
        return versions;
    }
}
