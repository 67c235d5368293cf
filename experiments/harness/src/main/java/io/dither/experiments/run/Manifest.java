package io.dither.experiments.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options, data and libraries of a run: enough to repeat it, and to see whether its data or libraries have changed.
 *
 * <p>It holds no time of day: the same run writes the same bytes.
 *
 * @param experiment the name of the experiment
 * @param commandLine the arguments of the command, as given
 * @param configuration every option that has a value, given or default
 * @param settings the settings that the experiment chose because no option sets them, such as the values of a preset, by name
 * @param seed the seed of all randomness
 * @param data the SHA-256 of each data file, by file name
 * @param libraries the version of each library on the class path, by artifact
 * @param jdk the Java runtime
 * @param os the operating system
 */
public record Manifest(
        String experiment,
        List<String> commandLine,
        Map<String, Object> configuration,
        Map<String, String> settings,
        long seed,
        Map<String, String> data,
        Map<String, String> libraries,
        String jdk,
        String os) {

    /**
     * Creates a manifest.
     *
     * @param commandLine copied
     * @param configuration copied, in its order
     * @param settings copied, in its order
     * @param data copied, in its order
     * @param libraries copied, in its order
     */
    public Manifest {
        commandLine = List.copyOf(commandLine);
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
    }

    /**
     * Describes a run in this process: libraries, JDK and operating system are looked up.
     *
     * @param experiment the name of the experiment
     * @param commandLine the arguments, as given
     * @param configuration the options by name
     * @param seed the seed
     * @param data the SHA-256 of each data file by name, see {@link io.dither.storage.Checksums}
     * @return the manifest
     */
    public static Manifest of(
            String experiment,
            List<String> commandLine,
            Map<String, Object> configuration,
            long seed,
            Map<String, String> data) {
        return new Manifest(
                experiment,
                commandLine,
                configuration,
                Map.of(),
                seed,
                data,
                Libraries.onClassPath(),
                property("java.runtime.version") + " (" + property("java.vm.name") + ")",
                property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    }

    /**
     * Describes the run of a picocli command: its name, its arguments and the values of its options, without those that it inherits.
     *
     * @param command the parsed command
     * @param seed the seed
     * @param data the SHA-256 of each data file by name, see {@link io.dither.storage.Checksums}
     * @return the manifest
     */
    public static Manifest of(CommandSpec command, long seed, Map<String, String> data) {
        return of(command.name(), arguments(command), options(command), seed, data);
    }

    /**
     * {@return the same manifest with the settings that the experiment chose because no option sets them}
     *
     * @param chosen the settings by name
     */
    public Manifest withSettings(Map<String, String> chosen) {
        return new Manifest(experiment, commandLine, configuration, chosen, seed, data, libraries, jdk, os);
    }

    private static List<String> arguments(CommandSpec command) {
        var parsed = command.root().commandLine().getParseResult();
        return parsed == null ? List.of() : parsed.originalArgs();
    }

    private static Map<String, Object> options(CommandSpec command) {
        Map<String, Object> optionValues = new LinkedHashMap<>();
        for (OptionSpec option : command.options()) {
            Object valueOrOptional = option.getValue();
            Object value = valueOrOptional instanceof Optional<?> optional ? optional.orElse(null) : valueOrOptional;
            if (value != null && !option.inherited() && !option.usageHelp()) {
                optionValues.put(option.longestName().replaceFirst("^-+", ""), plain(value));
            }
        }
        return optionValues;
    }

    private static Object plain(Object value) {
        return value instanceof Path || value instanceof Enum<?> ? value.toString() : value;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
