package io.dither.experiments.command;

import io.dither.perturbed.Guard;
import picocli.CommandLine.Option;

/** The option to check each solve. */
public final class GuardOption {
    @Option(
            names = "--guard",
            description = {
                "Check each solve against the contract of oracles. Default: a sample of them.",
                "Coordinates must be finite and distinct, theta untouched, and the solution feasible if the oracle "
                        + "can tell. Default: check the first solve of a session and one in 1,024."
            })
    private boolean every;

    /** {@return which solves are checked} */
    public Guard guard() {
        return every ? Guard.EVERY : Guard.SAMPLE;
    }

    /** {@return what was chosen as the parameter {@code guard} of texts} */
    public String text() {
        return every ? "every" : "sample";
    }
}
