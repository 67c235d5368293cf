package io.dither.experiments.command;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.InexactPolicy;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says what is done about solves that end before a proof of optimality. */
public final class InexactOption {
    @Option(
            names = "--inexact",
            paramLabel = "POLICY",
            description =
                    "What is done about a solve that its limits end before a proof of optimality: fail, accept (and count),"
                            + " retry:10 (again with 10 times the limits, then fail) or retry:10,accept. Heuristics are accepted in any"
                            + " case. Default: fail, or what a saved model was learnt with.")
    private Optional<String> text = Optional.empty();

    /** Creates the option; picocli fills it in. */
    public InexactOption() {}

    /**
     * {@return what was chosen}
     *
     * @param usual the policy where the option is not given
     * @throws InvalidArgumentException where the text is none
     */
    public InexactPolicy policy(InexactPolicy usual) {
        return text.map(InexactPolicy::parse).orElse(usual);
    }
}
