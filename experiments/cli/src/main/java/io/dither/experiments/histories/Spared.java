package io.dither.experiments.histories;

import io.dither.error.OracleException;
import io.dither.learn.Cluster;
import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is measured beside a fit: it does not end the fit if a solver finds nothing within its limits. */
final class Spared {
    private Spared() {}

    /** Decides examples, but for those of which no solution is found, which are told of and left out. */
    static List<Outcome> outcomes(Cluster.History sent, Fitted fitted, List<Observation> held, PassLine line) {
        try {
            return sent.outcomes(fitted, held);
        } catch (OracleException unsolved) {
            requireTimeout(unsolved);
        }
        List<Outcome> all = new ArrayList<>();
        for (Observation one : held) {
            Optional<List<Outcome>> outcome = of(
                    () -> sent.outcomes(fitted, List.of(one)),
                    "example '" + one.id() + "' is not among those held out",
                    line);
            outcome.ifPresent(all::addAll);
        }
        return all;
    }

    /** Returns what is measured, or tells what there is not and why. */
    static <T> Optional<T> of(Supplier<T> measured, String otherwise, PassLine line) {
        try {
            return Optional.of(measured.get());
        } catch (OracleException unsolved) {
            requireTimeout(unsolved);
            line.tell("dither: " + otherwise + ": " + unsolved.getMessage());
            return Optional.empty();
        }
    }

    private static void requireTimeout(OracleException failure) {
        if (failure.code() != OracleException.Code.TIMEOUT) {
            throw failure;
        }
    }
}
