package io.dither.experiments.histories;

import io.dither.data.Examples;
import io.dither.data.Instance;
import io.dither.data.OracleTexts;
import io.dither.learn.Cluster;
import io.dither.learn.model.Observation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The option {@code --master}: the machines that solve. */
final class MasterOption {
    @Option(
            names = "--master",
            paramLabel = "MASTER",
            description = {
                "Solve on this Spark cluster, such as local[2]. Default: on this machine.",
                "Results do not depend on it. Also spark://host:7077 and other addresses of Spark."
            })
    private Optional<String> master = Optional.empty();

    boolean isGiven() {
        return master.isPresent();
    }

    /** Opens the cluster, or a stand-in that solves on this machine. */
    Cluster open() {
        return master.isEmpty() ? Cluster.ofThisMachine() : Cluster.open(master.get(), Map.of());
    }

    /**
     * Sends observations with the texts of their oracles; if training uses other oracles, sends a second copy with the texts of the
     * training oracles. The returned history then trains on the second copy, and decides by the first.
     */
    static Cluster.History send(Cluster cluster, Examples examples, List<Observation> observations) {
        Function<String, Optional<Instance>> instances = examples.byId();
        Cluster.History history = cluster.send(
                observations,
                observation -> instances.apply(observation.id()).orElseThrow().oracleText());
        Map<String, OracleTexts.OracleWithText> oracles = examples.trainingOracles();
        if (oracles.isEmpty()) {
            return history;
        }
        try {
            return cluster.send(
                            observations.stream().map(examples::forTraining).toList(),
                            observation -> Objects.requireNonNull(oracles.get(observation.id()), observation.id())
                                    .text())
                    .deciding(history);
        } catch (RuntimeException refused) {
            history.close();
            throw refused;
        }
    }
}
