package io.dither.learn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.random.ExampleKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTableTest {
    private static final int SIZE = 50;

    private static ObservationTable table(boolean areInOrder) {
        Comparator<String> byKey = (a, b) -> Long.compareUnsigned(ExampleKey.of(a), ExampleKey.of(b));
        String[] ids = IntStream.range(0, SIZE)
                .mapToObj(i -> "t" + i)
                .sorted(areInOrder ? byKey : Comparator.naturalOrder())
                .toArray(String[]::new);
        LinearOracle[] oracles = new LinearOracle[SIZE];
        Arrays.fill(oracles, Oracles.argmax(2));
        Target[] targets = new Target[SIZE];
        Arrays.fill(targets, Decision.of(0, 1));
        return ObservationTable.of(
                ids,
                Arrays.stream(ids).mapToLong(ExampleKey::of).toArray(),
                Features.of(IntStream.range(0, 2 * SIZE).asDoubleStream().toArray(), 1),
                IntStream.rangeClosed(0, SIZE).map(i -> 2 * i).toArray(),
                oracles,
                targets);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void examplesComeInTheOrderOfTheirKeys(boolean areInOrder) {
        ObservationTable all = table(areInOrder);
        List<Observation> chosen = ObservationTable.select(all, new int[] {31, 7, 12, 40, 3, 22});
        List<Observation> twice = ObservationTable.select(all, new int[] {31, 7, 31});
        for (List<Observation> examples : List.of(all, chosen, twice)) {
            List<Observation> sorted = ObservationTable.inOrder(examples);
            assertInstanceOf(ObservationTable.class, sorted);
            assertEquals(
                    examples.stream()
                            .sorted((a, b) -> Long.compareUnsigned(a.key(), b.key()))
                            .map(Observation::id)
                            .toList(),
                    sorted.stream().map(Observation::id).toList());
        }
    }
}
