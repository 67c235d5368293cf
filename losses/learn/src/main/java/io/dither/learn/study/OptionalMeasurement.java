package io.dither.learn.study;

import io.dither.error.OracleException;
import io.dither.learn.Cluster;
import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs measurements of a study. If a solver finds no solution within its limits, leaves out the measurement with a warning. */
final class OptionalMeasurement {
    private OptionalMeasurement() {}

    /** Decides examples; leaves out examples without a solution, with a warning for each. */
    static List<Outcome> outcomes(
            Cluster.History history, Fitted fitted, List<Observation> examples, StudyListener listener) {
        try {
            return history.outcomes(fitted, examples);
        } catch (OracleException unsolved) {
            rethrowUnlessTimeout(unsolved);
        }
        List<Outcome> all = new ArrayList<>();
        for (Observation example : examples) {
            of(
                            () -> history.outcomes(fitted, List.of(example)),
                            "example '" + example.id() + "' is left out of the held-out examples",
                            listener)
                    .ifPresent(all::addAll);
        }
        return all;
    }

    /**
     * Returns the result of a measurement. If a solver finds no solution within its limits, warns and returns empty.
     *
     * @param missing what is missing without the measurement: the beginning of the warning
     */
    static <T> Optional<T> of(Supplier<T> computation, String missing, StudyListener listener) {
        try {
            return Optional.of(computation.get());
        } catch (OracleException unsolved) {
            rethrowUnlessTimeout(unsolved);
            listener.warning(missing + ": " + unsolved.getMessage());
            return Optional.empty();
        }
    }

    private static void rethrowUnlessTimeout(OracleException failure) {
        if (failure.code() != OracleException.Code.TIMEOUT) {
            throw failure;
        }
    }
}
