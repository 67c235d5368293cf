package io.dither.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules of the default build, as the poms list them, with their sources and classes. */
final class Modules {
    static final Path ROOT = Path.of("../..");

    private static Optional<JavaClasses> classes = Optional.empty();

    private static final Pattern PROFILES = Pattern.compile("<profiles>.*?</profiles>", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");

    /** Lists the folders with main code, such as {@code losses/learn}, in alphabetical order. */
    static List<String> folders() throws IOException {
        List<String> folders = new ArrayList<>();
        collect("", folders);
        folders.removeIf(folder -> !Files.isDirectory(ROOT.resolve(folder).resolve("src/main/java")));
        return folders.stream().sorted().toList();
    }

    private static void collect(String folder, List<String> folders) throws IOException {
        String pom = Files.readString(ROOT.resolve(folder).resolve("pom.xml"));
        Matcher module = MODULE.matcher(PROFILES.matcher(pom).replaceAll(""));
        while (module.find()) {
            String path = folder.isEmpty() ? module.group(1) : folder + "/" + module.group(1);
            folders.add(path);
            collect(path, folders);
        }
    }

    /** Lists the sources of a module, without package-info and module-info. */
    static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> walk = Files.walk(ROOT.resolve(folder).resolve("src/main/java"))) {
            return walk.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the classes of a module. */
    static List<JavaClass> classes(String folder) throws IOException {
        String place = classFolder(folder).toAbsolutePath().normalize().toUri().getPath();
        return classes().stream()
                .filter(type ->
                        type.getSource().orElseThrow().getUri().getPath().startsWith(place))
                .toList();
    }

    /** Returns the classes of all modules, which are read once. Classes that the processor of the benchmarks writes are not ours. */
    static synchronized JavaClasses classes() throws IOException {
        if (classes.isEmpty()) {
            classes = Optional.of(new ClassFileImporter()
                    .withImportOption(location -> !location.contains("jmh_generated"))
                    .importPaths(folders().stream().map(Modules::classFolder).toList()));
        }
        return classes.orElseThrow();
    }

    private static Path classFolder(String folder) {
        return ROOT.resolve(folder).resolve("target/classes");
    }

    /** Finds the class of a file: the class itself, or the one around it. */
    static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Modules::topLevel).orElse(type);
    }
}
