package io.dither.experiments.run;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the versions of libraries from the paths of the jars on the class path: Maven puts the version into folders and file names. */
final class Libraries {
    /**
     * Patterns of jar names, in the order in which they are tried. In the first, a version starts with a number and a dot: that of {@code
     * x86-64-9.15.jar} is 9.15, not 64-9.15. In the second, it starts with any digit.
     */
    private static final List<Pattern> JAR_NAMES =
            List.of(Pattern.compile("(.+?)-(\\d+\\..*)\\.jar"), Pattern.compile("(.+?)-(\\d.*)\\.jar"));

    private Libraries() {}

    static Map<String, String> onClassPath() {
        Map<String, String> versions = of(System.getProperty("java.class.path", ""));
        String ditherVersion = Libraries.class.getPackage().getImplementationVersion();
        versions.put("dither", ditherVersion == null ? "development" : ditherVersion);
        return versions;
    }

    static Map<String, String> of(String classPath) {
        Map<String, String> versions = new TreeMap<>();
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            of(Path.of(entry))
                    .ifPresent(library -> versions.merge(
                            library.name(),
                            library.version(),
                            (first, second) -> first.equals(second) ? first : first + ", " + second));
        }
        return versions;
    }

    private record Library(String name, String version) {}

    private static Optional<Library> of(Path jar) {
        return inRepository(jar).or(() -> byName(String.valueOf(jar.getFileName())));
    }

    /** Reads a path of a Maven repository, which ends with {@code NAME/VERSION/NAME-VERSION[-CLASSIFIER].jar}; empty for another path. */
    private static Optional<Library> inRepository(Path jar) {
        int last = jar.getNameCount() - 1;
        if (last < 2) {
            return Optional.empty();
        }
        Library library = new Library(
                jar.getName(last - 2).toString(), jar.getName(last - 1).toString());
        boolean fits = jar.getName(last).toString().startsWith(library.name() + "-" + library.version());
        return fits ? Optional.of(library) : Optional.empty();
    }

    private static Optional<Library> byName(String file) {
        return JAR_NAMES.stream()
                .map(pattern -> pattern.matcher(file))
                .filter(Matcher::matches)
                .findFirst()
                .map(jar -> new Library(jar.group(1), jar.group(2)));
    }
}
