package io.dither.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that runs the command line, with the Java options of this JVM, and takes its {@link Turns} on request. */
final class Fork implements AutoCloseable {
    private static final String MAIN = "io.dither.experiments.Dither";

    private final Process process;
    private final List<String> arguments;
    private final BufferedReader reader;
    private final BufferedWriter writer;
    private final List<String> lines = new ArrayList<>();
    private boolean hasEnded;

    private Fork(Process process, List<String> arguments) throws IOException {
        this.process = process;
        this.arguments = arguments;
        reader = process.inputReader(UTF_8);
        writer = process.outputWriter(UTF_8);
        readUntilReady();
    }

    /**
     * Starts {@code dither}, and waits until it has ended or is ready for its first turn. Its error messages go to the
     * error stream of this process.
     *
     * @param arguments the arguments, {@code --json} among them: of the output, only lines of JSON are kept
     * @return the process
     * @throws UncheckedIOException if it cannot be started
     */
    static Fork start(List<String> arguments) {
        List<String> command =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // a debugger listens on a port, which two JVMs cannot share
        command.removeIf(option -> option.startsWith("-agentlib:jdwp"));
        // the property is the number of a file descriptor of this process; in a child, this number may be another file
        command.removeIf(option -> option.startsWith("-Ddither.stderr="));
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        try {
            return new Fork(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start(),
                    arguments);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot run " + command.get(0), failure);
        }
    }

    /** Reads until the process is ready for a turn or has ended. */
    private void readUntilReady() throws IOException {
        String line = reader.readLine();
        while (line != null && !line.equals(Turns.READY)) {
            if (line.startsWith("{")) {
                lines.add(line);
            }
            line = reader.readLine();
        }
        hasEnded = line == null;
    }

    /** Lets the process take a turn, and waits until the turn is over; does nothing if the process has ended. */
    void turn() {
        try {
            if (!hasEnded) {
                writer.newLine();
                writer.flush();
                readUntilReady();
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /**
     * Lets the process take all remaining turns at once, and waits until the process has ended.
     *
     * @return the lines of JSON that it printed
     * @throws UncheckedIOException if it ends with another exit code than 0, or this thread is interrupted
     */
    List<String> finish() {
        try {
            writer.close(); // after the end of its input, the process does not wait before a turn
            while (!hasEnded) {
                readUntilReady();
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("it ended with exit code " + code + ". Maybe its own message is above");
            }
            return lines;
        } catch (IOException failure) {
            throw failed(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(new InterruptedIOException("interrupted"));
        }
    }

    private UncheckedIOException failed(IOException failure) {
        return new UncheckedIOException("cannot run dither " + String.join(" ", arguments), failure);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
