package io.dither.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
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
                repetitions,
                Turns.single());
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
        assertThrows(IllegalStateException.class, () -> Timing.of(step -> Double.NaN, 0, 0, 0, 1, Turns.single()));
    }

    @Test
    void theMedianOfAnEvenNumberLiesInTheMiddle() {
        assertEquals(2.5, Timing.median(List.of(3.0, 1.0, 9.0, 2.0)));
        assertEquals(3, Timing.median(List.of(9.0, 1.0, 3.0)));
    }

    @Test
    void callsAreSharedByTurnsWithAPauseBeforeEachAndAfterTheLast() {
        List<String> events = new ArrayList<>();
        Timing timing = Timing.of(
                step -> {
                    events.add("call");
                    return 1;
                },
                0,
                0,
                0,
                5,
                new Turns(2, () -> events.add("pause")));
        assertEquals("call pause call call call pause call call pause", String.join(" ", events));
        assertEquals(5, timing.repetitions());
        assertEquals(2, timing.turns().size());
    }

    @Test
    void eachTurnHasACallHoweverManyThereAre() {
        Timing timing = Timing.of(step -> 1, 0, 0, 0, 1, new Turns(2000, () -> {}));
        assertEquals(2000, timing.turns().size());
    }

    @Test
    void aTurnIsAskedForByALine() {
        StringWriter out = new StringWriter();
        Turns turns = Turns.onRequest(3, new BufferedReader(new StringReader("\n")), new PrintWriter(out));
        turns.pause().run();
        turns.pause().run(); // the input has ended: nobody waits
        assertEquals(List.of("ready", "ready"), out.toString().lines().toList());
    }

    /** All three are twice as slow in the second turn; one has but two. */
    @Test
    void forksAreComparedTurnByTurn() {
        Measurement measured = new Stopwatch(0, 1, Optional.empty(), Turns.single())
                .measure(Catalogue.named("grid-arcs-5"), Variant.FORWARD, 1);
        Measurement joined = Measurement.join(List.of(
                taking(List.of(1.0, 2.0, 1.0), measured),
                taking(List.of(1.5, 3.0), measured),
                taking(List.of(3.0, 6.0, 3.0), measured)));
        assertEquals(List.of(1.5, 3.0), joined.turns());
        assertEquals(2.25, joined.microsecondsPerSolve());
        assertEquals(2.25 * 320 / 1e3, joined.median(), 1e-12);
        assertEquals(List.of(1.5, 2.25, 4.5), joined.forks());
        assertEquals(3, joined.spread());
        assertEquals(3, joined.repetitions());
        assertEquals(measured.check(), joined.check());
        double bytes = measured.bytes().get(0);
        assertTrue(bytes > 0, measured.bytes().toString());
        assertEquals(List.of(bytes, bytes, bytes), joined.bytes());
    }

    private static Measurement taking(List<Double> turns, Measurement like) {
        return new Measurement(
                like.workload(),
                like.variant(),
                like.peer(),
                like.threads(),
                like.solves(),
                turns.get(0),
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
                List.of(turns.get(0)),
                turns,
                like.bytes(),
                like.jdk(),
                like.machine(),
                like.kernels());
    }
}
