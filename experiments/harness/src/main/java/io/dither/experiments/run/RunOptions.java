package io.dither.experiments.run;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that experiments have in common: all have {@code --out} (by default {@code runs/NAME}) and {@code --seed}, some
 * {@code --threads} and {@code --resume}.
 *
 * @param seed the default seed
 * @param threads the default number of threads; 0 for an experiment without {@code --threads}: it uses one thread
 * @param effectOfThreads what threads do, and whether they change the result
 * @param isResumable whether a run can continue from its checkpoints
 */
public record RunOptions(long seed, int threads, String effectOfThreads, boolean isResumable) {
    /**
     * Returns the options that all experiments have.
     *
     * @param seed the default seed
     * @return options without {@code --threads} and {@code --resume}
     */
    public static RunOptions seed(long seed) {
        return new RunOptions(seed, 0, "", false);
    }

    /**
     * Adds {@code --threads} to these options.
     *
     * @param number the default number of threads
     * @param effect what threads do, and whether they change the result
     * @return these options and {@code --threads}
     */
    public RunOptions threads(int number, String effect) {
        return new RunOptions(seed, number, effect, isResumable);
    }

    /**
     * Adds {@code --resume} to these options. The experiment must then load its checkpoint if {@link Run#isResumed()}.
     * After each checkpoint that it writes, it must call {@link Progress#step()}, where Ctrl-C can end the run.
     *
     * @return these options and {@code --resume}
     */
    public RunOptions resumable() {
        return new RunOptions(seed, threads, effectOfThreads, true);
    }

    /**
     * Adds the options to a command.
     *
     * @param command the command of the experiment
     * @return their values, once the command is parsed
     */
    public RunArguments addTo(CommandSpec command) {
        RunArguments arguments = new RunArguments(Path.of("runs", command.name()), seed, Math.max(1, threads));
        CommandSpec options = CommandSpec.forAnnotatedObject(arguments);
        if (!isResumable) {
            options.remove(options.findOption("--resume"));
        }
        OptionSpec threadsOption = options.findOption("--threads");
        options.remove(threadsOption);
        if (threads > 0) {
            options.addOption(threadsOption.toBuilder()
                    .description(effectOfThreads + " Default: ${DEFAULT-VALUE}.")
                    .build());
        }
        command.addMixin("run", options);
        return arguments;
    }
}
