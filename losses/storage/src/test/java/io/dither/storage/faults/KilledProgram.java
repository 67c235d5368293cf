package io.dither.storage.faults;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a virtual machine of its own, which prints a line a step, and is killed in the middle: what is on disk afterwards is what a
 * process leaves that had no time to do anything.
 *
 * <pre>{@code
 * KilledProgram fit = new KilledProgram(Fit.class, folder);
 * fit.killedAfter(random.nextInt(steps), random.nextInt(5));
 * fit.run();     // must go on, to the same bits
 * }</pre>
 *
 * @param main a class with a main method, on the class path of this process
 * @param arguments its arguments
 */
public record KilledProgram(Class<?> main, List<String> arguments) {
    /**
     * Creates a program.
     *
     * @param arguments copied
     */
    public KilledProgram {
        arguments = List.copyOf(arguments);
    }

    /**
     * Runs the program to its end.
     *
     * @return how many lines it printed
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread is interrupted
     * @throws AssertionError if its exit code is not 0
     */
    public int run() throws IOException, InterruptedException {
        Process process = start();
        int lines = read(process, Integer.MAX_VALUE);
        int code = process.waitFor();
        if (code != 0) {
            throw new AssertionError(main.getName() + " " + arguments + " ended with " + code);
        }
        return lines;
    }

    /**
     * Runs the program and kills it.
     *
     * @param lines how many lines it may print
     * @param milliseconds how long it may go on then, so that kills fall between two lines too
     * @return whether it was killed; not where it had ended by itself
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread is interrupted
     */
    public boolean killedAfter(int lines, int milliseconds) throws IOException, InterruptedException {
        Process process = start();
        read(process, lines);
        boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    private static int read(Process process, int most) throws IOException {
        BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        int lines = 0;
        while (lines < most && printed.readLine() != null) {
            lines++;
        }
        return lines;
    }

    private Process start() throws IOException {
        String java = System.getProperty("java.home", "") + File.separator + "bin" + File.separator + "java";
        List<String> command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path", ""));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
