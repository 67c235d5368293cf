package io.dither.learn.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
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
        assertWhole(split.training(), split.heldOut());
        Holdout.folds(PEOPLE, 4, 5).forEach(one -> assertWhole(one.training(), one.heldOut()));
        Evaluator.Batch training = new Evaluator.Batch(0, 0, 1, 0.3, false);
        Evaluator.Batch validation = new Evaluator.Batch(0, 0, 1, 0.3, true);
        assertWhole(
                PEOPLE.stream().filter(training::contains).toList(),
                PEOPLE.stream().filter(validation::contains).toList());
    }

    /** A validation part with a share of 0 has no examples, although it is the only part. */
    @Test
    void validationPartWithoutShareIsEmpty() {
        Evaluator.Batch empty = new Evaluator.Batch(0, 0, 1, 0, true);
        assertFalse(empty.isAll());
        assertTrue(PEOPLE.stream().noneMatch(empty::contains));
        assertTrue(Evaluator.Batch.ALL.isAll());
    }

    /** Without clusters a part is chosen by the hash of the id and the seed, as ever. */
    @Test
    void examplesThatStandAloneFollowTheirIds() {
        List<Observation> held = Holdout.split(ALONE, 0.2, 5).heldOut();
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
                Holdout.folds(ALONE, 4, 5).get(1).heldOut());
    }

    private static List<String> ids(List<Observation> some) {
        return some.stream().map(Observation::id).toList();
    }

    private static int number(Observation one) {
        return Integer.parseInt(one.id().substring(1));
    }

    @Test
    void theLatestAreHeldOut() {
        Holdout split = Holdout.latest(ALONE, 0.2, HoldoutTest::number);
        assertEquals(ids(ALONE.subList(0, 240)), ids(split.training()));
        assertEquals(ids(ALONE.subList(240, 300)), ids(split.heldOut()));
        assertEquals(List.of(), Holdout.latest(ALONE, 0, HoldoutTest::number).heldOut());
        assertEquals(
                1, Holdout.latest(ALONE, 1e-6, HoldoutTest::number).heldOut().size());
        Holdout ties = Holdout.latest(ALONE, 0.2, one -> number(one) / 50);
        assertEquals(ids(ALONE.subList(250, 300)), ids(ties.heldOut()), "equal times stay together");
        assertEquals(List.of(), Holdout.latest(ALONE, 0.5, one -> 7).heldOut(), "one time has nothing before it");
        // weeks of ten days, the days in any order
        List<Observation> weeks = ALONE.stream()
                .map(one -> one.withCluster("w" + number(one) / 10))
                .toList();
        Holdout byWeek = Holdout.latest(weeks, 0.25, HoldoutTest::number);
        assertWhole(byWeek.training(), byWeek.heldOut());
        assertEquals(220, byWeek.training().size());
    }

    @Test
    void foldsRollByTime() {
        List<Holdout> folds = Holdout.rolling(ALONE, 4, HoldoutTest::number);
        for (int fold = 0; fold < 4; fold++) {
            assertEquals(
                    ids(ALONE.subList(0, 60 * (fold + 1))), ids(folds.get(fold).training()));
            assertEquals(
                    ids(ALONE.subList(60 * (fold + 1), 60 * (fold + 2))),
                    ids(folds.get(fold).heldOut()));
        }
        List<Holdout> few = Holdout.rolling(ALONE, 2, one -> Math.max(0, number(one) - 297));
        assertEquals(298, few.get(0).training().size());
        assertEquals(List.of("e298"), ids(few.get(0).heldOut()));
        assertEquals(List.of("e299"), ids(few.get(1).heldOut()));
        assertThrows(InvalidArgumentException.class, () -> Holdout.rolling(ALONE, 3, one -> number(one) % 3));
        assertThrows(InvalidArgumentException.class, () -> Holdout.rolling(ALONE, 0, HoldoutTest::number));
    }
}
