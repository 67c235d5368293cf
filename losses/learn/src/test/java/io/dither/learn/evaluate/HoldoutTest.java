package io.dither.learn.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracles.Oracles;
import io.dither.random.ExampleKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {
    private static final Features FEATURES = Features.of(new double[] {1}, new double[] {2});

    private static final List<Observation> ALONE = IntStream.range(0, 300)
            .mapToObj(i -> Observation.of("e" + i, FEATURES, Oracles.argmax(2), 1, 0))
            .toList();
    /** Thirty people of ten decisions each. */
    private static final List<Observation> PEOPLE = IntStream.range(0, 300)
            .mapToObj(i -> ALONE.get(i).withCluster("p" + i % 30))
            .toList();

    private static Set<String> clusters(List<Observation> some) {
        return some.stream().map(Observation::cluster).collect(Collectors.toSet());
    }

    private static void assertWhole(List<Observation> some, List<Observation> others) {
        Set<String> both = new HashSet<>(clusters(some));
        both.retainAll(clusters(others));
        assertEquals(Set.of(), both);
        assertEquals(300, some.size() + others.size());
        assertTrue(!some.isEmpty() && !others.isEmpty());
    }

    @Test
    void clustersStayWhole() {
        Holdout split = Holdout.split(PEOPLE, 0.2, 5);
        assertWhole(split.training(), split.held());
        Holdout.folds(PEOPLE, 4, 5).forEach(one -> assertWhole(one.training(), one.held()));
        Evaluator.Batch training = new Evaluator.Batch(0, 0, 1, 0.3, false);
        Evaluator.Batch validation = new Evaluator.Batch(0, 0, 1, 0.3, true);
        assertWhole(
                PEOPLE.stream().filter(training::holds).toList(),
                PEOPLE.stream().filter(validation::holds).toList());
    }

    /** Without clusters a part is chosen by the hash of the id and the seed, as ever. */
    @Test
    void examplesThatStandAloneFollowTheirIds() {
        List<Observation> held = Holdout.split(ALONE, 0.2, 5).held();
        assertEquals(
                ALONE.stream()
                        .filter(one -> (ExampleKey.of(one.key() ^ ExampleKey.of(5)) >>> 11) * 0x1p-53 < 0.2)
                        .toList(),
                held);
        assertEquals(
                List.of("e1", "e6", "e10"),
                held.stream().map(Observation::id).limit(3).toList());
        assertEquals(
                ALONE.stream()
                        .filter(one -> (ExampleKey.of(one.key() ^ ExampleKey.of(5)) >>> 1) % 4 == 1)
                        .toList(),
                Holdout.folds(ALONE, 4, 5).get(1).held());
    }
}
