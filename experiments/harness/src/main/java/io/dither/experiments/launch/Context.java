package io.dither.experiments.launch;

import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.Progress;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;

/**
 * The environment of a command; made once for each command line.
 *
 * @param plugins the oracles, noises, layers, losses and cost models that the values of options can name
 * @param layers returns a builder of a layer over an oracle, with the threads and the seed of the command
 * @param bars shows progress
 * @param dither runs another command line of {@code dither}: takes its arguments and the writer of its results, returns its exit code
 * @param beforeLongRun a command runs this before it begins work with safe points: from then on, Ctrl-C waits for the next safe point
 * @param console where results and warnings are printed
 */
public record Context(
        PluginCatalogue plugins,
        Function<LinearOracle, PerturbedOptimizerBuilder> layers,
        Progress.Bars bars,
        ToIntBiFunction<List<String>, PrintWriter> dither,
        Runnable beforeLongRun,
        Console console) {
    /**
     * Where a command prints.
     *
     * @param isJson whether results are printed as JSON, for programs
     * @param out the stream for results
     * @param err the stream for warnings
     */
    public record Console(boolean isJson, PrintWriter out, PrintWriter err) {}

    /** {@return whether results are printed as JSON, for programs} */
    public boolean isJson() {
        return console.isJson;
    }

    /** {@return the stream for results} */
    public PrintWriter out() {
        return console.out;
    }

    /** {@return the stream for warnings} */
    public PrintWriter err() {
        return console.err;
    }

    /**
     * Prints a result.
     *
     * @param fields makes the object that is printed with {@code --json}, as one line
     * @param text makes the lines that are printed otherwise, with their line ends
     */
    public void print(Supplier<?> fields, Supplier<?> text) {
        PrintWriter out = console.out;
        if (console.isJson) {
            out.println(JsonOutput.text(fields.get()));
        } else {
            out.print(text.get());
        }
        out.flush();
    }

    /**
     * Starts a progress bar, which shows nothing with {@code --json}.
     *
     * @param task the name of the task, a word or two
     * @param steps the number of steps
     * @return the bar; the caller closes it
     */
    public Progress progress(String task, long steps) {
        return bars.start(task, steps, console.isJson);
    }
}
