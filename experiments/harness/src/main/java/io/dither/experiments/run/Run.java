package io.dither.experiments.run;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A run of an experiment. It gives the experiment a seed, a number of threads, a folder, metrics and a progress bar.
 * When the run is closed, it closes all that it has opened.
 *
 * <p>The first call of {@link #folder} opens the folder: a new run then writes its manifest, and a resumed run is
 * compared with the manifest in the folder. Before that call, check the options, and set {@link #data} and
 * {@link #settings}. No other run can use the folder until this run is closed. Only one thread may call a run.
 */
public final class Run implements AutoCloseable {
    private final CommandSpec command;
    private final RunArguments arguments;
    private final boolean isJson;
    private final Progress.Bars bars;
    /** Each closes something that is open; the first in the queue closes what was opened last. */
    private final Deque<Runnable> closers = new ArrayDeque<>();

    /** The SHA-256 of each data file, by its name. */
    private Map<String, String> data = Map.of();
    /** The settings that the experiment chose because no option sets them, by name. */
    private Map<String, String> settings = Map.of();

    private @Nullable RunFolder folder;
    private ToIntBiFunction<List<String>, PrintWriter> commandRunner = (command, out) -> {
        throw new UnsupportedOperationException("this run cannot run other commands: " + command);
    };

    /**
     * Starts a run; the caller closes it.
     *
     * @param command the parsed command, whose name and options are stored in the manifest
     * @param arguments the values of its {@link RunOptions}
     * @param isJson whether the result is printed as JSON, for programs
     * @param bars starts progress bars
     * @throws InvalidArgumentException if the number of threads is below 1
     */
    public Run(CommandSpec command, RunArguments arguments, boolean isJson, Progress.Bars bars) {
        Arguments.threads("threads", arguments.threads());
        this.command = command;
        this.arguments = arguments;
        this.isJson = isJson;
        this.bars = bars;
    }

    /**
     * {@return this run, which can then run other command lines by {@link #dither}}
     *
     * @param runner takes the arguments after {@code dither} and a writer for the results, and returns the exit code
     */
    public Run withCommandRunner(ToIntBiFunction<List<String>, PrintWriter> runner) {
        commandRunner = runner;
        return this;
    }

    /**
     * Runs another command line in this process.
     *
     * @param command the arguments after {@code dither}
     * @param out takes the results
     * @return the exit code
     */
    public int dither(List<String> command, PrintWriter out) {
        return commandRunner.applyAsInt(command, out);
    }

    /** {@return the seed of all randomness} */
    public long seed() {
        return arguments.seed();
    }

    /** {@return the number of threads: {@code --threads}, or 1 for an experiment without this option} */
    public int threads() {
        return arguments.threads();
    }

    /** {@return whether the run continues from its checkpoints} */
    public boolean isResumed() {
        return arguments.isResumed();
    }

    /** {@return whether the result is printed as JSON, for programs} */
    public boolean isJson() {
        return isJson;
    }

    /** {@return the path of the run folder, which may not exist yet} */
    public Path out() {
        return arguments.out();
    }

    /**
     * {@return whether the folder has been opened, so that there is a manifest of this run}
     */
    public boolean isOpen() {
        return folder != null;
    }

    /**
     * Records the data of the run.
     *
     * @param checksums the SHA-256 of each data file by name, see {@link io.dither.storage.Checksums}
     */
    public void data(Map<String, String> checksums) {
        requireNotOpen();
        data = checksums;
    }

    /**
     * Records the settings that the experiment chose because no option sets them.
     *
     * @param chosen the settings by name
     */
    public void settings(Map<String, String> chosen) {
        requireNotOpen();
        settings = chosen;
    }

    private void requireNotOpen() {
        if (isOpen()) {
            throw new IllegalStateException("the manifest of the run is written already");
        }
    }

    /**
     * {@return the folder, which the first call opens}
     *
     * @throws InvalidArgumentException if the options, settings or data differ from those of the run to resume, if
     *     another run uses the folder, or if its path or that of a parent is a file
     * @throws DataException if there is no run to resume, or its manifest has changed since it was written
     */
    public RunFolder folder() {
        if (folder == null) {
            folder = openFolder();
        }
        return folder;
    }

    private RunFolder openFolder() {
        Manifest manifest = Manifest.of(command, seed(), data).withSettings(settings);
        if (isResumed()) {
            // before the folder is locked: if there is no run to resume, no folder is created
            StoredManifest.read(out()).requireSameRun(manifest);
            return lockFolder();
        }
        RunFolder created = lockFolder();
        created.writeManifest(manifest);
        return created;
    }

    /** Creates the folder if it does not exist, and locks it until the end of the run. */
    private RunFolder lockFolder() {
        return closedAtEnd(RunFolder.create(out()), RunFolder::close);
    }

    /**
     * Starts {@code metrics.csv} and {@code metrics.jsonl} anew.
     *
     * @param columns the names of the columns
     * @return the writer, closed at the end of the run
     */
    public Metrics metrics(String... columns) {
        return closedAtEnd(folder().metrics(columns), Metrics::close);
    }

    /**
     * Continues the metrics after the first {@code rows} rows, see {@link RunFolder#metricsFrom}.
     *
     * @param rows the number of rows written before the checkpoint
     * @param columns the names of the columns, the same as before the checkpoint
     * @return the writer, closed at the end of the run
     */
    public Metrics metricsFrom(long rows, String... columns) {
        return closedAtEnd(folder().metricsFrom(rows, columns), Metrics::close);
    }

    /**
     * Starts the progress bar.
     *
     * @param steps the number of steps
     * @return the bar, closed at the end of the run
     */
    public Progress progress(long steps) {
        return closedAtEnd(bars.start(command.name(), steps, isJson), Progress::close);
    }

    /** Returns a resource, which is closed at the end of the run. */
    private <T> T closedAtEnd(T resource, Consumer<T> close) {
        closers.push(() -> close.accept(resource));
        return resource;
    }

    /** Closes metrics and progress and unlocks the folder; a second call has no effect. */
    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
