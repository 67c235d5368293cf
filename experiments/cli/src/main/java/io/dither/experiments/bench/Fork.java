package io.dither.experiments.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the command line once more in a JVM of its own, with the Java options of this one. */
public final class Fork {
    private static final String MAIN = "io.dither.experiments.Dither";

    private final List<String> javaOptions;

    /**
     * Chooses the options.
     *
     * @param more Java options after those of this JVM
     */
    public Fork(String... more) {
        javaOptions = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // a debugger listens on a port, which two JVMs cannot share
        javaOptions.removeIf(option -> option.startsWith("-agentlib:jdwp"));
        // the number of a stream of this process means another file in a child
        javaOptions.removeIf(option -> option.startsWith("-Ddither.stderr="));
        javaOptions.addAll(List.of(more));
    }

    /**
     * Runs {@code dither}; its error stream is that of this process.
     *
     * @param arguments the arguments, {@code --json} among them
     * @return the lines of JSON that it printed; a JVM prints its warnings among them
     * @throws UncheckedIOException where it cannot be started or ends with another exit code than 0
     */
    public List<String> jsonLines(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            List<String> lines = read(process);
            requireSuccess(process, arguments);
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot run " + command.get(0), failure);
        }
    }

    private static List<String> read(Process process) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            return reader.lines().filter(line -> line.startsWith("{")).toList();
        }
    }

    private static void requireSuccess(Process process, List<String> arguments) throws IOException {
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("exit code " + code + " of dither " + String.join(" ", arguments)
                        + ". Maybe its own message is above");
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
