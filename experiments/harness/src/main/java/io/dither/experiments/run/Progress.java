package io.dither.experiments.run;

import java.lang.reflect.InvocationTargetException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on the error stream, with the time taken and the time left as expected from it; shown only to a person:
 * nothing is written where it is not a terminal.
 */
public final class Progress implements AutoCloseable {
    /** Starts bars: {@link Progress#start(String, long, boolean)}, or what an application puts in its place. */
    @FunctionalInterface
    public interface Bars {
        /**
         * Starts a bar.
         *
         * @param task what is done, in a word or two
         * @param steps how many steps there are
         * @param quiet whether to show nothing in any case
         * @return the bar; the caller closes it
         */
        Progress start(String task, long steps, boolean quiet);
    }

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Starts a bar.
     *
     * @param task what is done, in a word or two
     * @param steps how many steps there are
     * @param quiet whether to show nothing in any case, as with {@code --json}
     * @return the bar; the caller closes it
     */
    public static Progress start(String task, long steps, boolean quiet) {
        return new Progress(quiet || !isTerminal() ? null : bar(task, steps));
    }

    private static ProgressBar bar(String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    /**
     * One more step is done, and the run folder is whole; may be called from any thread.
     *
     * @throws StoppedRun if the user has pressed Ctrl-C
     */
    public void step() {
        if (bar != null) {
            bar.step();
        }
        StopRequest.check();
    }

    /**
     * Shows a word behind the bar, such as the loss.
     *
     * @param message the word
     */
    public void message(String message) {
        if (bar != null) {
            bar.setExtraMessage(" " + message);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** The launcher knows about the error stream; without it the console says whether a person is there. */
    private static boolean isTerminal() {
        String known = System.getProperty("dither.terminal");
        return known == null ? consoleIsTerminal() : Boolean.parseBoolean(known);
    }

    @SuppressWarnings("SystemConsoleNull") // the check is for the JDKs before 22, later ones are asked below
    private static boolean consoleIsTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // from JDK 22 on there is a console even without a terminal, and it can be asked
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJdk) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }
}
