package io.dither.experiments.run;

import java.lang.reflect.InvocationTargetException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on the error stream, with the elapsed time and an estimate of the remaining time. Nothing is written
 * if the stream is not a terminal.
 */
public final class Progress implements AutoCloseable {
    /** Starts bars. By default, it is {@link Progress#start(String, long, boolean)}; an application may replace it. */
    @FunctionalInterface
    public interface Bars {
        /**
         * Starts a bar.
         *
         * @param task the name of the task, a word or two
         * @param steps the number of steps
         * @param isQuiet whether to show nothing
         * @return the bar; the caller closes it
         */
        Progress start(String task, long steps, boolean isQuiet);
    }

    /** Null if nothing is shown. */
    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Starts a bar.
     *
     * @param task the name of the task, a word or two
     * @param steps the number of steps
     * @param isQuiet whether to show nothing, as with {@code --json}
     * @return the bar; the caller closes it
     */
    public static Progress start(String task, long steps, boolean isQuiet) {
        return new Progress(isQuiet || !isTerminal() ? null : bar(task, steps));
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
     * Counts a step. Call it only when the files of the run folder are complete, since Ctrl-C may end the run here. Any thread may call it.
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

    /**
     * Returns whether the error stream is a terminal. The launcher sets a property to true or false; without the
     * property, the console is asked.
     */
    private static boolean isTerminal() {
        String setting = System.getProperty("dither.terminal");
        return setting == null ? consoleIsTerminal() : Boolean.parseBoolean(setting);
    }

    @SuppressWarnings("SystemConsoleNull") // the check is for the JDKs before 22, later ones are asked below
    private static boolean consoleIsTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // from JDK 22 on there is a console even without a terminal; its isTerminal() returns whether there is one
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJdk) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }
}
