package io.dither.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    /** The steps of all calls, timed or not. */
    private static List<Long> steps(long calls, int repetitions) {
        List<Long> steps = new ArrayList<>();
        Timing timing = Timing.of(
                step -> {
                    steps.add(step);
                    return 1;
                },
                calls,
                0,
                0,
                repetitions);
        assertEquals(repetitions, timing.repetitions());
        return steps;
    }

    @Test
    void atLeastSoManyCallsAreTimedAndEachHasNoiseOfItsOwn() {
        assertEquals(LongStream.range(0, 4).boxed().toList(), steps(0, 3));
    }

    @Test
    void soManyCallsWarmUpBeforeOneIsTimed() {
        assertEquals(LongStream.range(0, 7).boxed().toList(), steps(5, 2));
    }

    @Test
    void aResultThatIsNoNumberIsNoMeasurement() {
        assertThrows(IllegalStateException.class, () -> Timing.of(step -> Double.NaN, 0, 0, 0, 1));
    }

    @Test
    void theMedianOfAnEvenNumberLiesInTheMiddle() {
        assertEquals(2.5, Timing.median(new double[] {1, 2, 3, 9}));
        assertEquals(3, Timing.median(new double[] {1, 3, 9}));
    }

    @Test
    void forksAreJoinedByTheirMedian() {
        Measurement measured =
                new Stopwatch(0, 1, Optional.empty()).measure(Catalogue.named("grid-arcs-5"), Variant.FORWARD, 1);
        Measurement joined = Measurement.median(List.of(taking(4, measured), taking(2, measured), taking(3, measured)));
        assertEquals(3, joined.microseconds());
        assertEquals(3 * 320 / 1e3, joined.median(), 1e-12);
        assertEquals(List.of(4.0, 2.0, 3.0), joined.forks());
        assertEquals(2, joined.spread());
        assertEquals(3, joined.repetitions());
        assertEquals(measured.check(), joined.check());
        assertEquals(
                List.of(
                        measured.bytes().get(0),
                        measured.bytes().get(0),
                        measured.bytes().get(0)),
                joined.bytes());
        assertTrue(measured.bytes().get(0) > 0, measured.bytes().toString());
    }

    private static Measurement taking(double microseconds, Measurement like) {
        return new Measurement(
                like.workload(),
                like.variant(),
                like.peer(),
                like.threads(),
                like.solves(),
                microseconds,
                like.repetitions(),
                like.least(),
                like.median(),
                like.check(),
                like.row(),
                like.oracle(),
                like.batch(),
                like.samples(),
                like.dimension(),
                like.epsilon(),
                List.of(microseconds),
                like.bytes(),
                like.jdk(),
                like.machine(),
                like.kernels());
    }
}
