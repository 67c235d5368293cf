package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.layer.Decision;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.OracleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fit that was stopped goes on with the same examples, oracles and settings alone, whichever of them a first step looks at. */
class OtherFitTest {
    private static final List<Observation> CHOICES = Choices.of(400, 3, 1, -1);

    @TempDir
    Path folder = Path.of("");

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("a", "b")).samples(2).withoutIntervals();
    }

    private static Learner byMiniBatches() {
        return learner().miniBatches(3, 32, 0.1);
    }

    private static Learner stoppingEarly() {
        return learner().noise("gumbel").earlyStopping(0.3);
    }

    private Path file() {
        return folder.resolve("fit");
    }

    /** Leaves the checkpoint of a fit that was stopped on its way. */
    private byte[] stopped(Learner learner, List<Observation> examples) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Learner stopping = learner.checkpoint(file()).cancelledBy(() -> asked.incrementAndGet() > 9);
        assertThrows(StoppedException.class, () -> stopping.fit(examples));
        return Files.readAllBytes(file());
    }

    private String refused(byte[] kept, Learner learner, List<Observation> examples) throws IOException {
        Files.write(file(), kept);
        DataException refused = assertThrows(
                DataException.class, () -> learner.checkpoint(file()).fit(examples));
        assertArrayEquals(kept, Files.readAllBytes(file()));
        return String.valueOf(refused.getMessage());
    }

    private static List<Observation> with(List<Observation> examples, int which, Observation other) {
        List<Observation> changed = new ArrayList<>(examples);
        changed.set(which, other);
        return changed;
    }

    private static Observation with(Observation one, double[] y) {
        return new Observation(
                one.id(), one.features(), one.oracle(), Decision.of(y), one.weight(), one.costs(), one.cluster());
    }

    private static Observation otherwise(Observation one) {
        double[] y = new double[one.oracle().dimension()];
        y[one.target().values()[0] == 1 ? 1 : 0] = 1;
        return with(one, y);
    }

    private void refusesEachChangedDecision(Supplier<Learner> learners, int[] which) throws IOException {
        byte[] kept = stopped(learners.get(), CHOICES);
        for (int i : which) {
            String message = refused(kept, learners.get(), with(CHOICES, i, otherwise(CHOICES.get(i))));
            assertTrue(message.contains("of another fit: other examples. Maybe"), message);
        }
    }

    @Test
    void oneDecisionOfAnyMiniBatch() throws IOException {
        refusesEachChangedDecision(
                OtherFitTest::byMiniBatches,
                IntStream.range(0, 100).map(i -> 4 * i).toArray());
    }

    @Test
    void oneDecisionOfThoseHeldOutToStopEarly() throws IOException {
        refusesEachChangedDecision(
                OtherFitTest::stoppingEarly,
                IntStream.range(0, 40).map(i -> 10 * i).toArray());
    }

    @Test
    void featuresOfTheSameSumAndSquares() throws IOException {
        List<Observation> choices = new ArrayList<>(CHOICES);
        double[] before = {0, 4, 5};
        double[] after = {1, 2, 6};
        List<Observation> changed = new ArrayList<>(CHOICES);
        for (int i = 0; i < 3; i++) {
            choices.set(i, withValue(CHOICES.get(i), before[i]));
            changed.set(i, withValue(CHOICES.get(i), after[i]));
        }
        String message = refused(stopped(byMiniBatches(), choices), byMiniBatches(), changed);
        assertTrue(message.contains("other examples. Maybe"), message);
    }

    private static Observation withValue(Observation one, double value) {
        Features old = one.features();
        double[][] rows = new double[old.rows()][];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = new double[] {j == 0 ? value : old.get(j, 0), old.get(j, 1)};
        }
        return new Observation(
                one.id(), Features.of(rows), one.oracle(), one.target(), one.weight(), one.costs(), one.cluster());
    }

    /** One edge of the oracle's file leads elsewhere, beside all that was driven. */
    @Test
    void theFileOfTheOracle() throws IOException {
        Path roads = folder.resolve("roads.csv");
        Files.writeString(roads, "a,b\nb,d\na,c\nc,d\nb,c\nd,e\n");
        byte[] kept = stopped(learner(), trips(roads));
        Files.writeString(roads, "a,b\nb,d\na,c\nc,d\nb,c\nc,e\n");
        String message = refused(kept, learner(), trips(roads));
        assertTrue(message.contains("other oracles. Maybe"), message);
    }

    private static List<Observation> trips(Path roads) {
        var oracle = OracleRegistry.discover()
                .create("jgrapht-shortest-path:file=" + roads + ",format=csv,source=a,target=d");
        Features features = Features.of(new double[][] {{1, 2}, {2, 1}, {2, 0}, {1, 1}, {1, 1}, {1, 0}});
        return IntStream.range(0, 30)
                .mapToObj(i -> Observation.of(
                        "trip " + i,
                        features,
                        oracle,
                        i % 3 == 0 ? new double[] {0, 0, 1, 1, 0, 0} : new double[] {1, 1, 0, 0, 0, 0}))
                .toList();
    }

    @Test
    void theSameDataInAnotherOrderAreTheSame() throws IOException {
        byte[] kept = stopped(byMiniBatches(), CHOICES);
        List<Observation> reversed = new ArrayList<>(CHOICES);
        java.util.Collections.reverse(reversed);
        Files.write(file(), kept);
        assertEquals(
                byMiniBatches().fit(CHOICES).weights(),
                byMiniBatches().threads(2).checkpoint(file()).fit(reversed).weights());
    }
}
