package io.dither.experiments.command;

import io.dither.experiments.report.Report;
import io.dither.experiments.run.RunRecord;
import io.dither.experiments.run.RunRecord.Status;
import io.dither.experiments.run.StoppedRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command; an experiment leaves, next to its own files, {@code run.json} and {@code report.html}. */
public final class ExperimentRun implements IExecutionStrategy {
    /** Creates the strategy. */
    public ExperimentRun() {}

    @Override
    public int execute(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.get(commands.size() - 1);
        CommandLine parent = last.getParent();
        boolean isExperiment =
                parent != null && parent.getCommand() instanceof RunCommand && !last.isUsageHelpRequested();
        Optional<Path> out = isExperiment ? out(last.getCommandSpec()) : Optional.empty();
        return out.isPresent() ? run(parsed, last.getCommandSpec(), out.get()) : new RunLast().execute(parsed);
    }

    private static Optional<Path> out(CommandSpec experiment) {
        return Optional.ofNullable(experiment.findOption("--out"))
                .map(OptionSpec::getValue)
                .map(value -> value instanceof Optional<?> optional ? optional.orElse(null) : value)
                .map(value -> Path.of(value.toString()));
    }

    private static int run(ParseResult parsed, CommandSpec experiment, Path out) {
        Instant start = Instant.now();
        double before = isResumed(experiment) ? RunRecord.secondsIn(out) : 0;
        try {
            int code = new RunLast().execute(parsed);
            finish(code == 0 ? Status.FINISHED : Status.FAILED, start, before, out);
            return code;
        } catch (ExecutionException failure) {
            if (!isStop(failure)) {
                throw failure;
            }
            finish(Status.STOPPED, start, before, out);
            String advice =
                    experiment.findOption("--resume") == null ? "run it again" : "go on with: " + resume(parsed);
            throw new ExecutionException(
                    failure.getCommandLine(),
                    "stopped",
                    new StoppedRun("stopped by Ctrl-C; " + out + " holds what was done so far. Maybe " + advice));
        }
    }

    private static void finish(Status status, Instant start, double before, Path out) {
        if (RunRecord.now(status, start, before).write(out)) {
            Report.of(List.of(out)).write(out.resolve(Report.FILE));
        }
    }

    private static boolean isResumed(CommandSpec experiment) {
        OptionSpec resume = experiment.findOption("--resume");
        return resume != null && Boolean.TRUE.equals(resume.getValue());
    }

    private static String resume(ParseResult parsed) {
        List<String> arguments = parsed.originalArgs();
        return "dither " + String.join(" ", arguments) + (arguments.contains("--resume") ? "" : " --resume");
    }

    private static boolean isStop(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof StoppedRun)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
