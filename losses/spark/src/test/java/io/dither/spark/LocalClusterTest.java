package io.dither.spark;

import static io.dither.spark.Same.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.Forecast;
import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.people.tastes.Tastes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The one test of every build that opens Spark; the others run by {@code mvn verify -Pcluster}. */
class LocalClusterTest {
    private static final Simulated CHOICES = Simulated.choices(60);

    @Test
    void twoThreadsOfSparkHaveTheBitsOfOneMachine() {
        List<Observation> all = CHOICES.observations;
        Holdout split = Holdout.split(all, 0.3, 1);
        Learner learner = Learner.of(SharedLinearModel.of("quality", "comfort"))
                .noise("gaussian")
                .samples(3)
                .withoutIntervals()
                .iterations(3);
        Forecast.Request request = new Forecast.Request(true, 2, 20, 5);
        try (Cluster cluster = Cluster.open("local[2]", LocalSpark.SETTINGS);
                Cluster.History there = cluster.send(all, CHOICES::text);
                Cluster.History here = Cluster.ofThisMachine().send(all, CHOICES::text)) {
            assertSame(here.fit(learner), there.fit(learner));
            Fitted some = there.fit(learner, split.training());
            assertSame(here.fit(learner, split.training()), some);
            assertEquals(texts(here.outcomes(some, split.heldOut())), texts(there.outcomes(some, split.heldOut())));
            List<String> expected = new ArrayList<>();
            List<String> found = new ArrayList<>();
            here.decide(some, all, request, one -> expected.add(one.toString()));
            there.decide(some, all, request, one -> found.add(one.toString()));
            assertEquals(expected, found);
            Tastes tastes = Tastes.of(SharedLinearModel.of("quality", "comfort"))
                    .with("errors", "NONE")
                    .with("iterations", 1)
                    .draws(8);
            assertEquals(PersonsTest.digits(tastes.fit(all)), PersonsTest.digits(tastes.fit(there, all)));
            relaxed(learner, split, cluster);
        }
    }

    /** Trained on an oracle that takes any subset, as {@code learn --train-oracle}, in the place of one that takes one. */
    private static void relaxed(Learner learner, Holdout split, Cluster cluster) {
        List<Observation> all = CHOICES.observations;
        OracleRegistry registry = OracleRegistry.discover();
        Map<Integer, LinearOracle> oracles = new HashMap<>();
        List<Observation> relaxed = all.stream()
                .map(one -> one.withOracle(
                        oracles.computeIfAbsent(one.oracle().dimension(), d -> registry.create(anySubset(d)))))
                .toList();
        Set<String> training = split.training().stream().map(Observation::id).collect(Collectors.toSet());
        List<Observation> some =
                relaxed.stream().filter(one -> training.contains(one.id())).toList();
        Fitted local = learner.fit(some);
        assertNotEquals(
                learner.fit(split.training()).weights(), local.weights(), "subsets say another thing of the weights");
        try (Cluster.History there = cluster.send(
                        relaxed, one -> anySubset(one.oracle().dimension()))
                .deciding(cluster.send(all, CHOICES::text))) {
            assertSame(local, there.fit(learner, some));
            assertSame(learner.fit(relaxed), there.fit(learner));
            List<Outcome> decided = there.outcomes(local, split.heldOut());
            assertEquals(texts(Outcome.all(split.heldOut(), local)), texts(decided));
            assertTrue(decided.stream().allMatch(one -> one.predicted().size() == 1), "one each");
        }
    }

    private static String anySubset(int d) {
        return "knapsack:capacity=" + d + ",weights=(" + String.join(",", Collections.nCopies(d, "1")) + ")";
    }

    /** With all digits of the costs. */
    private static List<String> texts(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(one -> one.observation().id() + one.predicted() + one.cost() + one.observedCost() + one.worst())
                .toList();
    }

    @Test
    @Tag("cluster")
    void aMasterThatIsNoneIsRefused() {
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> Cluster.open("nowhere", Map.of()));
        assertTrue(String.valueOf(refused.getMessage()).contains("master = nowhere"), refused.getMessage());
    }
}
