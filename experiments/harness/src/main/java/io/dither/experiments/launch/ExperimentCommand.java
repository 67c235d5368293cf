package io.dither.experiments.launch;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.report.Report;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunArguments;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.RunRecord;
import io.dither.experiments.run.RunRecord.Status;
import io.dither.experiments.run.StoppedRun;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs an experiment as a command: besides what the experiment writes, the run folder gets {@code manifest.json}, {@code
 * result.json}, {@code table.txt}, {@code summary.json}, {@code run.json} and {@code report.html}, and the result is printed.
 */
public final class ExperimentCommand implements Subcommand, Callable<Integer> {
    private final Experiment experiment;
    private final CommandSpec spec;
    private final RunArguments arguments;
    /** Used only by {@link #alone}; in other commands, the context has these options. */
    private final CommonOptions common = new CommonOptions();

    private ExperimentCommand(Experiment experiment) {
        this.experiment = experiment;
        spec = CommandSpec.wrapWithoutInspection(this).name(experiment.id());
        arguments = experiment.runOptions().addTo(spec);
        // the mixin has the options, the description and the fields that Guice sets
        spec.addMixin("experiment", CommandSpec.forAnnotatedObject(experiment));
    }

    /**
     * Makes the command of an experiment.
     *
     * @param experiment the experiment; its fields are set when the command is parsed
     * @return the command, which inherits the {@link CommonOptions}; its user object is an {@code ExperimentCommand}
     * @throws CommandLine.InitializationException if its options clash with one another or with the options of every run
     */
    public static CommandLine of(Experiment experiment) {
        return new CommandLine(new ExperimentCommand(experiment).spec);
    }

    /**
     * Makes a command that runs an experiment without {@code dither}, such as in a test; it shows its progress on the console.
     *
     * @param experiment the experiment
     * @return the command line, with the {@link CommonOptions}
     */
    public static CommandLine alone(Experiment experiment) {
        ExperimentCommand command = new ExperimentCommand(experiment);
        command.spec.addMixin("common", CommandSpec.forAnnotatedObject(command.common));
        return new CommandLine(command.spec);
    }

    @Override
    public Integer call() {
        return run(new Run(spec, arguments, common.isJson(), Progress::start));
    }

    @Override
    public int run(Context context) {
        context.beforeLongRun().run(); // from here on, Ctrl-C waits for the next safe point
        return run(new Run(spec, arguments, context.isJson(), context.bars()).withCommandRunner(context.dither()));
    }

    @Override
    public long seed() {
        return arguments.seed();
    }

    @Override
    public int threads() {
        return arguments.threads();
    }

    private int run(Run run) {
        Instant start = Instant.now();
        String text;
        try (run) {
            text = completed(run, start);
        }
        // the progress bar was closed with the run, so that it does not mix with the output
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
        return 0;
    }

    /** Runs the experiment, writes its results and its record, and returns the text to print. */
    private String completed(Run run, Instant start) {
        double earlierSeconds = run.isResumed() ? RunRecord.secondsIn(run.out()) : 0;
        try {
            Result result = resultUnlessStopped(run, start, earlierSeconds);
            result.write(experiment, run.folder());
            finish(run, RunRecord.now(Status.FINISHED, start, earlierSeconds));
            return result.text(spec.name(), run.isJson());
        } catch (StoppedRun stopped) {
            throw stopped;
        } catch (RuntimeException | Error failure) {
            writeFailure(
                    run, RunRecord.now(Status.FAILED, start, earlierSeconds).failed(failure), failure);
            throw failure;
        }
    }

    /** Runs the experiment; if Ctrl-C stops it, writes the record before it throws. */
    private Result resultUnlessStopped(Run run, Instant start, double earlierSeconds) {
        try {
            return experiment.run(run);
        } catch (RuntimeException | Error failure) {
            if (isStopRequest(failure)) {
                throw stopped(run, RunRecord.now(Status.STOPPED, start, earlierSeconds));
            }
            throw failure;
        }
    }

    private StoppedRun stopped(Run run, RunRecord record) {
        if (run.isOpen()) {
            finish(run, record);
        }
        return new StoppedRun("stopped by Ctrl-C; " + run.out() + " holds what was done so far. Maybe "
                + (spec.findOption("--resume") == null ? "run it again" : "go on with: " + resumeCommand()));
    }

    private static void finish(Run run, RunRecord record) {
        run.folder().requireNothingDeleted();
        record.write(run.folder());
        Report.of(List.of(run.out())).write(run.out().resolve(Report.FILE));
    }

    /**
     * Writes the record of a failed run. A folder that the run has not opened yet is created for it, unless the options are wrong, the
     * folder holds another run, or this run should resume one.
     */
    private static void writeFailure(Run run, RunRecord record, Throwable failure) {
        try {
            if (run.isOpen()) {
                record.write(run.folder());
            } else if (!(failure instanceof InvalidArgumentException)
                    && Files.notExists(run.out().resolve("manifest.json"))
                    && !run.isResumed()) {
                try (RunFolder folder = RunFolder.create(run.out())) {
                    record.write(folder);
                }
            }
        } catch (RuntimeException unwritten) {
            failure.addSuppressed(unwritten);
        }
    }

    private String resumeCommand() {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        return "dither " + String.join(" ", arguments) + (arguments.contains("--resume") ? "" : " --resume");
    }

    private static boolean isStopRequest(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(StoppedRun.class::isInstance);
    }
}
