package io.dither.experiments.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dither check}: the contract rules on any oracle. */
@Command(name = "check", description = "Checks an oracle against the rules of its contract.")
public final class CheckCommand implements Callable<Integer> {
    /** Creates the command. */
    public CheckCommand() {}

    @Override
    public Integer call() {
        return 0;
    }
}
