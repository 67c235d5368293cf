package io.dither.experiments.run;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that an experiment has because it is one: {@code --out} ({@code runs/NAME} where it is not given), {@code --json}, {@code --seed}, and where it says so
 * {@code --threads} and {@code --resume}.
 *
 * @param seed the seed where none is given
 * @param threads the threads where none are given; 0 for an experiment without the option, which has one
 * @param effect what threads do, and whether they change the result
 * @param isResumable whether a run can go on from its checkpoints
 */
public record RunOptions(long seed, int threads, String effect, boolean isResumable) {
    /**
     * Starts with the default of the seed.
     *
     * @param seed the seed where none is given
     * @return options without threads and resuming
     */
    public static RunOptions seed(long seed) {
        return new RunOptions(seed, 0, "", false);
    }

    /**
     * Adds {@code --threads}.
     *
     * @param number the threads where none are given
     * @param meaning what threads do, and whether they change the result
     * @return the options with it
     */
    public RunOptions threads(int number, String meaning) {
        return new RunOptions(seed, number, meaning, isResumable);
    }

    /**
     * Adds {@code --resume}: such an experiment looks at {@link Run#isResumed()}, loads its checkpoints, and calls {@link
     * Progress#step()}, where Ctrl-C may end the run, after it has written one.
     *
     * @return the options with it
     */
    public RunOptions resumable() {
        return new RunOptions(seed, threads, effect, true);
    }

    /**
     * Adds the options to a command; {@link Run#of} reads them.
     *
     * @param command the command of the experiment
     */
    public void addTo(CommandSpec command) {
        command.addOption(OptionSpec.builder("--out")
                .type(java.nio.file.Path.class)
                .paramLabel("DIR")
                .defaultValue("runs/" + command.name())
                .description(
                        "The run folder: manifest, metrics, result, table, charts and page. Default: ${DEFAULT-VALUE}.")
                .build());
        if (isResumable) {
            command.addOption(flag("--resume", "Go on from the last checkpoint of the run folder, with its options."));
        }
        command.addOption(number("--seed", "S", seed, "The seed of all randomness.")
                .type(long.class)
                .build());
        if (threads > 0) {
            command.addOption(
                    number("--threads", "T", threads, effect).type(int.class).build());
        }
        command.addOption(flag("--json", "Print the result as JSON."));
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .defaultValue("false")
                .description(description)
                .build();
    }

    private static OptionSpec.Builder number(String name, String label, long value, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .defaultValue(String.valueOf(value))
                .description(description + " Default: ${DEFAULT-VALUE}.");
    }
}
