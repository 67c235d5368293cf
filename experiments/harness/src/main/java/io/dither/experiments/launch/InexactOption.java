package io.dither.experiments.launch;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Fitted;
import io.dither.oracle.InexactPolicy;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option for solves that end before a proof of optimality. */
public final class InexactOption {
    @Option(
            names = "--inexact",
            paramLabel = "POLICY",
            description = {
                "Treat unproven solves as errors or answers: fail, accept ... Default: fail.",
                "A solve is unproven if its limits end it before a proof of optimality. fail; accept (and count); "
                        + "retry:10 (again with 10 times the limits, then fail); retry:10,accept. Answers of heuristics are "
                        + "always accepted. Default for a saved model: as it was learnt."
            })
    private Optional<String> text = Optional.empty();

    /**
     * {@return the policy of the option}
     *
     * @param defaultPolicy the policy if the option is not given
     * @throws InvalidArgumentException if the text is not a policy
     */
    public InexactPolicy policy(InexactPolicy defaultPolicy) {
        return text.map(InexactPolicy::parse).orElse(defaultPolicy);
    }

    /**
     * {@return a fit that decides by the chosen policy, or by the policy it was learnt with if none is chosen}
     *
     * @param fitted the fit
     * @throws InvalidArgumentException if the text is not a policy
     */
    public Fitted applyTo(Fitted fitted) {
        return fitted.withInexact(policy(fitted.inexact()));
    }
}
