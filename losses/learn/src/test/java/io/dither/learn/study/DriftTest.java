package io.dither.learn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Weight;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Verdicts on changes. */
class DriftTest {
    private static List<Metric> metrics(int count, double change) {
        return IntStream.range(0, count)
                .mapToObj(i -> Metric.of("metric " + i, Interval.of(change, 0.1), 50))
                .toList();
    }

    /** A metric is tested at the level 5 % divided by the number of metrics. */
    @Test
    void detectableChangesAreCorrectedForTheNumberOfTests() {
        String verdict = "no change is seen; changes smaller than these could be missed: ";
        assertEquals(verdict + "0.2802 (metric 0)", new Drift(metrics(1, 0.01), List.of(), "").verdict());
        Weight weight = Weight.of("price", Interval.of(0.01, 0.1));
        assertEquals(
                verdict + "0.3083 (metric 0), 0.3083 (metric 1), 0.2802 (price)",
                new Drift(metrics(2, 0.01), List.of(weight), "").verdict());
        assertFalse(new Drift(metrics(1, 0.2), List.of(), "").significant().isEmpty());
        assertEquals(List.of(), new Drift(metrics(2, 0.2), List.of(), "").significant());
    }
}
